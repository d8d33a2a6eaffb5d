import { octetsToLatin1 } from './charset.ts';
import { boundaryLikeAt, delimiterAt, visitDashLines } from './delimiters.ts';
import { firstField, rawValue } from './fields.ts';
import type { Message } from './message.ts';
import { parseParameters } from './parameters.ts';
import { isMessage, isMultipart, type Part, parseParts } from './parts.ts';

/** Whether a body could be shown otherwise by whoever may change its Content-Type. */
export interface BodyReadings {
  /**
   * Nothing stands above the first delimiter of the declared boundary that another Content-Type would show: no line that looks like a
   * delimiter, and no text but a notice that this is MIME. Where a part has no `Content-` field, nor does anything at all, nor below the last
   * delimiter, nor as the header of such a part. True where the message is no multipart.
   */
  readonly declaredBoundaryIsFirst: boolean;
  /** A line that looks like a delimiter stands where no multipart reads it: in a text, an attachment, a preamble or an epilogue. */
  readonly hasSecondStructure: boolean;
}

/**
 * Tells whether the body admits more than one MIME reading, for the caution `type-unsigned`.
 *
 * Who can change an unsigned Content-Type can name another boundary, and so hide what stands before it. A boundary only shows
 * something where it begins a part with a header of its own; so a line counts as "like a delimiter" when it is `--`, 1 to 70
 * characters of RFC 2046 §5.1.1, and header fields follow of which one begins with `Content-`. That leaves alone what honest mail is
 * full of: signature separators (`-- `), PGP armour (`-----BEGIN`), diffs (`--- a/file`), rulers (`-----`). It does *not* see a
 * delimiter that could be chosen over a part without any header (`--x`, empty line, text), since every ruler above a paragraph is one.
 * Where someone *has* chosen such a line, or one of an otherwise honest text, what he hides becomes the preamble, the epilogue or the
 * header of a part: so a preamble that is more than the customary notice (one paragraph of at most 300 octets that names MIME or multipart)
 * counts against the boundary, and where a part has no `Content-` field, so does any text in these three places.
 *
 * A nested multipart inside a declared multipart or inside a message/rfc822 part is no second structure: the tree reads it. One that is
 * pasted into a text is. Octets are looked at as they stand, transfer encoding not undone, since delimiters are found before that.
 */
export function bodyReadings(message: Message, root: Part = parseParts(message).root): BodyReadings {
  return {
    declaredBoundaryIsFirst: !isMultipart(root.type) || startsAsDeclared(message, root),
    hasSecondStructure: hasUnreadStructure(message.octets, root),
  };
}

function startsAsDeclared(message: Message, root: Part): boolean {
  const field = firstField(message, 'content-type');
  const declared = field === undefined ? undefined : parseParameters(rawValue(message.octets, field)).boundary;
  const firstPart = root.children[0];
  if (declared === undefined || firstPart === undefined) return false;
  // A guessed boundary leaves the declared one unseen.
  if (delimiterAt(message.octets, lineBefore(message.octets, firstPart.start), [declared]) === undefined) return false;
  if (hasBoundaryLike(message.octets, root.bodyStart, firstPart.start)) return false;
  const preambleEnd = lineBefore(message.octets, firstPart.start);
  if (root.children.every(hasContentField))
    return isBlank(message.octets, root.bodyStart, preambleEnd) || isNotice(message.octets, root.bodyStart, preambleEnd);
  // What could be rulers in a letter: then nothing may stand where a multipart shows nothing.
  return (
    root.children.every((part) => part.fields.length === 0 || hasContentField(part)) &&
    isBlank(message.octets, root.bodyStart, preambleEnd) &&
    isBlank(message.octets, endOfLastDelimiter(message.octets, root, declared), root.end)
  );
}

function hasContentField({ fields }: Part): boolean {
  return fields.some(({ lowerName }) => lowerName.startsWith('content-'));
}

/** Where the epilogue begins; the end of the multipart where nothing closes it. */
function endOfLastDelimiter(octets: Uint8Array, root: Part, boundary: string): number {
  let end = root.end;
  visitDashLines(octets, root.children.at(-1)!.end, root.end, (start) => {
    const found = delimiterAt(octets, start, [boundary]);
    if (found !== undefined) end = found.end;
    return found?.isClose === true;
  });
  return end;
}

function isBlank(octets: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!/\s/.test(String.fromCharCode(octets[at]!))) return false;
  return true;
}

/** Whether a preamble is what mail programs say there to readers that know no MIME. */
function isNotice(octets: Uint8Array, start: number, end: number): boolean {
  const opening = octetsToLatin1(octets, start, Math.min(end, start + MAX_NOTICE_OCTETS + 100)).trim();
  return end - start <= MAX_NOTICE_OCTETS && /MIME|multi-?part/i.test(opening) && !/\n[ \t\r]*\n/.test(opening);
}

const MAX_NOTICE_OCTETS = 300;

function hasUnreadStructure(octets: Uint8Array, part: Part): boolean {
  const { children } = part;
  const first = children[0];
  const last = children.at(-1);
  const isRead = isMultipart(part.type) || isMessage(part.type);
  if (!isRead || first === undefined || last === undefined) return hasBoundaryLike(octets, part.bodyStart, part.end);
  // The range ends above the fields of the first part: the multipart's own delimiter is not counted.
  if (isMultipart(part.type) && hasBoundaryLike(octets, part.bodyStart, first.start)) return true;
  if (isMultipart(part.type) && hasBoundaryLike(octets, last.end, part.end)) return true;
  return children.some((child) => hasUnreadStructure(octets, child));
}

function hasBoundaryLike(octets: Uint8Array, start: number, end: number): boolean {
  let found = false;
  visitDashLines(octets, start, end, (lineStart) => {
    found = boundaryLikeAt(octets, lineStart, end) !== undefined;
    return found;
  });
  return found;
}

/** Where the line above the one at `start` begins. */
function lineBefore(octets: Uint8Array, start: number): number {
  return octets.lastIndexOf(LF, start - 2) + 1;
}

const LF = 10;
