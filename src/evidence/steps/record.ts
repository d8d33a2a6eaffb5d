import type { SignatureResult } from '../evidence.ts';
import type { KeyTier } from '../keys/key.ts';
import { base64Of, hexOf } from './encodings.ts';
import type { KeyStep, SignatureSteps, TestedSteps } from './steps.ts';

/** The steps as JSON, of bounded size. Octets of header and body are in base64, all else that is binary in lower-case hex. */
export interface StepsRecord {
  readonly signer: string;
  readonly selector: string;
  readonly result: SignatureResult;
  readonly repairs: readonly { readonly name: string; readonly detail: string }[];
  /** The signature's own field, and what follows: of the message as it was after the repairs, where there are any. */
  readonly field: OctetsRecord;
  /** What breaks RFC 6376, where the field cannot be read. */
  readonly malformed?: string;
  readonly body?: {
    readonly canonicalization: string;
    readonly octets: OctetsRecord;
    /** Octets of the whole canonical body, of which those of `l=` are hashed. */
    readonly total: number;
    readonly hash: string;
    readonly computed: string;
    readonly signed: string;
    readonly isIntact: boolean;
  };
  readonly header?: {
    readonly canonicalization: string;
    readonly named: readonly string[];
    readonly covered: readonly string[];
    readonly provenAbsent: readonly string[];
    readonly octets: OctetsRecord;
    readonly hash: string;
    readonly computed: string;
  };
  readonly signature?: string;
  readonly keys?: readonly KeyStepRecord[];
  /** How many more keys were tried than are listed. */
  readonly keysNotListed?: number;
}

export interface OctetsRecord {
  readonly length: number;
  /** The beginning, where there are more than are given. */
  readonly base64: string;
}

export interface KeyStepRecord {
  readonly tier: KeyTier;
  readonly source: string;
  readonly record: string;
  readonly outcome: KeyStep['outcome'];
  readonly algorithm?: 'rsa' | 'ed25519';
  readonly bits?: number;
  readonly modulus?: string;
  readonly exponent?: string;
  readonly publicKey?: string;
  /** signature ^ exponent mod modulus. */
  readonly block?: string;
  readonly padding?: string;
  readonly digestInfo?: string;
  readonly digest?: string;
}

/** Octets given of a header or a body: a body may be of 150 MB. */
const maxOctetsGiven = 65_536;
/** Keys listed: more are tried, and one that fits is listed whatever its place. */
const maxKeysListed = 8;

export function stepsRecord({ evidence, fieldOctets, tested }: SignatureSteps): StepsRecord {
  const { signer, selector, result, repairs, tag } = evidence;
  return {
    signer,
    selector,
    result,
    repairs,
    field: octetsRecord(fieldOctets),
    ...(tag === undefined ? {} : { malformed: tag }),
    ...(tested === undefined ? {} : testedRecord(tested)),
  };
}

function testedRecord({ signature, body, header, keys }: TestedSteps): Partial<StepsRecord> {
  const { hash, bodyCanonicalization, headerCanonicalization } = signature;
  const listed = listedKeys(keys);
  return {
    body: {
      canonicalization: bodyCanonicalization,
      octets: octetsRecord(body.octets),
      total: body.total,
      hash,
      computed: hexOf(body.digest),
      signed: hexOf(signature.bodyHash),
      isIntact: body.isIntact,
    },
    header: {
      canonicalization: headerCanonicalization,
      named: signature.headerNames,
      covered: header.covered,
      provenAbsent: header.provenAbsent,
      octets: octetsRecord(header.octets),
      hash,
      computed: hexOf(header.digest),
    },
    signature: hexOf(signature.signature),
    keys: listed.map(keyRecord),
    ...(listed.length === keys.length ? {} : { keysNotListed: keys.length - listed.length }),
  };
}

/** The keys to tell of: the first that were tried, and those that open the signature. */
export function listedKeys(keys: readonly KeyStep[]): readonly KeyStep[] {
  return keys.filter(({ outcome }, place) => place < maxKeysListed || outcome === 'intact');
}

function keyRecord(step: KeyStep): KeyStepRecord {
  const { tier, source, record } = step.stored;
  const told = { tier, source, record, outcome: step.outcome };
  if (!('key' in step)) return told;
  const { key, block, read } = step;
  if (key.type === 'ed25519') return { ...told, algorithm: key.type, bits: key.bits, publicKey: hexOf(key.octets) };
  return {
    ...told,
    algorithm: key.type,
    bits: key.bits,
    modulus: hexOf(key.rsa.modulus),
    exponent: hexOf(key.rsa.exponent),
    ...(block === undefined ? {} : { block: hexOf(block) }),
    ...(block === undefined || read === undefined
      ? {}
      : {
          padding: hexOf(block.subarray(0, read.infoStart)),
          digestInfo: hexOf(block.subarray(read.infoStart, block.length - read.digest.length)),
          digest: hexOf(read.digest),
        }),
  };
}

function octetsRecord(octets: Uint8Array): OctetsRecord {
  return { length: octets.length, base64: base64Of(octets.subarray(0, maxOctetsGiven)) };
}
