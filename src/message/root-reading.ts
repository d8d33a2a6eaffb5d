import { isBodyText } from './attachments.ts';
import { decodeCharset, octetsToLatin1 } from './charset.ts';
import { decodePart, partText } from './content.ts';
import { hexPair } from './encoded-words.ts';
import type { Message } from './message.ts';
import { isMultipart, type Part } from './parts.ts';

/** Whether the octets of a body look like what the message's own header calls them. */
export interface RootReading {
  /** By Content-Type: nothing that reads as text is hidden or read as something else by it, and no file is given its name. */
  readonly typeFits: boolean;
  /** By Content-Transfer-Encoding: the octets could have been made by an encoder of that name. */
  readonly encodingFits: boolean;
  /** Content-Disposition makes an attachment of the only text. */
  readonly dispositionHidesText: boolean;
  /** Content-Disposition names the only file. */
  readonly dispositionNamesFile: boolean;
}

/**
 * Asks of a message whose header says unsigned how its body is to be read, whether that could be a lie: a letter called HTML loses what
 * stands between `<` and `>`; called UTF-16 or base64 it becomes other text; called a PDF, an encrypted or an attached message it goes
 * away. Where the octets bear the header out, nobody gains by changing it: the other readings show the octets as they stand.
 */
export function rootReading(message: Pick<Message, 'octets'>, root: Part): RootReading {
  if (isMultipart(root.type))
    return { typeFits: !hidesText(message, root), encodingFits: true, dispositionHidesText: false, dispositionNamesFile: false };
  const isFile = !isText(root.type);
  return {
    typeFits: leafTypeFits(message, root) && (!isFile || root.filename === undefined || isSecured.test(root.type)),
    encodingFits: encodingFits(message.octets.subarray(root.bodyStart, root.end), root),
    dispositionHidesText: root.disposition === 'attachment' && !isFile,
    dispositionNamesFile: isFile && root.filename !== undefined && root.disposition !== undefined && !isSecured.test(root.type),
  };
}

/** Whether a multipart by its subtype keeps a text from the reader that another subtype would show. */
function hidesText(message: Pick<Message, 'octets'>, root: Part): boolean {
  const { children } = root;
  switch (root.type) {
    case 'multipart/encrypted':
      return children.some(holdsText);
    case 'multipart/signed':
    case 'multipart/related':
      return children.slice(1).some(holdsText);
    case 'multipart/alternative':
      return !areAlternatives(message, children);
    case 'multipart/digest':
      return children.some((child) => child.children.some((inner) => !inner.fields.some(({ lowerName }) => lowerName === 'from')));
    default:
      return false;
  }
}

/**
 * Whether parts could be forms of one text, of which a reader is shown one (RFC 2046 §5.1.4). Each is a text that has most of its words in
 * common with the longest; or, first and plain, what newsletters write for who is shown no HTML; or a form for programs. No file is, that
 * would be listed otherwise.
 */
function areAlternatives(message: Pick<Message, 'octets'>, parts: readonly Part[]): boolean {
  if (parts.length > MAX_FORMS || parts.some((part) => !holdsText(part) && !formsForPrograms.has(part.type))) return false;
  const forms = parts.filter(holdsText).map((part) => wordsOf(message, part));
  if (forms.length > 1 && parts[0]!.type === 'text/plain' && pointsElsewhere(forms[0]!)) forms.shift();
  const longest = forms.toSorted((a, b) => b.size - a.size)[0];
  return forms.every((form) => share(form, longest!) >= leastShare);
}

/** Newsletters say there that the letter is HTML, or where it stands on the web. */
function pointsElsewhere(words: ReadonlySet<string>): boolean {
  return words.has('html') || words.has('http') || words.has('https');
}

const formsForPrograms: ReadonlySet<string> = new Set(['text/calendar', 'application/ics', 'application/rtf', 'text/rtf']);

/** How many of its words the longer one has. Nothing has none that are other. */
function share(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0;
  for (const word of one) if (other.has(word)) common++;
  return one.size === 0 ? 1 : common / one.size;
}

/** Programs leave out addresses, and name pictures. */
const leastShare = 0.6;

function wordsOf(message: Pick<Message, 'octets'>, part: Part): ReadonlySet<string> {
  if (isMultipart(part.type)) return new Set(part.children.filter(holdsText).flatMap((child) => [...wordsOf(message, child)]));
  const opening = { ...part, end: Math.min(part.end, part.bodyStart + MAX_COMPARED_OCTETS), children: [] };
  const text = partText(message, opening);
  const shown = part.type === 'text/plain' ? text : text.replace(markup, ' ');
  const lower = shown.toLowerCase();
  return new Set(lower.match(/^[\0-\x7f]*$/.test(lower) ? asciiWords : words));
}

/** Near enough to what a reader sees of HTML, at a tenth of the cost. */
const markup = /<(style|script|title)\b[\s\S]*?(?:<\/\1\s*>|$)|<!--[\s\S]*?(?:-->|$)|<[^<>]*>|&#?\w{1,10};/gi;
const asciiWords = /[a-z0-9]+/g;
/** Of scripts that set no spaces between words, each character. */
const words =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]|[[\p{L}\p{N}]--[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]]+/gv;

/** No program writes more forms of one text. */
const MAX_FORMS = 10;
/** A letter is told from another by how it begins. */
const MAX_COMPARED_OCTETS = 8_192;

function holdsText(part: Part): boolean {
  return isMultipart(part.type) ? part.children.some(holdsText) : isBodyText(part);
}

/** S/MIME's own names (`smime.p7m`, RFC 8551 §3.2.1) name no file that anybody would open. */
const isSecured = /^application\/(?:x-)?pkcs7-/;

function isText(type: string): boolean {
  return isBodyText({ type } as Part);
}

function leafTypeFits(message: Pick<Message, 'octets'>, root: Part): boolean {
  const octets = decodePart(message, root);
  if (!isText(root.type)) return !looksLikeText(octets);
  if (root.type !== 'text/plain' && !looksLikeMarkup(octetsToLatin1(octets, 0, Math.min(octets.length, OPENING_OCTETS)))) return false;
  const charset = root.parameters.get('charset');
  if (charset === undefined || supersetsOfAscii.has(charset.toLowerCase())) return true;
  // UTF-16 is no superset of ASCII: its line ends hold zero octets.
  if (decodeCharset(LETTERS, charset) !== 'AA') return octets.includes(0);
  const ascii = linesOf(octets, (octet) => octet < 127 && isPrintable(octet));
  if (decodeCharset(ascii, charset) !== octetsToLatin1(ascii)) return false;
  const plain = linesOf(octets, isPrintable);
  return isMuchAboveAscii(plain) || keepsAscii(plain, charset);
}

/**
 * Whether text begins with a tag that HTML begins with, and has another: a letter that begins with an address in angle brackets does not.
 * A byte order mark may stand before it.
 */
function looksLikeMarkup(opening: string): boolean {
  const tags = [...opening.matchAll(/<(?:!--|[!?/]?([a-z][a-z0-9-]*(?::[a-z0-9]+)?)(?=[\s/>]))/gi)];
  const [first, second] = tags.filter(([, name]) => name === undefined || isKnown(name.toLowerCase()));
  if (first === undefined || !/^(?:\xef\xbb\xbf)?\s*$/.test(opening.slice(0, first.index))) return false;
  return second !== undefined || blockElements.has(first[1]?.toLowerCase() ?? '');
}

/** Doctype and XML declaration, what stands in a head or begins a body; `richtext` and `enriched` have names of their own. */
const knownElements: ReadonlySet<string> = new Set(
  (
    'doctype xml html head body base title meta link style script div p span table tbody thead tr td center font b i u em strong small big a ' +
    'img br hr h1 h2 h3 h4 h5 h6 blockquote pre ul ol li dl section article header main footer nav form tt code ' +
    'bold italic fixed smaller bigger underline flushleft flushright flushboth nofill paraindent excerpt color fontfamily iso-8859-1'
  ).split(' '),
);

/** Word writes tags of its own namespaces. */
function isKnown(name: string): boolean {
  return knownElements.has(name) || /^(?:[ovwm]|st1):/.test(name);
}

/** One of them alone says that what follows is HTML. */
const blockElements: ReadonlySet<string> = new Set(['doctype', 'html', 'body', 'div', 'p', 'table', 'pre', 'blockquote']);

/** Whether each octet of ASCII is read as itself: in charsets of two octets a character, one above ASCII may take the next to itself. */
function keepsAscii(octets: Uint8Array, charset: string): boolean {
  const letters = octets.filter((octet) => octet > SPACE && octet < 127);
  return decodeCharset(octets, charset).replace(/[^!-~]+/g, '') === octetsToLatin1(letters);
}

/** Whether text can be Chinese or Japanese: of a letter with accents and quotation marks a tenth of the octets is above ASCII, or less. */
function isMuchAboveAscii(octets: Uint8Array): boolean {
  let above = 0;
  let inked = 0;
  for (const octet of octets) {
    if (octet > 127) above++;
    if (octet > SPACE) inked++;
  }
  return above * 5 >= inked;
}

/** What nearly all mail is labelled with, and reads ASCII as it is: known without a look. */
const supersetsOfAscii: ReadonlySet<string> = new Set(['us-ascii', 'utf-8', 'iso-8859-1', 'iso-8859-15', 'windows-1252']);

const OPENING_OCTETS = 4096;
const LETTERS = Uint8Array.of(0x41, 0x41);

/** A picture, a program or a signature in DER has a control octet soon; what has none could be a letter. */
function looksLikeText(octets: Uint8Array): boolean {
  return octets.subarray(0, OPENING_OCTETS).every((octet) => octet >= SPACE || isLayout(octet));
}

/** The lines that hold such octets alone: those of printable ASCII read the same in every charset that mail is honestly labelled with. */
function linesOf(octets: Uint8Array, isKept: (octet: number) => boolean): Uint8Array {
  const kept = new Uint8Array(octets.length + 1);
  let length = 0;
  for (let start = 0; start < octets.length; ) {
    const lineFeed = octets.indexOf(LF, start);
    const end = lineFeed === -1 ? octets.length : lineFeed + 1;
    const line = octets.subarray(start, end);
    if (line.every(isKept)) {
      kept.set(line, length);
      length += line.length;
    }
    start = end;
  }
  return kept.subarray(0, length);
}

function encodingFits(octets: Uint8Array, { encoding }: Part): boolean {
  switch (encoding) {
    case 'base64':
      return isBase64(octets);
    case 'quoted-printable':
      return isQuotedPrintable(octets);
    case 'uuencode':
      return octetsToLatin1(octets, 0, Math.min(octets.length, 6)) === 'begin ';
    case 'identity':
    case 'unknown':
      return true;
    default:
      return encoding satisfies never;
  }
}

/** Lines of digits, in all whole groups of four, at most two equals signs at the end (RFC 2045 §6.8): no sentence is that. */
function isBase64(octets: Uint8Array): boolean {
  let digits = 0;
  let padding = 0;
  let spaced = false;
  for (const octet of octets) {
    if (octet === LF || octet === CR) spaced = false;
    else if (octet === SPACE || octet === TAB) spaced = true;
    else if (spaced) return false;
    else if (octet === EQUALS) padding++;
    else if (padding > 0 || !isBase64Digit(octet)) return false;
    else digits++;
  }
  return (digits + padding) % 4 === 0 && padding <= 2;
}

function isBase64Digit(octet: number): boolean {
  return isLetter(octet) || (octet >= 0x2f && octet <= 0x39) || octet === 0x2b;
}

/**
 * Each `=` ends a line or begins two hexadecimal digits that an encoder had a reason to write: for a line end, a space, a mark, an
 * octet above 127, the F of `From `. A text such as `paid=1000` or `?id=50` would lose figures by others.
 */
function isQuotedPrintable(octets: Uint8Array): boolean {
  for (let at = octets.indexOf(EQUALS); at !== -1; at = octets.indexOf(EQUALS, at + 1)) {
    const value = hexPair(octets[at + 1], octets[at + 2]);
    const fits = value === -1 ? endsLine(octets, at + 1) : isReasonToEncode(value);
    if (!fits) return false;
  }
  return true;
}

function isReasonToEncode(value: number): boolean {
  if (value < SPACE) return isLayout(value);
  if (isDigit(value)) return false;
  return !isLetter(value) || value === CAPITAL_F;
}

/** Whether nothing but white space follows on the line; a run longer than a line may be ends none. */
function endsLine(octets: Uint8Array, from: number): boolean {
  let at = from;
  while (at < from + MAX_LINE_OCTETS && (octets[at] === SPACE || octets[at] === TAB || octets[at] === CR)) at++;
  return at >= octets.length || octets[at] === LF;
}

function isPrintable(octet: number): boolean {
  return (octet >= SPACE && octet !== DELETE) || isLayout(octet);
}

function isLayout(octet: number): boolean {
  return octet === TAB || octet === LF || octet === CR;
}

function isDigit(octet: number): boolean {
  return octet >= 0x30 && octet <= 0x39;
}

function isLetter(octet: number): boolean {
  return (octet >= 0x41 && octet <= 0x5a) || (octet >= 0x61 && octet <= 0x7a);
}

/** RFC 2045 §6.7: 76 and the line end. */
const MAX_LINE_OCTETS = 78;
const TAB = 9;
const LF = 10;
const CR = 13;
const SPACE = 32;
const EQUALS = 61;
const DELETE = 127;
const CAPITAL_F = 70;
