import { decodeUndeclared, latin1ToOctets, octetsToLatin1 } from '../../../message/charset.ts';
import { decodeEncodedWords } from '../../../message/encoded-words.ts';

/** One element of an address field as it is written, one character an octet. */
export interface WrittenAddress {
  /** What stands before `<` as it is written; undefined where there is no `<`. */
  readonly phrase?: string;
  /** What stands between `<` and `>`; the whole element where there are none. */
  readonly address: string;
  /** What stands after `>`, such as a comment. */
  readonly tail: string;
}

/**
 * An address field cut at its commas, those in quotes, comments and angle brackets excepted; nothing is lost, `writeAddresses` puts it
 * together again. Groups are not taken apart.
 *
 * @param value - Unfolded.
 */
export function readAddresses(value: string): WrittenAddress[] {
  return split(value).map((element) => {
    const open = element.lastIndexOf('<');
    const close = element.indexOf('>', open);
    if (open === -1 || close === -1) return { address: element, tail: '' };
    return { phrase: element.slice(0, open).trim(), address: element.slice(open + 1, close), tail: element.slice(close + 1).trimEnd() };
  });
}

export function writeAddresses(addresses: readonly WrittenAddress[], separator = ', '): string {
  return addresses.map(writeAddress).join(separator);
}

export function writeAddress({ phrase, address, tail }: WrittenAddress): string {
  if (phrase === undefined) return address;
  return `${phrase === '' ? '' : `${phrase} `}<${address}>${tail}`;
}

/** A display name as a reader is shown it: unquoted, encoded-words decoded. */
export function nameOf({ phrase = '' }: WrittenAddress): string {
  // A quote without an end is matched too, and left: else the rest of the text is looked through from each quote in it.
  const text = phrase.replaceAll(/"((?:[^"\\]|\\.)*)("|\\?$)/gs, (whole: string, inner: string, end: string) =>
    end === '"' ? inner.replaceAll(/\\(.)/g, '$1') : whole,
  );
  return decodeEncodedWords(decodeUndeclared(latin1ToOctets(text)));
}

/** Text as raw UTF-8 octets, one character each. */
export function utf8Text(text: string): string {
  return octetsToLatin1(utf8.encode(text));
}

/** A display name written plainly where its characters allow that (RFC 5322 §3.2.3), else in quotes. */
export function plainOrQuoted(name: string): string {
  return /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~\- \x80-\xff]*$/.test(name) ? name : quoted(name);
}

export function quoted(name: string): string {
  return `"${name.replaceAll(/["\\]/g, '\\$&')}"`;
}

const utf8 = new TextEncoder();

function split(value: string): string[] {
  const elements: string[] = [];
  let start = 0;
  let depth = 0;
  let isQuoted = false;
  let isAngled = false;
  for (let at = 0; at < value.length; at++) {
    const character = value[at];
    if (character === '\\' && (isQuoted || depth > 0)) at++;
    else if (character === '"' && depth === 0) isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === '(') depth++;
    else if (character === ')' && depth > 0) depth--;
    else if (character === '<' && depth === 0) isAngled = true;
    else if (character === '>' && depth === 0) isAngled = false;
    else if (character === ',' && depth === 0 && !isAngled) {
      elements.push(value.slice(start, at));
      start = at + 1;
    }
  }
  elements.push(value.slice(start));
  return elements.map((element) => element.trim());
}
