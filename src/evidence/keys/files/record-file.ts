import { maxRecordOctets } from './limits.ts';
import { RowFault } from './row.ts';

/** The selector and domain that a record's file is named after: `selector._domainkey.domain.txt`. */
export function ownerOfRecordFile(name: string): { readonly selector: string; readonly domain: string } | undefined {
  const found = /^(.+?)\._domainkey\.(.+?)\.?\.txt(?:\.gz|\.zst)?$/i.exec(name);
  return found === null ? undefined : { selector: found[1]!, domain: found[2]! };
}

/** A record as DNS tools print it, with every octet escaped and room for comments, is no longer. */
const maxRecordFileCharacters = 8 * maxRecordOctets;

/**
 * Reads a record from a file: its text as it is, on one line or several; or as DNS tools print it, in quoted strings
 * (RFC 1035 §5.1), which are joined without anything between them (RFC 6376 §3.6.2.2).
 *
 * Throws RowFault when it is too long, or not one record.
 */
export function recordOfText(text: string): string {
  if (text.length > maxRecordFileCharacters) throw new RowFault('longer than any DNS record');
  // Names that an alias led through stand above the strings in a short answer.
  text = text.replace(/^(?:[^\s";]+\.\r?\n)+(?=\s*")/, '');
  const firstQuote = text.indexOf('"');
  // A name, a time to live and "IN TXT" may stand before the strings, and a parenthesis around them.
  if (firstQuote < 0 || !/^[\s(]*$|\bTXT[\s(]*$/i.test(text.slice(0, firstQuote).slice(-300))) {
    return text.trim().replaceAll(/\s+/g, ' ');
  }
  let record = '';
  for (let at = firstQuote; at < text.length; at += 1) {
    if (text[at] !== '"') {
      if (/[^\s()]/.test(text[at]!)) throw new RowFault('not one record in quoted strings: something stands between or behind them');
      continue;
    }
    for (at += 1; text[at] !== '"'; at += 1) {
      if (at >= text.length) throw new RowFault('a quote that is opened is never closed');
      const escaped = text[at] === '\\' ? /^\\(\d{3}|.)/s.exec(text.slice(at, at + 4))?.[1] : undefined;
      if (escaped === undefined) record += text[at];
      else record += escaped.length === 3 ? String.fromCharCode(Number(escaped) & 0xff) : escaped;
      at += escaped?.length ?? 0;
    }
  }
  return record;
}
