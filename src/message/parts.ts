import { octetsToLatin1 } from './charset.ts';
import {
  type BoundaryLike,
  boundaryLikeAt,
  type Delimiter,
  type DelimiterSearch,
  delimiterAt,
  findDelimiter,
  prepareSearch,
  visitDashLines,
} from './delimiters.ts';
import { type Fault, noteFault } from './faults.ts';
import { type Field, fieldsNamed, firstField, type OctetRange, parseFields, rawValue, unfoldedText } from './fields.ts';
import { defaultLimits, type Limits } from './limits.ts';
import type { Message } from './message.ts';
import { type ParameterizedValue, parseParameters } from './parameters.ts';
import { findUuencodedBlocks } from './uuencode.ts';

/** One node of the part tree: octet ranges into the stored message; nothing is copied or decoded. */
export interface Part extends OctetRange {
  /**
   * IMAP section number (RFC 9051 §6.4.5.1): '' the root, '1', '1.2'. The multipart inside a message/rfc822 part `2` has no number of
   * its own in IMAP: here it is `2.TEXT`. A uuencoded block in the text of part `1` is `1.u1`.
   */
  readonly path: string;
  /** The part's own header; the root has that of the message. */
  readonly fields: readonly Field[];
  readonly bodyStart: number;
  /** Lower-cased `type/subtype`; where absent or malformed, what RFC 2045 §5.2 and RFC 2046 §5.1.5 imply. */
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly encoding: TransferEncoding;
  readonly disposition?: string;
  /** Decoded, not made safe for a file system. */
  readonly filename?: string;
  /** Without angle brackets. */
  readonly contentId?: string;
  /** Of a multipart; the one message inside a message/rfc822; the uuencoded blocks inside plain text. */
  readonly children: readonly Part[];
}

export type TransferEncoding = 'identity' | 'base64' | 'quoted-printable' | 'uuencode' | 'unknown';

/**
 * The part tree of a message.
 *
 * One pass: each line that may be a delimiter is compared with every open boundary, innermost first, so an outer delimiter ends all
 * that is inside it (RFC 2046 §5.1.2). A delimiter is the whole line less trailing white space, so boundaries may be prefixes of each
 * other. The line end before a delimiter belongs to the delimiter. A multipart whose boundary is absent or never seen is read by the
 * first line that looks like a delimiter (`--…`, then a `Content-` field), and told. A message/rfc822 that is transfer-encoded, which RFC 2046
 * §5.2.1 forbids, stays closed: its octets are not in the message. `decodePart` and `parseMessage` open it.
 *
 * Never throws. Past the limits on nesting and number, what follows is left as it is, and told.
 */
export function parseParts(message: Message, limits: Partial<Limits> = {}): { root: Part; faults: Fault[] } {
  const walk: Walk = { octets: message.octets, limits: { ...defaultLimits, ...limits }, faults: [], open: [], search: undefined, count: 0 };
  const root = readBody(walk, {
    path: '',
    start: 0,
    fields: message.fields,
    bodyStart: message.bodyStart,
    depth: 0,
    isInDigest: false,
  });
  return { root: root.part, faults: walk.faults };
}

interface Walk {
  readonly octets: Uint8Array;
  readonly limits: Limits;
  readonly faults: Fault[];
  /** The boundaries of the multiparts that are open, outermost first. */
  readonly open: string[];
  /** For the boundaries that are open; undefined when they have changed since. */
  search: DelimiterSearch | undefined;
  count: number;
}

interface Opening {
  readonly path: string;
  readonly start: number;
  readonly fields: readonly Field[];
  readonly bodyStart: number;
  readonly depth: number;
  readonly isInDigest: boolean;
}

interface ReadPart {
  readonly part: Part;
  /** What ended it; undefined at the end of the message. */
  readonly ended: Delimiter | undefined;
}

/** Reads a part whose header begins at `start`. */
function readPart(walk: Walk, path: string, start: number, depth: number, isInDigest: boolean): ReadPart {
  const { fields, bodyStart } = parseFields(walk.octets, start, walk.octets.length, {
    limits: walk.limits,
    faults: walk.faults,
    endsAtJunk: true,
    endsAtLine: (from) => delimiterAt(walk.octets, from, walk.open) !== undefined,
  });
  return readBody(walk, { path, start, fields, bodyStart, depth, isInDigest });
}

/** Reads what follows a header. */
function readBody(walk: Walk, opening: Opening): ReadPart {
  const { depth } = opening;
  const head = readHead(walk, opening);
  const isComposite = isMultipart(head.type) || isMessage(head.type);
  if (isComposite && head.encoding !== 'identity') noteFault(walk.faults, 'encoding-on-composite', opening.start);
  if (isComposite && depth >= walk.limits.maxNesting) noteFault(walk.faults, 'nesting-too-deep', opening.start);
  else if (isMultipart(head.type)) return readMultipart(walk, opening, head);
  else if (isMessage(head.type) && (head.encoding === 'identity' || head.encoding === 'unknown')) return readEmbedded(walk, opening, head);
  const ended = nextDelimiter(walk, opening.bodyStart);
  const end = endBefore(walk.octets, ended, opening.bodyStart);
  const isPlain = head.type === 'text/plain' && head.encoding === 'identity';
  return { part: makePart(opening, head, end, isPlain ? uuencodedParts(walk, opening, end) : []), ended };
}

function readMultipart(walk: Walk, opening: Opening, head: Head): ReadPart {
  const { octets, faults } = walk;
  const level = walk.open.length;
  const children: Part[] = [];
  let boundary = head.boundary;
  if (boundary === undefined) noteFault(faults, 'boundary-missing', opening.start);
  else openBoundary(walk, boundary);

  const guesses: BoundaryLike[] = [];
  let delimiter = nextDelimiter(walk, opening.bodyStart, guesses);
  const guess = guesses[0];
  if (boundary === undefined || delimiter?.level !== level) {
    if (boundary !== undefined) noteFault(faults, 'boundary-not-found', opening.start);
    closeBoundaries(walk, level);
    if (guess !== undefined) {
      noteFault(faults, 'boundary-guessed', guess.start);
      boundary = guess.boundary;
      openBoundary(walk, boundary);
      delimiter = delimiterAt(octets, guess.start, walk.open);
    }
  }
  while (delimiter?.level === level && !delimiter.isClose) {
    if (walk.count >= walk.limits.maxParts) {
      noteFault(faults, 'too-many-parts', delimiter.start);
      delimiter = nextDelimiter(walk, delimiter.end);
      continue;
    }
    const path = childPath(opening.path, children.length + 1);
    const child = readPart(walk, path, delimiter.end, opening.depth + 1, head.type === 'multipart/digest');
    children.push(child.part);
    delimiter = child.ended;
  }
  const isClosed = delimiter?.level === level;
  if (!isClosed && boundary !== undefined) noteFault(faults, 'close-delimiter-missing', delimiter?.start ?? octets.length);
  closeBoundaries(walk, level);
  // The epilogue runs to the next delimiter of an outer multipart.
  if (isClosed && delimiter !== undefined) delimiter = nextDelimiter(walk, delimiter.end);
  const lastChild = children.at(-1);
  const end = endBefore(octets, delimiter, Math.max(opening.bodyStart, lastChild?.end ?? 0));
  return { part: makePart(opening, head, end, children), ended: delimiter };
}

/** The message inside a message/rfc822 or message/global part. */
function readEmbedded(walk: Walk, opening: Opening, head: Head): ReadPart {
  if (walk.count >= walk.limits.maxParts) noteFault(walk.faults, 'too-many-parts', opening.start);
  const start = afterMboxLine(walk, opening.bodyStart);
  const child = readPart(walk, childPath(opening.path, 1), start, opening.depth + 1, false);
  const embedded = isMultipart(child.part.type) ? renumber(child.part, opening.path) : child.part;
  return { part: makePart(opening, head, child.part.end, [embedded]), ended: child.ended };
}

/** Some programs attach a message with the line that an mbox had above it. */
function afterMboxLine(walk: Walk, start: number): number {
  const { octets } = walk;
  if (!/^>?From $/.test(octetsToLatin1(octets, start, start + (octets[start] === 62 ? 6 : 5)))) return start;
  noteFault(walk.faults, 'mbox-from-line', start);
  const lineFeed = octets.indexOf(10, start);
  return lineFeed === -1 ? start : lineFeed + 1;
}

/** The parts of a multipart message inside part `2` are 2.1, 2.2 (RFC 9051 §6.4.5.1), not 2.1.1. */
function renumber(part: Part, parentPath: string): Part {
  const wrong = part.path;
  const correct = (inner: Part): Part => ({
    ...inner,
    path: parentPath === '' ? inner.path.slice(wrong.length + 1) : parentPath + inner.path.slice(wrong.length),
    children: inner.children.map(correct),
  });
  return { ...part, path: parentPath === '' ? 'TEXT' : `${parentPath}.TEXT`, children: part.children.map(correct) };
}

function openBoundary(walk: Walk, boundary: string): void {
  walk.open.push(boundary);
  walk.search = undefined;
}

/** Leaves only the `level` outermost boundaries open. */
function closeBoundaries(walk: Walk, level: number): void {
  if (walk.open.length > level) walk.search = undefined;
  walk.open.length = level;
}

/**
 * The first delimiter from `from` on, which is where a line begins. Puts the first line before it that looks like a delimiter of an
 * undeclared boundary into `guesses`, where the caller wants it.
 */
function nextDelimiter(walk: Walk, from: number, guesses?: BoundaryLike[]): Delimiter | undefined {
  const { octets, open } = walk;
  if (guesses === undefined) {
    if (open.length === 0) return undefined;
    walk.search ??= prepareSearch(open);
    return findDelimiter(octets, from, walk.search);
  }
  let found: Delimiter | undefined;
  visitDashLines(octets, from, octets.length, (start) => {
    found = delimiterAt(octets, start, open);
    if (found === undefined && guesses.length === 0) {
      const boundary = boundaryLikeAt(octets, start, octets.length);
      if (boundary !== undefined) guesses.push({ start, boundary });
    }
    return found !== undefined;
  });
  return found;
}

/** The end of what a delimiter ends: the line end before it is the delimiter's own (RFC 2046 §5.1.1). */
function endBefore(octets: Uint8Array, delimiter: Delimiter | undefined, floor: number): number {
  if (delimiter === undefined) return octets.length;
  let end = delimiter.start;
  if (octets[end - 1] === 10) end -= octets[end - 2] === 13 ? 2 : 1;
  return Math.max(end, floor);
}

function childPath(parent: string, number: number): string {
  return parent === '' ? String(number) : `${parent}.${number}`;
}

export function isMultipart(type: string): boolean {
  return type.startsWith('multipart/');
}

/** Of parts that hold a whole message. */
export const messageTypes: readonly string[] = ['message/rfc822', 'message/global', 'message/news'];

export function isMessage(type: string): boolean {
  return messageTypes.includes(type);
}

/** What a part's header says of its body. */
interface Head {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly boundary?: string;
  readonly encoding: TransferEncoding;
  readonly disposition?: string;
  readonly filename?: string;
  readonly contentId?: string;
}

const noParameters: ReadonlyMap<string, string> = new Map();

function readHead(walk: Walk, opening: Opening): Head {
  const { octets, faults } = walk;
  const { fields, start } = opening;
  walk.count++;
  const implied = opening.isInDigest ? 'message/rfc822' : 'text/plain';
  const typeField = firstField({ fields }, 'content-type');
  const content = typeField === undefined ? undefined : parseParameters(rawValue(octets, typeField));
  if (content?.hasDuplicates) noteFault(faults, 'duplicate-parameter', start);
  if (typeField !== undefined && fieldsNamed({ fields }, 'content-type').length > 1) noteFault(faults, 'duplicate-content-type', start);
  const type = content === undefined ? implied : readType(content);
  if (type === undefined) noteFault(faults, 'bad-content-type', start);

  const encodingField = firstField({ fields }, 'content-transfer-encoding');
  const encoding = encodingField === undefined ? 'identity' : readEncoding(rawValue(octets, encodingField));
  if (encoding === 'unknown') noteFault(faults, 'unknown-encoding', start);

  const dispositionField = firstField({ fields }, 'content-disposition');
  const disposition = dispositionField === undefined ? undefined : parseParameters(rawValue(octets, dispositionField));
  const filename = disposition?.parameters.get('filename') || content?.parameters.get('name') || undefined;

  const idField = firstField({ fields }, 'content-id');
  const contentId = idField === undefined ? '' : unfoldedText(octets, idField).replace(/^<|>$/g, '');
  return {
    type: type ?? 'text/plain',
    parameters: content?.parameters ?? noParameters,
    encoding,
    ...(content?.boundary === undefined ? {} : { boundary: content.boundary }),
    ...(disposition === undefined || disposition.value === '' ? {} : { disposition: disposition.value }),
    ...(filename === undefined ? {} : { filename }),
    ...(contentId === '' ? {} : { contentId }),
  };
}

/** `type/subtype`, or undefined where it is no such thing (RFC 2045 §5.2: then it is plain text). */
function readType(content: ParameterizedValue): string | undefined {
  if (/^[^\s/;"()<>@,\\[\]?=]{1,100}\/[^\s/;"()<>@,\\[\]?=]{1,100}$/.test(content.value)) return content.value;
  if (content.value === 'multipart' && content.boundary !== undefined) return 'multipart/mixed';
  if (content.value === 'text') return 'text/plain';
  if (/^(?:application|image|audio|video)(?:\/|$)/.test(content.value)) return 'application/octet-stream';
  return undefined;
}

function readEncoding(raw: string): TransferEncoding {
  const name = raw
    .slice(0, 100)
    .replace(/\(.*?\)/g, '')
    .replace(/[\s"';]+/g, '')
    .toLowerCase();
  switch (name) {
    case '':
    case '7bit':
    case '7-bit':
    case '8bit':
    case '8-bit':
    case 'binary':
    case 'none':
      return 'identity';
    case 'base64':
    case 'base-64':
      return 'base64';
    case 'quoted-printable':
    case 'quotedprintable':
      return 'quoted-printable';
    case 'x-uuencode':
    case 'uuencode':
    case 'x-uue':
    case 'uue':
      return 'uuencode';
    default:
      return 'unknown';
  }
}

function makePart(opening: Opening, head: Head, end: number, children: readonly Part[]): Part {
  const { path, start, fields, bodyStart } = opening;
  const { boundary: _, ...described } = head;
  return { start, end, path, fields, bodyStart, ...described, children };
}

function uuencodedParts(walk: Walk, opening: Opening, end: number): Part[] {
  return findUuencodedBlocks(walk.octets, opening.bodyStart, end).map((block, index) => ({
    start: block.start,
    end: block.end,
    path: opening.path === '' ? `u${index + 1}` : `${opening.path}.u${index + 1}`,
    fields: [],
    bodyStart: block.bodyStart,
    type: 'application/octet-stream',
    parameters: noParameters,
    encoding: 'uuencode',
    disposition: 'attachment',
    filename: block.filename,
    children: [],
  }));
}
