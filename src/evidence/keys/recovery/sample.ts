import { rawValue } from '../../../message/fields.ts';
import type { Message } from '../../../message/message.ts';
import type { Crypto, HashAlgorithm, RsaPublicKey } from '../../crypto.ts';
import { signedFields, signedHeaderOctets } from '../../dkim/header.ts';
import { readPkcs1Block } from '../../dkim/pkcs1.ts';
import { parseSignature } from '../../dkim/signature.ts';
import { messageTime } from '../../message-time.ts';
import { sameOctets } from '../../same-octets.ts';
import { beforeList } from './before-list.ts';

/** The header as it stands, or as it may have been before a list passed it on. */
export type HeaderForm = 'as-it-stands' | 'before-list';

/** An RSA signature as key recovery needs it: what was signed, if the header is still the one that was. */
export interface Sample {
  readonly signer: string;
  readonly selector: string;
  readonly signature: Uint8Array;
  readonly hash: HashAlgorithm;
  /** Of the header in this form. */
  readonly digest: Uint8Array;
  readonly form: HeaderForm;
  /** The message's time, epoch seconds. */
  readonly seconds?: number;
  /** How much speaks for a header that was altered: 0 is best. */
  readonly doubt: number;
}

/**
 * @param field - Index in `message.fields` of the DKIM-Signature field.
 * @param bodyIntact - A body that was altered was passed on by somebody who may have altered the header too.
 * @returns Undefined where the field is none, or not RSA's; or where the header has no such form of its own.
 */
export function readSample(
  message: Message,
  field: number,
  bodyIntact: boolean,
  crypto: Crypto,
  form: HeaderForm = 'as-it-stands',
): Sample | undefined {
  const own = message.fields[field];
  const parsed = own && parseSignature(rawValue(message.octets, own));
  if (own === undefined || parsed?.kind !== 'signature' || parsed.signature.keyType !== 'rsa') return undefined;
  const { signature } = parsed;
  const { seconds } = messageTime(message, field, signature.signedAtSeconds);
  const asItStands = digestOf(message, field, crypto);
  const earlier = form === 'before-list' ? beforeList(message, field) : undefined;
  const digest = earlier === undefined ? asItStands : digestOf(earlier.message, earlier.field, crypto);
  if (digest === undefined || asItStands === undefined || (form === 'before-list' && sameOctets(digest, asItStands))) return undefined;
  return {
    signer: signature.signer,
    selector: signature.selector,
    signature: signature.signature.slice(),
    hash: signature.hash,
    digest,
    form,
    ...(seconds !== undefined && { seconds }),
    doubt: (bodyIntact ? 0 : 100) + doubtOf(message, field),
  };
}

/** Of what the signature at that field covers of the header. */
function digestOf(message: Message, field: number, crypto: Crypto): Uint8Array | undefined {
  const own = message.fields[field];
  const parsed = own && parseSignature(rawValue(message.octets, own));
  if (own === undefined || parsed?.kind !== 'signature') return undefined;
  const { signature } = parsed;
  const signed = signedFields(message, signature.headerNames, field);
  return crypto[signature.hash](signedHeaderOctets(message, signature, signed, own)).slice();
}

/** What a key makes of a sample: `fits`: it signed just this header; `altered`: it signed another one. */
export type Outcome = 'fits' | 'altered' | 'other-key';

export function tryKey(sample: Sample, key: RsaPublicKey, crypto: Crypto): Outcome {
  const block = sample.signature.length === key.modulus.length ? crypto.rsaRecover(sample.signature, key) : undefined;
  const signed = block && readPkcs1Block(block);
  if (signed === undefined) return 'other-key';
  return signed.hash === sample.hash && sameOctets(signed.digest, sample.digest) ? 'fits' : 'altered';
}

/** Lists alter signed fields, and each server that passed the message on after it was signed may have. */
function doubtOf(message: Message, field: number): number {
  let doubt = 0;
  for (const [index, { lowerName }] of message.fields.entries()) {
    if (lowerName === 'list-id' || lowerName === 'list-post') doubt += 10;
    if (lowerName === 'received' && index < field) doubt++;
  }
  return Math.min(doubt, 90);
}
