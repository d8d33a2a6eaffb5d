/**
 * Tag lists: the syntax that DKIM-Signature fields and key records share.
 *
 * ```
 * tag-list  =  tag-spec *( ";" tag-spec ) [ ";" ]
 * tag-spec  =  [FWS] tag-name [FWS] "=" [FWS] tag-value [FWS]
 * tag-name  =  ALPHA *ALNUMPUNC
 * ```
 * Declared deviations: white space may follow the last semicolon; octets of 0x80 and above may stand in a value (RFC 8616).
 *
 * @see RFC 6376 §3.2
 */
export type TagList =
  | { readonly ok: true; readonly tags: ReadonlyMap<string, Tag>; readonly firstName: string | undefined }
  /** `tag`: the name of the tag that is at fault, or `tag-list`. */
  | { readonly ok: false; readonly tag: string };

export interface Tag {
  /** White space around it dropped, inside it kept. */
  readonly value: string;
  /** Offset in the text, just after the equals sign. */
  readonly start: number;
  /** Offset in the text of the semicolon, or the end of the text. */
  readonly end: number;
}

/** @param text - One character an octet. Never throws; linear in its length. */
export function parseTagList(text: string): TagList {
  const tags = new Map<string, Tag>();
  let firstName: string | undefined;
  let at = 0;
  while (at < text.length) {
    const semicolon = text.indexOf(';', at);
    const end = semicolon < 0 ? text.length : semicolon;
    const spec = text.slice(at, end);
    if (semicolon < 0 && trimSpace(spec) === '') break; // after the last semicolon
    const equals = spec.indexOf('=');
    if (equals < 0) return { ok: false, tag: 'tag-list' };
    const name = trimSpace(spec.slice(0, equals));
    if (!TAG_NAME.test(name)) return { ok: false, tag: 'tag-list' };
    const value = trimSpace(spec.slice(equals + 1));
    if (NOT_IN_A_VALUE.test(value) || tags.has(name)) return { ok: false, tag: name };
    firstName ??= name;
    tags.set(name, { value, start: at + equals + 1, end });
    at = end + 1;
  }
  return tags.size === 0 ? { ok: false, tag: 'tag-list' } : { ok: true, tags, firstName };
}

/** Drops all white space and folding, wherever it stands. */
export function withoutSpace(value: string): string {
  return SPACE.test(value) ? value.replaceAll(ALL_SPACE, '') : value;
}

/** Splits at colons, dropping white space around each item: the lists of `h=`, `q=`, `s=` and `t=`. */
export function colonList(value: string): string[] {
  return value.split(':').map(trimSpace);
}

/**
 * Decodes a base64 value; white space may stand anywhere in it.
 *
 * @returns Undefined where it is empty or no base64. Padding may be missing, as the grammar allows (RFC 6376 §2.10).
 */
export function base64Octets(value: string): Uint8Array | undefined {
  const text = withoutSpace(value);
  if (!BASE64.test(text)) return undefined;
  const digits = text.endsWith('==') ? text.length - 2 : text.endsWith('=') ? text.length - 1 : text.length;
  if (digits % 4 === 1) return undefined;
  const binary = atob(text.slice(0, digits));
  const octets = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) octets[i] = binary.charCodeAt(i);
  return octets;
}

/** Undoes dkim-quoted-printable (RFC 6376 §2.11): `=3B` is `;`, white space is dropped. An equals sign without two digits is kept. */
export function decodeDkimQuotedPrintable(value: string): string {
  return withoutSpace(value).replaceAll(/=([0-9A-F]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

const TAG_NAME = /^[A-Za-z][A-Za-z0-9_]*$/;
const NOT_IN_A_VALUE = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/;
const SPACE = /[ \t\r\n]/;
const ALL_SPACE = /[ \t\r\n]+/g;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0d || code === 0x0a;
}
