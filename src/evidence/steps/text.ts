import { clean } from '../../message/terminal-text.ts';
import type { PublicKey } from '../keys/record.ts';
import { base64Of, hexOf } from './encodings.ts';
import { listedKeys } from './record.ts';
import type { KeyStep, SignatureSteps, TestedSteps } from './steps.ts';

/**
 * The steps as text for people, of bounded length, in English. It holds what strangers wrote: what of that a terminal would obey, or what
 * would begin a line of its own, is U+FFFD. The octets themselves are for programs.
 *
 * @param place - Which of the message's signatures this is, from 1.
 */
export function stepsText(steps: SignatureSteps, place: number): string {
  const { evidence, fieldOctets, tested } = steps;
  const why = evidence.reason ?? evidence.tag;
  const title = `Signature ${place}: ${evidence.signer || '(no readable domain)'}, selector ${evidence.selector || '(none)'}`;
  const repairs = evidence.repairs.map(({ name, detail }) => `   undone: ${name}: ${detail}`);
  const lines = [
    title,
    '='.repeat(Math.min(78, title.length)),
    ...(repairs.length === 0
      ? []
      : ['', 'What follows is of the message as it was before these modifications, not as it is stored:', ...repairs]),
    '',
    `1. The field (${count(fieldOctets)})`,
    ...quoted(fieldOctets),
    ...(tested === undefined ? ['', `It breaks RFC 6376 at "${evidence.tag}", so nothing follows from it.`] : testedText(tested)),
    '',
    `Result: ${evidence.result}${why === undefined ? '' : ` (${why})`}`,
    '',
  ];
  return lines.map((line) => clean(line.replace(/[\r\n]/g, '\ufffd'), { multiline: true })).join('\n');
}

function testedText({ signature, body, header, keys }: TestedSteps): string[] {
  const { hash, bodyHash, headerCanonicalization, bodyCanonicalization, headerNames } = signature;
  const listed = listedKeys(keys);
  return [
    '',
    `2. The body, canonical (${bodyCanonicalization}): ${count(body.octets)}${body.octets.length === body.total ? '' : ` of ${number(body.total)}`} hashed`,
    ...quoted(body.octets),
    `   ${`${hash} of it`.padEnd(13)}${base64Of(body.digest)}`,
    `   bh= has      ${base64Of(bodyHash)}`,
    `   ${body.isIntact ? 'The same: the body is intact.' : 'Not the same: the body is not the one that was signed.'}`,
    '',
    `3. The covered header fields, canonical (${headerCanonicalization}): ${count(header.octets)}`,
    `   h= names     ${shortened(headerNames.join(':'))}`,
    ...(header.provenAbsent.length === 0
      ? []
      : [`   signed as absent (or as no more than there are): ${shortened(header.provenAbsent.join(', '))}`]),
    ...quoted(header.octets),
    `   ${`${hash} of it`.padEnd(13)}${hexOf(header.digest)}`,
    '',
    `4. The signature, b= (${count(signature.signature)})`,
    ...wrapped(hexOf(signature.signature)),
    ...(listed.length === 0 ? ['', '5. No key of this domain and selector is known.'] : []),
    ...listed.flatMap((step) => keyText(step, header.digest, hash)),
    ...(listed.length === keys.length ? [] : ['', `   ${number(keys.length - listed.length)} more keys do not open it.`]),
  ];
}

function keyText(step: KeyStep, headerDigest: Uint8Array, hash: string): string[] {
  const { domain, selector, source, tier, record } = step.stored;
  const lines = [
    '',
    `5. A key: ${selector}._domainkey.${domain} (${tier}; from: ${shortened(source)})`,
    ...wrapped(shortened(record, maxRecord)),
  ];
  if (!('key' in step)) return [...lines, `   ${unusedWords[step.outcome]}`];
  const { key, block, read, outcome } = step;
  lines.push(...keyNumbers(key));
  if (key.type === 'ed25519') {
    return [
      ...lines,
      '',
      `6. Ed25519 over the ${hash} above: ${outcome === 'intact' ? 'it fits.' : 'it does not fit: other fields, or another key.'}`,
    ];
  }
  lines.push('', '6. signature ^ exponent mod modulus');
  if (block === undefined)
    return [...lines, '   The signature is not as long as the modulus, or not below it: it was made with another key.'];
  if (read === undefined) {
    return [...lines, ...wrapped(hexOf(block)), '   No block of PKCS #1 v1.5: the signature was made with another key, or is damaged.'];
  }
  const info = block.subarray(read.infoStart, block.length - read.digest.length);
  return [
    ...lines,
    `   padding      ${hexOf(block.subarray(0, 2))}, ${read.infoStart - 3} × ff, 00`,
    `   DigestInfo   ${hexOf(info)} (${read.hash})`,
    `   digest       ${hexOf(read.digest)}`,
    `   of step 3    ${hexOf(headerDigest)}`,
    `   ${outcome === 'intact' ? 'The same: the covered fields are intact.' : 'Not the same: other header fields were signed.'}`,
  ];
}

const unusedWords = {
  revoked: 'The domain has withdrawn this key (p= is empty).',
  unusable: 'This record cannot be used for this signature (RFC 6376 §6.1.2).',
  'not-tried': 'Not tried: there are more keys than are tried for one signature.',
} as const;

function keyNumbers(key: PublicKey): string[] {
  if (key.type === 'ed25519') return ['   Ed25519 public key', ...wrapped(hexOf(key.octets))];
  return [
    `   RSA, ${number(key.bits)} bits, exponent ${BigInt(`0x${hexOf(key.rsa.exponent)}`)}, modulus`,
    ...wrapped(hexOf(key.rsa.modulus)),
  ];
}

/** Octets as lines behind a bar, each line as it was hashed; long ones cut, told. */
function quoted(octets: Uint8Array): string[] {
  const shown = octets.subarray(0, maxShown);
  const text = new TextDecoder().decode(shown);
  const lines = text.replace(/\r\n$/, '').split(/\r\n/);
  const cut = octets.length - shown.length;
  return [...lines.map((line) => `   | ${line}`), ...(cut > 0 ? [`   … and ${number(cut)} octets more`] : [])];
}

/** Octets shown of a header or a body, and characters of a key record or of a list. */
const maxShown = 16_384;
const maxRecord = 4_096;

function shortened(text: string, most = 1_000): string {
  return text.length <= most ? text : `${text.slice(0, most)} …`;
}

function wrapped(text: string): string[] {
  return (text.match(/.{1,72}/gs) ?? []).map((line) => `   ${line}`);
}

function count(octets: Uint8Array): string {
  return `${number(octets.length)} octets`;
}

function number(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
