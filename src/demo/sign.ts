/**
 * The demo's own DKIM signer (RFC 6376 §3.4, §3.5, §5), deliberately apart from `evidence/`: it shares no line with the verifier
 * that it helps to test. Signatures are deterministic (PKCS #1 v1.5, Ed25519).
 */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { DEMO_PRIVATE_KEYS, type DemoKeyName } from './demo-keys.ts';

/** One header field. `value` is all between the colon and the final CRLF, leading space and folds included. */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

export interface SigningOrder {
  readonly key: DemoKeyName;
  readonly domain: string;
  readonly selector: string;
  readonly algorithm: 'rsa-sha256' | 'rsa-sha1' | 'ed25519-sha256';
  readonly header: 'simple' | 'relaxed';
  readonly body: 'simple' | 'relaxed';
  /** `h=`: the fields to sign. A name given once more than it occurs signs its absence. */
  readonly fields: readonly string[];
  readonly identity?: string;
  readonly signedAtSeconds?: number;
  readonly expiresAtSeconds?: number;
  /** `l=`, in octets of the canonical body. */
  readonly bodyLength?: number;
}

const privateKeys = new Map<DemoKeyName, KeyObject>();

/** The private key in a form that Node signs with fast. */
function privateKey(name: DemoKeyName): KeyObject {
  let key = privateKeys.get(name);
  if (key === undefined) {
    key = createPrivateKey({ key: Buffer.from(DEMO_PRIVATE_KEYS[name], 'base64'), format: 'der', type: 'pkcs8' });
    privateKeys.set(name, key);
  }
  return key;
}

/** What the domain publishes in DNS for this key (RFC 6376 §3.6.1; RFC 8463 §4). `notes` are further tags, as `t=y; `. */
export function keyRecord(name: DemoKeyName, notes = ''): string {
  const publicKey = createPublicKey(privateKey(name));
  if (publicKey.asymmetricKeyType === 'ed25519') {
    const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32);
    return `v=DKIM1; k=ed25519; ${notes}p=${raw.toString('base64')}`;
  }
  return `v=DKIM1; k=rsa; ${notes}p=${publicKey.export({ format: 'der', type: 'spki' }).toString('base64')}`;
}

/**
 * The DKIM-Signature field for these fields (top to bottom) and this body.
 *
 * @param body - The body's octets as a latin-1 string, CRLF line ends.
 */
export function signMessage(fields: readonly HeaderField[], body: string, order: SigningOrder): HeaderField {
  const hashName = order.algorithm === 'rsa-sha1' ? 'sha1' : 'sha256';
  const canonicalBody = order.body === 'relaxed' ? relaxedBody(body) : simpleBody(body);
  const signedBody = order.bodyLength === undefined ? canonicalBody : canonicalBody.slice(0, order.bodyLength);
  const bodyHash = createHash(hashName).update(signedBody, 'latin1').digest('base64');
  const tags = [
    `v=1; a=${order.algorithm}; c=${order.header}/${order.body};`,
    `d=${order.domain}; s=${order.selector};${order.identity === undefined ? '' : ` i=${order.identity};`}`,
    ...(order.signedAtSeconds === undefined && order.expiresAtSeconds === undefined && order.bodyLength === undefined
      ? []
      : [
          [
            order.signedAtSeconds === undefined ? '' : `t=${order.signedAtSeconds};`,
            order.expiresAtSeconds === undefined ? '' : `x=${order.expiresAtSeconds};`,
            order.bodyLength === undefined ? '' : `l=${order.bodyLength};`,
          ]
            .filter((tag) => tag !== '')
            .join(' '),
        ]),
    ...folded(`h=${order.fields.join(':')};`, ':'),
    `bh=${bodyHash};`,
  ];
  const unsigned = { name: 'DKIM-Signature', value: ` ${tags.join('\r\n\t')}\r\n\tb=` };
  const canonical = order.header === 'relaxed' ? relaxedField : simpleField;
  const covered = coveredFields(fields, order.fields).map((field) => `${canonical(field)}\r\n`);
  const input = Buffer.from(covered.join('') + canonical(unsigned), 'latin1');
  const signature =
    order.algorithm === 'ed25519-sha256'
      ? sign(null, createHash('sha256').update(input).digest(), privateKey(order.key)) // RFC 8463 §3: the hash is what is signed
      : sign(hashName, input, privateKey(order.key));
  return { name: unsigned.name, value: unsigned.value + folded(signature.toString('base64'), '').join('\r\n\t ') };
}

/** RFC 6376 §5.4.2: repeated fields are taken from the bottom; a name that is used up signs nothing. */
function coveredFields(fields: readonly HeaderField[], names: readonly string[]): HeaderField[] {
  const left = new Map<string, HeaderField[]>();
  for (const field of fields) {
    const name = field.name.toLowerCase();
    const same = left.get(name);
    if (same === undefined) left.set(name, [field]);
    else same.push(field);
  }
  return names.flatMap((name) => left.get(name.toLowerCase())?.pop() ?? []);
}

function simpleField(field: HeaderField): string {
  return `${field.name}:${field.value}`;
}

function relaxedField(field: HeaderField): string {
  const value = field.value
    .replaceAll('\r\n', '')
    .replace(/[ \t]+/g, ' ')
    .trim();
  return `${field.name.toLowerCase()}:${value}`;
}

function simpleBody(body: string): string {
  let end = body.length;
  while (end >= 2 && body.startsWith('\r\n', end - 2)) end -= 2;
  return end === body.length - 2 ? body : `${body.slice(0, end)}\r\n`;
}

function relaxedBody(body: string): string {
  // Most of a large body is base64, where there is nothing to reduce; looking for a string is much faster than replacing.
  const spaced = body.includes('  ') || body.includes('\t') ? body.replace(/[ \t]{2,}|\t/g, ' ') : body;
  const reduced = spaced.includes(' \r\n') ? spaced.replaceAll(' \r\n', '\r\n') : spaced;
  const simple = simpleBody(reduced);
  return simple === '\r\n' ? '' : simple;
}

/** Cuts into lines of at most 70 characters, after `separator` where one is given. */
function folded(text: string, separator: string): string[] {
  if (separator === '') return text.match(/.{1,70}/g) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const piece of text.split(separator).map((part, at, all) => (at < all.length - 1 ? part + separator : part))) {
    if (line.length + piece.length > 70 && line !== '') {
      lines.push(line);
      line = '';
    }
    line += piece;
  }
  lines.push(line);
  return lines;
}
