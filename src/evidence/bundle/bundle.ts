import type { Crypto } from '../crypto.ts';
import type { PublicKey } from '../keys/record.ts';
import { subjectPublicKeyInfo } from '../keys/spki.ts';
import { base64Of, hexOf } from '../steps/encodings.ts';
import { openingKey, type SignatureSteps } from '../steps/steps.ts';
import { stepsText } from '../steps/text.ts';
import { type BundledSignature, readmeText } from './readme.ts';
import { makeZip, type ZipMember } from './zip.ts';

/** What one message's bundle is made of. */
export interface BundleContents {
  /** What the message is called, such as `Message 12 of The Halden Files`. */
  readonly title: string;
  /** As stored. */
  readonly octets: Uint8Array;
  /** The verdict as a word. */
  readonly verdict: string;
  readonly signatures: readonly SignatureSteps[];
  /** The key records that the signatures ask for, as a key file in JSONL. */
  readonly keyLines: string;
  /** All that is said of the message, as JSON. */
  readonly record: string;
}

/**
 * All that a stranger needs to check a message by himself, as a zip: its octets, the keys, what was hashed and compared, and a text that
 * tells how to do it again with openssl and sha256sum alone. The same octets for the same contents.
 */
export function evidenceBundle(contents: BundleContents, crypto: Crypto): Uint8Array {
  const { octets, keyLines, record, signatures } = contents;
  const bodies = new Map<string, string>();
  const bundled = signatures.map((steps, index) => bundledSignature(steps, index + 1, bodies));
  const members: ZipMember[] = [
    { name: 'message.eml', octets },
    text('keys.jsonl', keyLines),
    text('record.json', record),
    ...bundled.flatMap(({ members }) => members),
  ];
  const sums = members.map((member) => `${hexOf(crypto.sha256(member.octets))}  ${member.name}\n`).join('');
  const told = bundled.map(({ told }) => told);
  const readme = text('README.txt', readmeText(contents.title, contents.verdict, told));
  return makeZip([readme, text('SHA256SUMS', sums), ...members], NO_TIME);
}

/** 1 January 1980, the first day that MS-DOS has: a bundle is the same whenever it is made. */
const NO_TIME = ((1 << 5) | 1) << 16;

/** Different bodies in one bundle: whole by either canonicalisation, and the parts that some `l=` cover. Stops 24 lengths of a body of 150 MB. */
const maxBodies = 4;

function bundledSignature(
  steps: SignatureSteps,
  place: number,
  bodies: Map<string, string>,
): { members: ZipMember[]; told: BundledSignature } {
  const folder = `signature-${place}`;
  const { tested, fieldOctets, mendedOctets } = steps;
  const members = [text(`${folder}/steps.txt`, stepsText(steps, place)), { name: `${folder}/field.bin`, octets: fieldOctets }];
  if (mendedOctets !== undefined) members.push({ name: `${folder}/mended.eml`, octets: mendedOctets });
  if (tested === undefined) return { members, told: { folder, steps } };
  const { signature, body, header, keys } = tested;
  members.push({ name: `${folder}/headers.bin`, octets: header.octets }, { name: `${folder}/signature.bin`, octets: signature.signature });
  const bodyName = `${signature.bodyCanonicalization} ${body.octets.length} ${hexOf(body.digest)}`;
  let bodyFile = bodies.get(bodyName);
  if (bodyFile === undefined && bodies.size < maxBodies) {
    bodyFile = `${folder}/body.bin`;
    bodies.set(bodyName, bodyFile);
    members.push({ name: bodyFile, octets: body.octets });
  }
  const key = openingKey(keys);
  if (key !== undefined) members.push(text(`${folder}/key.pem`, pem(key.key)));
  return { members, told: { folder, steps, bodyFile, key } };
}

/** @see RFC 7468 §13 */
function pem(key: PublicKey): string {
  const lines = base64Of(subjectPublicKeyInfo(key)).match(/.{1,64}/g) ?? [];
  return `-----BEGIN PUBLIC KEY-----\n${lines.join('\n')}\n-----END PUBLIC KEY-----\n`;
}

function text(name: string, content: string): ZipMember {
  return { name, octets: new TextEncoder().encode(content) };
}
