import { createHash } from 'node:crypto';
import { ed25519Sign, type KeyName, keyType, modulusLength, rsaPrivate } from './keys.ts';

/**
 * A signer for tests: RFC 6376 read once more, with strings and regular expressions, so that it shares no line and no idea with what it
 * tests. Messages are strings of one character an octet.
 */
export interface SigningOptions {
  readonly key: KeyName;
  /** Default: example.org, s1. */
  readonly domain?: string;
  readonly selector?: string;
  /** The names in `h=`. Default: those of the message's own fields, each once. */
  readonly names?: readonly string[];
  /** Default: relaxed/relaxed. */
  readonly canonicalization?: string;
  readonly hash?: 'sha1' | 'sha256';
  /** `l=` */
  readonly length?: number;
  /** Tags put before `b=`, such as `t=1; i=@example.org`. */
  readonly tags?: string;
  /** How the whole field is written; the body hash and the signature go where `{bh}` and `{b}` stand. */
  readonly template?: string;
  /** RSA: the DigestInfo leaves out the NULL parameters. */
  readonly withoutNull?: boolean;
  /** RSA: makes the block something else before it is signed. */
  readonly alterBlock?: (block: Uint8Array) => Uint8Array;
}

/** @returns The message with a DKIM-Signature field on top. */
export function sign(message: string, options: SigningOptions): string {
  const { domain = 'example.org', selector = 's1', canonicalization = 'relaxed/relaxed', hash = 'sha256', length, tags } = options;
  const [headerMode = 'simple', bodyMode = 'simple'] = canonicalization.split('/');
  const [header, body] = splitMessage(message);
  const fields = splitFields(header);
  const names = options.names ?? [...new Set(fields.map((field) => nameOf(field)))];
  const bodyHash = createHash(hash)
    .update(Buffer.from(canonicalBody(body, bodyMode).slice(0, length), 'latin1'))
    .digest('base64');
  const template =
    options.template ??
    `DKIM-Signature: v=1; a=${keyType(options.key)}-${hash}; c=${canonicalization}; d=${domain}; s=${selector};\r\n\t` +
      `${length === undefined ? '' : `l=${length}; `}${tags === undefined ? '' : `${tags}; `}h=${names.join(':')};\r\n\tbh={bh};\r\n\tb={b}`;
  const unsigned = template.replace('{bh}', bodyHash);
  const signed = [
    ...pickFields(fields, names).map((field) => `${canonicalField(field, headerMode)}\r\n`),
    canonicalField(unsigned.replace(/\s*\{b\}\s*/, ''), headerMode),
  ];
  const digest = createHash(hash)
    .update(Buffer.from(signed.join(''), 'latin1'))
    .digest();
  return `${unsigned.replace('{b}', fold(signDigest(digest, hash, options)))}\r\n${message}`;
}

function signDigest(digest: Uint8Array, hash: 'sha1' | 'sha256', options: SigningOptions): string {
  if (keyType(options.key) === 'ed25519') return Buffer.from(ed25519Sign(options.key, digest)).toString('base64');
  const block = encodeBlock(digest, hash, modulusLength(options.key), options.withoutNull ?? false);
  return Buffer.from(rsaPrivate(options.key, options.alterBlock?.(block) ?? block)).toString('base64');
}

/** RFC 8017 §9.2. */
export function encodeBlock(digest: Uint8Array, hash: 'sha1' | 'sha256', length: number, withoutNull = false): Uint8Array {
  const oid = hash === 'sha1' ? '06052b0e03021a' : '0609608648016503040201';
  const algorithm = withoutNull ? oid : `${oid}0500`;
  const inner = `30${octet(algorithm.length / 2)}${algorithm}04${octet(digest.length)}${Buffer.from(digest).toString('hex')}`;
  const info = Buffer.from(`30${octet(inner.length / 2)}${inner}`, 'hex');
  return Buffer.concat([Buffer.of(0, 1), Buffer.alloc(length - info.length - 3, 0xff), Buffer.of(0), info]);
}

function octet(number: number): string {
  return number.toString(16).padStart(2, '0');
}

/** RFC 6376 §3.4.3, §3.4.4. */
export function canonicalBody(body: string, mode: string): string {
  if (mode === 'simple') return `${withoutEmptyEnd(body)}\r\n`;
  const lines = `${body}\r\n`.split('\r\n').map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, ''));
  const text = withoutEmptyEnd(lines.join('\r\n'));
  return text === '' ? '' : `${text}\r\n`;
}

/** A pattern would take the square of empty lines that do not stand at the end. */
function withoutEmptyEnd(text: string): string {
  let end = text.length;
  while (text.endsWith('\r\n', end)) end -= 2;
  return text.slice(0, end);
}

/** RFC 6376 §3.4.1, §3.4.2; without the line end. */
export function canonicalField(field: string, mode: string): string {
  if (mode === 'simple') return field;
  const colon = field.indexOf(':');
  const value = field
    .slice(colon + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/^ | $/g, '');
  return `${field
    .slice(0, colon)
    .replace(/[ \t]+$/, '')
    .toLowerCase()}:${value}`;
}

function splitMessage(message: string): [header: string, body: string] {
  if (message.startsWith('\r\n')) return ['', message.slice(2)];
  const gap = message.indexOf('\r\n\r\n');
  return gap < 0 ? [message, ''] : [message.slice(0, gap + 2), message.slice(gap + 4)];
}

function splitFields(header: string): string[] {
  return header.replace(/\r\n$/, '').split(/\r\n(?![ \t])/);
}

function nameOf(field: string): string {
  return field.slice(0, field.indexOf(':')).trim().toLowerCase();
}

/** From the bottom up, each field once (RFC 6376 §5.4.2). */
function pickFields(fields: readonly string[], names: readonly string[]): string[] {
  const left = [...fields];
  return names.flatMap((name) => {
    const index = left.findLastIndex((field) => nameOf(field) === name.toLowerCase());
    return index < 0 ? [] : left.splice(index, 1);
  });
}

function fold(base64: string): string {
  return base64.replace(/(.{68})(?=.)/g, '$1\r\n\t');
}
