import { compressionOf } from '../compression.ts';
import { firstSeparatorWithin, fromLineKind, startsWithByteOrderMark } from './from-line.ts';

export type Recognised =
  | { readonly kind: 'message' }
  | { readonly kind: 'mbox' }
  | { readonly kind: 'empty' }
  /** `what` completes "not a mail message: …". */
  | { readonly kind: 'other'; readonly what: string };

/** First octets of what is often found beside mail. */
const magics: readonly { readonly octets: string; readonly what: string }[] = [
  { octets: '!BDN', what: 'an Outlook .pst or .ost store, which is not read yet' },
  { octets: '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', what: 'an Outlook .msg file or an old Office document, which is not read yet' },
  { octets: '\x78\x9f\x3e\x22', what: 'a TNEF attachment (winmail.dat)' },
  { octets: '\x01\x01\x01\x01', what: 'an MMDF mailbox, which is not read yet' },
  { octets: 'BABYL OPTIONS:', what: 'a Babyl mailbox, which is not read yet' },
  { octets: '%PDF', what: 'a PDF document' },
  { octets: 'PK\x03\x04', what: 'a ZIP archive or an Office document: unpack it if mail is in it' },
  { octets: 'Rar!', what: 'a RAR archive: unpack it if mail is in it' },
  { octets: '7z\xbc\xaf\x27\x1c', what: 'a 7-Zip archive: unpack it if mail is in it' },
  { octets: 'BZh', what: 'compressed by bzip2, which is not read: decompress it first' },
  { octets: '\xfd7zXZ\x00', what: 'compressed by xz, which is not read: decompress it first' },
  { octets: '\x89PNG', what: 'a PNG image' },
  { octets: '\xff\xd8\xff', what: 'a JPEG image' },
  { octets: 'GIF8', what: 'a GIF image' },
  { octets: 'SQLite format 3\x00', what: 'a SQLite database' },
  { octets: '{\\rtf', what: 'an RTF document' },
];

/** Lines that could be a header field of mail, and are not; programs write them in either case. */
const otherFirstLines: readonly { readonly line: RegExp; readonly what: string }[] = [
  { line: /^begin:vcalendar[ \t]*$/i, what: 'a calendar' },
  { line: /^begin:vcard[ \t]*$/i, what: 'a contact card' },
];

/** Fields that only mail has, or news: one of them makes a header of "Name: value" lines a mail's. */
const mailField =
  /^(?:from|sender|reply-to|to|cc|bcc|date|subject|message-id|in-reply-to|received|return-path|delivered-to|mime-version|content-type|content-transfer-encoding|dkim-signature|envelope-to|resent-[a-z-]+|arc-[a-z-]+|newsgroups|x-[a-z0-9-]+)[ \t]*:/i;
const anyField = /^[\x21-\x39\x3b-\x7e]+[ \t]*:/;

/** How many lines of a header are looked at, to see whether it is a mail's. */
const maxHeaderLines = 200;

/**
 * Says what a file is, from its beginning and, where that leaves a doubt, from what it is said to be.
 *
 * @param head - Decompressed octets. @param isWhole - They are all there are.
 * @param options.saidToBeMail - Its name ends in `.eml`, or a Maildir holds it: anything that could be a damaged message is one.
 * @param options.saidToBeMbox - Its name ends in `.mbox`, or an mbox dialect was asked for: any first line "From " will do,
 *   and so will another beginning, if it is not said to be mail: a letter put before an mbox, or one whose first From line was lost.
 */
export function recognise(head: Buffer, isWhole: boolean, options: { saidToBeMail?: boolean; saidToBeMbox?: boolean }): Recognised {
  const start = firstLineStart(head);
  if (start === head.length) return isWhole && head.length === 0 ? { kind: 'empty' } : other('nothing but white space');
  const text = head.toString('latin1', start);
  const found = magics.find(({ octets }) => text.startsWith(octets));
  if (found !== undefined) return other(found.what);
  if (compressionOf(head) !== undefined) return other('compressed twice: decompress it once');
  if (text.startsWith('ustar', 257 - start)) return other('a tar archive: unpack it');

  const [first = '', ...following] = text.split('\n', maxHeaderLines + 1).map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  const notMail = otherFirstLines.find(({ line }) => line.test(first));
  if (notMail !== undefined) return other(notMail.what);
  if (first.startsWith('From ')) {
    if (fromLineKind(first) !== undefined || options.saidToBeMbox === true) return { kind: 'mbox' };
    if (anyField.test(following[0] ?? '') && !anyField.test(first)) return { kind: 'mbox' };
  }
  const mayBeginOtherwise = options.saidToBeMbox === true && options.saidToBeMail !== true;
  if (mayBeginOtherwise && firstSeparatorWithin(head) !== undefined) return { kind: 'mbox' };
  if (looksLikeHeader([first, ...following])) return { kind: 'message' };
  if (/^\d+ *$/.test(first) && looksLikeHeader(following)) return other('an Apple Mail .emlx file, which is not read yet');
  if (text.includes('\0')) return other('binary data');
  if (options.saidToBeMail === true) return { kind: 'message' };
  if (/^<(?:!doctype html|html|\?xml)/i.test(first)) return other('an HTML or XML document');
  return other('it begins with no header field of mail');
}

function other(what: string): Recognised {
  return { kind: 'other', what };
}

function looksLikeHeader(lines: readonly string[]): boolean {
  if (!anyField.test(lines[0] ?? '')) return false;
  for (const line of lines) {
    if (line === '') return false;
    if (mailField.test(line)) return true;
  }
  return false;
}

/** Behind a byte order mark and empty lines, which some programs put first. */
function firstLineStart(head: Buffer): number {
  let start = startsWithByteOrderMark(head) ? 3 : 0;
  while (head[start] === 0x0a || head[start] === 0x0d || head[start] === 0x20 || head[start] === 0x09) start += 1;
  return start;
}
