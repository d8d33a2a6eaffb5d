import type { KnownPublic } from '../key.ts';
import { type PublicKey, parseKeyRecord } from '../record.ts';
import { maxKeyFileFailures, maxPublicKeys } from './limits.ts';
import { parseIsoTime } from './times.ts';

/** A key whose private half is public: whole, or by a digest of 32 octets (SHA-256) or 10 (Debian's lists). */
export interface ListedKey {
  readonly name: { readonly kind: 'key'; readonly key: PublicKey } | { readonly kind: 'digest'; readonly octets: Uint8Array };
  readonly claim: KnownPublic;
}

export interface PublicListRead {
  readonly listed: ListedKey[];
  readonly failures: { readonly at: string; readonly reason: string }[];
}

export interface PublicListOptions {
  /** Who says so, for lines that do not. */
  readonly source?: string;
  /** Since when, for lines that do not say. Where nothing says, it counts as always. */
  readonly sinceSeconds?: number;
}

/**
 * Reads a list of keys whose private half is public, one a line: SHA-256 in hex, as `openssl sha256` and `sha256sum` print it, of the
 * SubjectPublicKeyInfo in DER or of what `openssl rsa -modulus -noout` prints, with a date and a source behind it where there are any;
 * that line itself; a DKIM record; a key in base64; a public key in PEM; or the 20 hex digits of Debian's lists. See
 * docs/formats/keys.md. Never throws.
 */
export function readPublicList(text: string, options: PublicListOptions = {}): PublicListRead {
  const read: PublicListRead = { listed: [], failures: [] };
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index++) {
    const at = `line ${index + 1}`;
    let line = lines[index]!.trim();
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('-----BEGIN')) {
      const end = pemEnd(lines, index);
      line =
        end === undefined
          ? line
          : lines
              .slice(index, end + 1)
              .map((one) => one.trim())
              .join('\n');
      index = end ?? index;
    }
    const found = listedKey(line, options);
    if (typeof found === 'string') read.failures.push({ at, reason: found });
    else read.listed.push(found);
    const limit =
      read.failures.length >= maxKeyFileFailures ? maxKeyFileFailures : read.listed.length >= maxPublicKeys ? maxPublicKeys : undefined;
    if (limit === undefined || index === lines.length - 1) continue;
    read.failures.push({ at, reason: `the limit of ${limit} is reached, and what follows was not read` });
    break;
  }
  return read;
}

/** The day on which the flaw was made public (CVE-2008-0166, DSA-1571-1). */
const debianPublishedSeconds = Date.UTC(2008, 4, 13) / 1000;
const debianSource = "Debian's list of weak keys (CVE-2008-0166)";

/** @returns The key, or what was wrong with the line. */
function listedKey(line: string, { source: sourceOfAll, sinceSeconds: sinceOfAll }: PublicListOptions): ListedKey | string {
  if (line.includes('PRIVATE KEY-----')) return 'a private key: give its public half, "openssl pkey -in FILE -pubout"';
  const digest = /^(?:\S{0,40}\(\S{0,40}\)= ?)?([0-9a-f]{64}|[0-9a-f]{20})(?:\s+[-*]+(?=\s|$))?(?:\s+(\S.*)?)?$/i.exec(line);
  const [, hex, rest = ''] = digest ?? [];
  const [, date, told] = /^(\d{4}-\d{2}-\d{2}\S*)?\s*(.*)$/.exec(rest)!;
  const sinceOfLine = date === undefined ? undefined : parseIsoTime(date, 'start');
  if (date !== undefined && sinceOfLine === undefined) return `"${date.slice(0, 40)}" is not a date such as 2016-10-25`;
  const isDebian = hex?.length === 20;
  const sinceSeconds = sinceOfLine ?? sinceOfAll ?? (isDebian ? debianPublishedSeconds : undefined);
  const source = (told || sourceOfAll) ?? (isDebian ? debianSource : undefined);
  if (source === undefined) return 'nobody is named as the source: say who says so behind the date, or by --source TEXT';
  const claim: KnownPublic = { why: isDebian ? 'debian-weak' : 'listed', ...(sinceSeconds === undefined ? {} : { sinceSeconds }), source };
  if (hex !== undefined) return { name: { kind: 'digest', octets: octetsOfHex(hex) }, claim };
  const key = keyOf(line);
  if (key !== undefined) return { name: { kind: 'key', key }, claim };
  return 'not a key: SHA-256 in hex, "Modulus=…", a DKIM record, a public key in base64 or PEM, or the 20 hex digits of a Debian list is expected';
}

function keyOf(line: string): PublicKey | undefined {
  const modulus = /^Modulus=([0-9A-F]{96,4096})$/i.exec(line)?.[1];
  // The exponent does not matter: whoever has the factors can sign with any.
  const text = modulus === undefined ? base64Of(line) : base64OfModulus(octetsOfHex(modulus.length % 2 === 0 ? modulus : `0${modulus}`));
  for (const record of [line, `p=${text}`, `k=ed25519; p=${text}`]) {
    const parsed = parseKeyRecord(record);
    if (parsed.kind === 'key') return parsed.key;
  }
  return undefined;
}

function base64Of(line: string): string {
  const pem = /^-----BEGIN (?:RSA )?PUBLIC KEY-----\n([\sA-Za-z0-9+/=]*)-----END/.exec(line)?.[1];
  return (pem ?? line).replaceAll(/\s+/g, '');
}

/** `RSAPublicKey` of this modulus and of 65537. */
function base64OfModulus(modulus: Uint8Array): string {
  const element = (type: number, content: readonly number[]) => [type, 0x82, content.length >> 8, content.length & 0xff, ...content];
  const der = element(0x30, [...element(0x02, [0, ...modulus].slice(modulus[0]! >= 0x80 ? 0 : 1)), 0x02, 0x03, 1, 0, 1]);
  return btoa(String.fromCharCode(...der));
}

function octetsOfHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

/** The line that closes a block in PEM, not far below; undefined where none does. */
function pemEnd(lines: readonly string[], start: number): number | undefined {
  const end = lines.slice(start, start + maxPemLines).findIndex((line) => line.startsWith('-----END'));
  return end < 0 ? undefined : start + end;
}

/** A key of 16,384 bits has half as many. */
const maxPemLines = 100;
