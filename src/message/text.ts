import { isBodyText, listAttachments } from './attachments.ts';
import { partText } from './content.ts';
import { htmlToText } from './html-text.ts';
import type { Message } from './message.ts';
import { isMessage, isMultipart, type Part } from './parts.ts';

/** The text of a message, and where it was found. */
export interface BestText {
  readonly text: string;
  /** `plain` where any of it is plain text as sent; `html` where all of it was made from HTML. */
  readonly source: 'plain' | 'html' | 'none';
  /** The first part that gave text. */
  readonly part?: Part;
}

/**
 * The text that a reader sees first.
 *
 * Of alternatives the plain one, unless it is blank; else HTML made text. Of related parts the root (RFC 2387 `start`, else the first). Of signed ones
 * the content. A multipart in which no delimiter is found is read as text. Several texts of a mixed message are joined by an empty line. Attachments, named texts and attached messages are left out.
 */
export function bestText(message: Pick<Message, 'octets'>, root: Part): BestText {
  const attached = new Set(listAttachments(root));
  const found = collect(message, root, attached);
  const first = found[0];
  if (first === undefined) return { text: '', source: 'none' };
  return {
    text: found.map((piece) => piece.text).join('\n\n'),
    source: found.some((piece) => piece.part.type !== 'text/html') ? 'plain' : 'html',
    part: first.part,
  };
}

/**
 * Every form of its text that a reader may be shown: the one that he sees first, then the HTML as text where that is another one. A
 * mail's alternatives are said to be the same, and need not be.
 */
export function shownTexts(message: Pick<Message, 'octets'>, root: Part): string[] {
  const best = bestText(message, root);
  if (best.source !== 'plain') return [best.text];
  const attached = new Set(listAttachments(root));
  const html = htmlParts(root, attached).map((part) => htmlToText(partText(message, part)));
  return html.length === 0 ? [best.text] : [best.text, html.join('\n\n')];
}

/**
 * Whether {@link shownTexts} gives more than one, as far as that can be seen without reading them.
 *
 * @param best - What `bestText` gives.
 */
export function hasOtherForm(root: Part, best: Pick<BestText, 'source'>): boolean {
  return best.source === 'plain' && htmlParts(root, new Set(listAttachments(root))).length > 0;
}

function htmlParts(part: Part, attached: ReadonlySet<Part>): Part[] {
  if (attached.has(part) || isMessage(part.type)) return [];
  if (part.type === 'text/html') return [part];
  return part.children.flatMap((child) => htmlParts(child, attached));
}

export { htmlToText } from './html-text.ts';

interface Piece {
  readonly text: string;
  readonly part: Part;
}

function collect(message: Pick<Message, 'octets'>, part: Part, attached: ReadonlySet<Part>): Piece[] {
  if (attached.has(part) || isMessage(part.type)) return [];
  if (!isMultipart(part.type)) return isBodyText(part) ? nonBlank({ text: textOf(message, part), part }) : [];
  const { children } = part;
  // No delimiter was found: what is there is better shown than lost.
  if (children.length === 0) return nonBlank({ text: partText(message, part), part });
  switch (part.type) {
    case 'multipart/alternative':
      return collectAlternative(message, children, attached);
    case 'multipart/related':
      return collectAll(message, relatedRoot(part), attached);
    case 'multipart/signed':
      return collectAll(message, children.slice(0, 1), attached);
    case 'multipart/encrypted':
      return [];
    default:
      return collectAll(message, children, attached);
  }
}

function collectAll(message: Pick<Message, 'octets'>, parts: readonly Part[], attached: ReadonlySet<Part>): Piece[] {
  return parts.flatMap((part) => collect(message, part, attached));
}

/** RFC 2046 §5.1.4: the last alternative is the richest; the plain one is the text itself. */
function collectAlternative(message: Pick<Message, 'octets'>, children: readonly Part[], attached: ReadonlySet<Part>): Piece[] {
  const plain = children.filter((child) => child.type === 'text/plain');
  const text = collectAll(message, plain, attached);
  if (text.length > 0) return text;
  for (const child of children.toReversed()) {
    const pieces = child.type === 'text/plain' ? [] : collect(message, child, attached);
    if (pieces.length > 0) return pieces;
  }
  return [];
}

function relatedRoot(part: Part): readonly Part[] {
  const start = part.parameters.get('start')?.replace(/^<|>$/g, '');
  const named = start === undefined ? undefined : part.children.find((child) => child.contentId === start);
  return named === undefined ? part.children.slice(0, 1) : [named];
}

function textOf(message: Pick<Message, 'octets'>, part: Part): string {
  const text = partText(message, part);
  return part.type === 'text/plain' ? text : htmlToText(text);
}

function nonBlank(piece: Piece): Piece[] {
  return /\S/.test(piece.text) ? [piece] : [];
}
