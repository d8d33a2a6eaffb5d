import { aLabelsOf } from './a-labels.ts';
import { decodeEncodedWords, endOfEncodedWord } from './encoded-words.ts';
import { printable } from './fields.ts';
import { maxAddresses as defaultMaxAddresses, maxCommentNesting } from './limits.ts';

/** One person or robot in an address field. */
export interface Mailbox {
  /** The display name, encoded-words decoded. */
  readonly name?: string;
  /** As written, comments, folding and obsolete routes removed; '' where the field names someone without an address. */
  readonly address: string;
}

/**
 * The mailboxes of an address field, in order, groups flattened.
 *
 * Reads RFC 5322 §3.4 with the obsolete forms of §4.4 (routes, empty list elements, spaces around dots, the name in a comment) and
 * RFC 6532. Declared deviations: `;` separates addresses anywhere, as Outlook writes it; a missing `>` or `<` is supplied; an
 * unquoted name may hold `@`, `.` or one comma (`Smith, John <j@x.example>`); encoded-words inside quotes are decoded; two `<…>`
 * without a comma between them are two mailboxes, so that nobody hides the second.
 *
 * @param text - An unfolded value, encoded-words not yet decoded: a comma inside one separates nothing.
 * Never throws. At most `maxAddresses` are returned.
 */
export function parseAddresses(text: string, maxAddresses: number = defaultMaxAddresses): Mailbox[] {
  const mailboxes: Mailbox[] = [];
  let pieces: Piece[] = [];
  /** Whether one of these pieces is an address, or a part of one. */
  let isAddressed = false;
  let surname: Piece[] | undefined;
  // Once a quote or a bracket is found never to close, none is looked for again: looking costs the rest of the text each time.
  let quotesClose = true;
  let anglesClose = true;

  const flush = (separator: ',' | ';' | ''): void => {
    for (const element of readElements(pieces)) take(element, separator);
    drop();
  };
  const drop = (): void => {
    pieces = [];
    isAddressed = false;
  };
  const push = (kind: Piece['kind'], content: string, glued: boolean): void => {
    pieces.push({ kind, text: content, glued });
    isAddressed ||= kind === 'angle' || content.includes('@');
  };
  const take = (element: Element, separator: ',' | ';' | ''): void => {
    // "Smith, John <j@x>": a name alone before a comma waits for what follows it.
    if (surname !== undefined) {
      if (element.isAngled && element.name !== undefined) {
        mailboxes.push({ name: `${nameOf(surname)}, ${element.name}`, address: element.address });
        surname = undefined;
        return;
      }
      pushNameless(surname);
      surname = undefined;
    }
    if (element.words === undefined) {
      if (element.address === '' && element.name === undefined) return; // of `@[:(]` nothing is left
      mailboxes.push(element.name === undefined ? { address: element.address } : { name: element.name, address: element.address });
    } else if (separator === ',') surname = element.words;
    else pushNameless(element.words);
  };
  const pushNameless = (nameOnly: Piece[]): void => {
    const name = nameOf(nameOnly);
    // A lone atom is a local user (`root`); a lone encoded-word is somebody's name.
    const isLocalName = nameOnly.length === 1 && nameOnly[0]!.kind === 'atom' && !nameOnly[0]!.text.includes('=?');
    if (name !== undefined) mailboxes.push(isLocalName ? { address: cleanAddress(nameOnly[0]!.text) } : { name, address: '' });
  };

  let at = 0;
  while (at < text.length && mailboxes.length < maxAddresses) {
    const unit = text[at]!;
    if (unit === ',' || unit === ';') {
      flush(unit);
      at++;
    } else if (unit === ':') {
      // A group's name (or "mailto") stands before the colon; what follows is its list. An address there is kept, not hidden.
      if (isAddressed) flush(';');
      drop();
      at++;
    } else if (unit === '(') {
      const { content, end } = readComment(text, at);
      push('comment', content, false);
      at = end;
    } else if (unit === '"') {
      const quoted = quotesClose ? readQuoted(text, at) : undefined;
      if (quoted === undefined) {
        quotesClose = false;
        at++;
        continue;
      }
      push('quoted', quoted.content, at > 0 && !isSpace(text[at - 1]!));
      at = quoted.end;
    } else if (unit === '<') {
      if (pieces.some((piece) => piece.kind === 'angle')) flush(';');
      let angle = anglesClose ? readAngle(text, at) : undefined;
      if (angle === undefined) {
        anglesClose = false;
        angle = readOpenAngle(text, at);
      }
      push('angle', angle.content, false);
      at = angle.end;
    } else if (unit === '[' && text.startsWith('[mailto:', at)) {
      const { content, end } = readMailto(text, at);
      if (!isAddressed) push('angle', content, false);
      at = end;
    } else if (unit === '>' || isSpace(unit)) {
      at++;
    } else {
      const end = endOfAtom(text, at);
      push('atom', text.slice(at, end), at > 0 && !isSpace(text[at - 1]!));
      at = end;
    }
  }
  flush('');
  if (surname !== undefined) pushNameless(surname);
  return mailboxes.slice(0, maxAddresses);
}

/** What addresses are compared and counted by: the address in lower case. */
export function addressKey(address: string): string {
  return address.trim().toLowerCase();
}

/** The domain of an address, lower-cased, as an A-label where it was written in Unicode; undefined where there is none. */
export function domainOf(address: string): string | undefined {
  const at = address.lastIndexOf('@');
  if (at === -1) return undefined;
  const domain = address
    .slice(at + 1)
    .trim()
    .toLowerCase()
    .replace(/\.$/, '');
  if (domain === '') return undefined;
  return /^[\x00-\x7f]*$/.test(domain) ? domain : toAscii(domain);
}

/** A lexical piece of one list element. `glued`: no white space stands before it. */
interface Piece {
  readonly kind: 'atom' | 'quoted' | 'comment' | 'angle';
  readonly text: string;
  readonly glued: boolean;
}

/** One element of a list: a mailbox, or words without an address. */
interface Element {
  readonly name?: string;
  readonly address: string;
  readonly isAngled: boolean;
  /** The pieces of a name that has no address. */
  readonly words?: Piece[];
}

/** The elements between two separators: one, but for addresses that nothing but white space sets apart. */
function readElements(pieces: Piece[]): Element[] {
  const angle = pieces.find((piece) => piece.kind === 'angle');
  if (angle !== undefined) return angledElement(pieces, angle);
  const elements: Element[] = [];
  let run: Piece[] = [];
  for (const piece of pieces) {
    if (isWholeAddress(piece) && run.some(isWholeAddress)) {
      elements.push(...bareElement(run));
      run = [];
    }
    run.push(piece);
  }
  return [...elements, ...bareElement(run)];
}

function isWholeAddress(piece: Piece): boolean {
  return piece.kind === 'atom' && !piece.glued && /^[^@]+@[^@]+[^@.]$/.test(piece.text);
}

function bareElement(pieces: Piece[]): Element[] {
  const words = pieces.filter((piece) => piece.kind !== 'comment');
  if (words.length === 0) return [];
  const found = bareAddress(words);
  if (found === undefined) return [{ address: '', isAngled: false, words }];
  const rest = words.filter((_, index) => index < found.first || index > found.last);
  const comments = pieces.filter((piece) => piece.kind === 'comment');
  return [named(nameOf(rest) ?? nameOf(comments), found.address, false)];
}

function angledElement(pieces: Piece[], angle: Piece): Element[] {
  const words = pieces.filter((piece) => piece.kind === 'atom' || piece.kind === 'quoted');
  const comments = pieces.filter((piece) => piece.kind === 'comment');
  const name = nameOf(words) ?? nameOf(comments);
  const address = cleanAddress(angle.text);
  // `<Undisclosed-Recipient:;@host>` names nobody.
  const isNobody = (address === '' && name === undefined) || /^undisclosed-?recipients?:/i.test(address);
  return isNobody ? [] : [named(name, address, true)];
}

function named(name: string | undefined, address: string, isAngled: boolean): Element {
  return name === undefined ? { address, isAngled } : { name, address, isAngled };
}

/** An addr-spec among words: the words around the first `@`, joined over spaces around dots and `@` (RFC 5322 §4.4). */
function bareAddress(words: readonly Piece[]): { address: string; first: number; last: number } | undefined {
  const at = words.findIndex((word) => word.kind === 'atom' && word.text.includes('@'));
  if (at === -1) return undefined;
  let first = at;
  let last = at;
  while (first > 0 && (startsOpen(words[first]!) || words[first - 1]!.text.endsWith('.') || words[first]!.glued)) first--;
  while (last + 1 < words.length && (endsOpen(words[last]!) || words[last + 1]!.text.startsWith('.') || words[last + 1]!.glued)) last++;
  const spec = words.slice(first, last + 1).map((word) => (word.kind === 'quoted' ? `"${word.text}"` : word.text));
  return { address: cleanAddress(spec.join('')), first, last };
}

function startsOpen(word: Piece): boolean {
  return word.kind === 'atom' && (word.text.startsWith('@') || word.text.startsWith('.'));
}

function endsOpen(word: Piece): boolean {
  return word.kind === 'atom' && (word.text.endsWith('@') || word.text.endsWith('.'));
}

/** What stands between angle brackets, as an address: no comments, no white space outside quotes, no route. */
function cleanAddress(content: string): string {
  let out = '';
  let at = 0;
  let quotesClose = true;
  while (at < content.length) {
    const unit = content[at]!;
    const quotedEnd = unit === '"' && quotesClose ? readQuoted(content, at)?.end : undefined;
    if (unit === '(') at = readComment(content, at).end;
    else if (quotedEnd !== undefined) {
      out += content.slice(at, quotedEnd);
      at = quotedEnd;
    } else {
      if (unit === '"') quotesClose = false;
      if (!isSpace(unit) && unit !== '<' && unit !== '>') out += unit;
      at++;
    }
  }
  // RFC 5322 §4.4: "@a.example,@b.example:" was a route.
  if (out.startsWith('@')) out = out.slice(out.indexOf(':') + 1);
  return out.replace(/^mailto:/i, '').replace(/[\u0000-\u001f\u007f-\u009f]/g, '\ufffd');
}

function nameOf(pieces: readonly Piece[]): string | undefined {
  let joined = '';
  for (const piece of pieces) joined += joined === '' || piece.glued ? piece.text : ` ${piece.text}`;
  let name = printable(decodeEncodedWords(joined));
  if (name.length > 2 && ((name.startsWith("'") && name.endsWith("'")) || (name.startsWith('"') && name.endsWith('"')))) {
    name = name.slice(1, -1).trim();
  }
  return name === '' ? undefined : name;
}

function isSpace(unit: string): boolean {
  return unit === ' ' || unit === '\t' || unit === '\r' || unit === '\n';
}

/** Up to the next delimiter; an encoded-word is one atom whatever it holds, and so is a domain literal. */
function endOfAtom(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    const unit = text[at]!;
    if (unit === '=' && text[at + 1] === '?') {
      const end = endOfEncodedWord(text, at);
      if (end !== undefined) {
        at = end;
        continue;
      }
    }
    if (unit === '[' && text[at - 1] === '@') {
      const end = text.slice(at, at + 100).indexOf(']');
      at += end === -1 ? 1 : end + 1;
      continue;
    }
    if (unit === ',' || unit === ';' || unit === ':' || unit === '(' || unit === '"' || unit === '<' || unit === '>' || isSpace(unit))
      break;
    at++;
  }
  return at;
}

/** A comment with those inside it (RFC 5322 §3.2.2), without its own parentheses. Unclosed: to the end. */
function readComment(text: string, start: number): { content: string; end: number } {
  let depth = 0;
  let content = '';
  let at = start;
  for (; at < text.length; at++) {
    const unit = text[at]!;
    if (unit === '\\' && at + 1 < text.length) {
      content += text[++at];
      continue;
    }
    if (unit === '(' && depth < maxCommentNesting) {
      if (depth++ === 0) continue;
    } else if (unit === ')' && --depth === 0) {
      return { content, end: at + 1 };
    }
    content += unit;
  }
  return { content, end: at };
}

/** A quoted-string (RFC 5322 §3.2.4), without its quotes and escapes; undefined when it does not close. */
function readQuoted(text: string, start: number): { content: string; end: number } | undefined {
  let content = '';
  for (let at = start + 1; at < text.length; at++) {
    const unit = text[at]!;
    if (unit === '"') return { content, end: at + 1 };
    if (unit === '\\' && at + 1 < text.length) content += text[++at];
    else content += unit;
  }
  return undefined;
}

/** What stands in `<…>`, or between `<` and the next `<`; undefined when neither comes. */
function readAngle(text: string, start: number): { content: string; end: number } | undefined {
  let isQuoted = false;
  for (let at = start + 1; at < text.length; at++) {
    const unit = text[at]!;
    if (unit === '\\' && isQuoted) at++;
    else if (unit === '"') isQuoted = !isQuoted;
    else if (unit === '>' && !isQuoted) return { content: text.slice(start + 1, at), end: at + 1 };
    else if (unit === '<' && !isQuoted) return { content: text.slice(start + 1, at), end: at };
  }
  return undefined;
}

/** What follows a `<` that does not close: up to the next separator or bracket. */
function readOpenAngle(text: string, start: number): { content: string; end: number } {
  const stop = /[,;<>]/g;
  stop.lastIndex = start + 1;
  const end = stop.exec(text)?.index ?? text.length;
  return { content: text.slice(start + 1, end), end };
}

/** `[mailto:…]`, which Outlook writes where angle brackets belong. */
function readMailto(text: string, start: number): { content: string; end: number } {
  const stop = /[\],;<>"(]/g;
  stop.lastIndex = start + 1;
  const found = stop.exec(text);
  const end = found?.index ?? text.length;
  return { content: text.slice(start + '[mailto:'.length, end), end: found?.[0] === ']' ? end + 1 : end };
}

/** IDNA by the platform's URL parser; a domain that it refuses stays as it is. */
function toAscii(domain: string): string {
  if (!/^[\p{L}\p{M}\p{N}.\-\u3002\uff0e\uff61]+$/u.test(domain) || domain.length > 255) return domain;
  return aLabelsOf(domain) ?? domain;
}
