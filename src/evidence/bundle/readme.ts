import { base64Octets, parseTagList } from '../dkim/tag-list.ts';
import { subjectPublicKeyInfo } from '../keys/spki.ts';
import { sameOctets } from '../same-octets.ts';
import { base64Of, hexOf } from '../steps/encodings.ts';
import type { SignatureSteps, TestedSteps, TriedKey } from '../steps/steps.ts';

/** A signature and where its files lie. */
export interface BundledSignature {
  readonly folder: string;
  readonly steps: SignatureSteps;
  /** Absent where the bodies of a bundle would be too many. */
  readonly bodyFile?: string | undefined;
  /** The key that opens the signature. */
  readonly key?: TriedKey | undefined;
}

/**
 * How to check the message with nothing but openssl and sha256sum. Each command stands on a line of its own behind `$ `, and below it, as
 * far as an empty line, what it prints: a test follows it to the letter.
 */
export function readmeText(title: string, verdict: string, signatures: readonly BundledSignature[]): string {
  return `${[
    printable(title),
    '='.repeat(printable(title).length),
    '',
    `The verdict of Chainmail: ${verdict}.`,
    '',
    'You need not believe it. This bundle has what the verdict rests on, and below is',
    'how to check that with openssl (1.1.1 or newer) and sha256sum alone. Type each',
    'command in the folder that has this text; below it stands what it should print.',
    '',
    '  message.eml    the message, octet for octet as it is stored',
    '  keys.jsonl     the key records that its signatures ask for: who saw them, when',
    '  record.json    all that Chainmail says of the message, as data',
    '  SHA256SUMS     the hashes of these files',
    '  signature-N/   what signature N was made over, and its steps (steps.txt)',
    '',
    'First: nothing in this bundle was damaged on its way to you.',
    '',
    '$ sha256sum --quiet -c SHA256SUMS',
    '',
    ...(signatures.length === 0 ? ['The message carries no DKIM signature: there is nothing more to check.', ''] : []),
    ...signatures.flatMap(signatureText),
    'What these commands do not show',
    '-------------------------------',
    '',
    'headers.bin and body.bin are made of message.eml by the rules of RFC 6376,',
    'section 3.4 (which fields, by section 5.4.2). steps.txt shows them line by line:',
    'compare them with the message, or make them again with another DKIM program.',
    '',
    'That the key is the key of that domain rests on who saw it there: keys.jsonl.',
    'A signature vouches for a domain and for the parts that it covers: not for a',
    'person, not for the truth of a date, not for completeness.',
    '',
    'The same in one step: chainmail verify message.eml --keys keys.jsonl --explain',
  ].join('\n')}\n`;
}

function signatureText({ folder, steps, bodyFile, key }: BundledSignature): string[] {
  const { evidence, tested } = steps;
  const { signer, selector, result } = evidence;
  const heading = printable(`${folder}: ${signer || 'no readable domain'}, selector ${selector || 'none'}`);
  const lines = [heading, '-'.repeat(heading.length), '', `Its result: ${printable(result)}.`, ''];
  for (const { name, detail } of evidence.repairs) lines.push(`Undone before it was tested: ${printable(`${name}: ${detail}`)}`, '');
  if (steps.mendedOctets !== undefined) lines.push(`What follows is of ${folder}/mended.eml: the message before these modifications.`, '');
  if (tested === undefined) return [...lines, `The field breaks RFC 6376 at "${printable(evidence.tag ?? '')}", so it proves nothing.`, ''];
  return [...lines, ...bodyText(tested, bodyFile), ...headerText(folder, tested, key)];
}

function bodyText({ signature, body }: TestedSteps, bodyFile: string | undefined): string[] {
  const says = base64Of(signature.bodyHash);
  const covers =
    body.octets.length === body.total
      ? `the whole body (${body.total} octets, canonical)`
      : `the first ${body.octets.length} of ${body.total} octets of the canonical body (l=)`;
  if (bodyFile === undefined) return [`It covers ${covers}, not in this bundle for its size: --explain hashes it.`, ''];
  return [
    `It covers ${covers}. In bh= it says that their hash is`,
    `${says}. They have`,
    '',
    `$ openssl dgst -${signature.hash} -binary ${bodyFile} | openssl base64 -A`,
    base64Of(body.digest),
    '',
    body.isIntact ? 'which is the same: the body is intact.' : 'which is another one: the body is not the one that was signed.',
    '',
  ];
}

function headerText(folder: string, { signature, header, keys }: TestedSteps, key: TriedKey | undefined): string[] {
  const { hash } = signature;
  const digest = [
    `It covers the fields in headers.bin; the last is its own, bh= in it. Their hash:`,
    '',
    `$ openssl dgst -${hash} -r ${folder}/headers.bin`,
    `${hexOf(header.digest)} *${folder}/headers.bin`,
    '',
  ];
  if (key === undefined) {
    const none = keys.length === 0 ? 'No key of this domain and selector is known' : 'No key that is known opens the signature';
    return [...digest, `${none}, so nobody can tell whether it was made over them.`, ''];
  }
  return [...digest, ...keyText(folder, key), ...(key.key.type === 'rsa' ? rsaText : ed25519Text)(folder, hash, key)];
}

/** The key as openssl reads it, beside the record that it was taken from. */
function keyText(folder: string, { key, stored }: TriedKey): string[] {
  const list = parseTagList(stored.record);
  const material = list.ok ? base64Octets(list.tags.get('p')?.value ?? '') : undefined;
  const isSame = material !== undefined && sameOctets(material, subjectPublicKeyInfo(key));
  const source = `Its key stands in keys.jsonl, from: ${printable(stored.source)}.`;
  if (!isSame) return [source, '', `$ openssl pkey -pubin -in ${folder}/key.pem -noout -text`, ''];
  return [
    source,
    'key.pem is what stands behind p= in its record:',
    '',
    `$ openssl pkey -pubin -in ${folder}/key.pem -outform DER | openssl base64 -A`,
    base64Of(material),
    '',
  ];
}

function rsaText(folder: string, hash: string, { outcome, read, block }: TriedKey): string[] {
  const holds = outcome === 'intact';
  const isUsual =
    read !== undefined && block !== undefined && block.length - read.infoStart - read.digest.length !== withoutNull[read.hash];
  const see = [
    'The signature opened with the key (its end is the hash that was signed,',
    `${read === undefined ? '' : hexOf(read.digest)}):`,
    '',
    `$ openssl pkeyutl -verifyrecover -pubin -inkey ${folder}/key.pem -pkeyopt rsa_padding_mode:none -in ${folder}/signature.bin -hexdump`,
    '',
  ];
  if (!isUsual) return [...see, 'openssl itself refuses this form of it (without NULL, RFC 8017 A.2.4): compare by eye.', ''];
  return [
    holds ? 'The signature is that of this key over these fields:' : 'The signature was made over other fields than these:',
    '',
    `$ openssl dgst -${hash} -verify ${folder}/key.pem -signature ${folder}/signature.bin ${folder}/headers.bin`,
    holds ? 'Verified OK' : 'Verification failure',
    '',
    ...see,
  ];
}

/** Octets of a DigestInfo before its digest, where it lacks the NULL. */
const withoutNull = { sha1: 13, sha256: 17 } as const;

function ed25519Text(folder: string, hash: string, { outcome }: TriedKey): string[] {
  const holds = outcome === 'intact';
  return [
    'An Ed25519 signature is made over that hash (RFC 8463, section 3):',
    '',
    `$ openssl dgst -${hash} -binary ${folder}/headers.bin > ${folder}/headers.digest`,
    '',
    `$ openssl pkeyutl -verify -rawin -pubin -inkey ${folder}/key.pem -sigfile ${folder}/signature.bin -in ${folder}/headers.digest`,
    holds ? 'Signature Verified Successfully' : 'Signature Verification Failure',
    '',
  ];
}

/** One line of a stranger's text that a terminal shows and does not obey. */
function printable(text: string): string {
  return text.slice(0, 300).replace(/[^\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff]/g, '?');
}
