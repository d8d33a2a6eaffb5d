import { isBodyText } from '../../message/attachments.ts';
import type { Message } from '../../message/message.ts';
import { isMessage, isMultipart, type Part, parseParts } from '../../message/parts.ts';
import type { ShownField } from '../evidence.ts';
import { differingFields } from './same-fields.ts';
import { sameLeaf, shownPartText } from './same-leaf.ts';

/** Where a message as it stands and the one that was signed show a reader different things, and only so much that it can be told. */
export interface ContentDifference {
  /** For each shown field that differs, what was signed, as a reader would see it; '' where there was none. */
  readonly fields: Readonly<Partial<Record<ShownField, string>>>;
  /** Text that is shown and was not signed. */
  readonly added?: string;
}

/**
 * Whether a reader is shown the same by a message as it stands and by the one that was signed: the guard on every repair, whatever
 * family proposed it. It compares what is *read* out of both, so that no family can be trusted with more than it says.
 *
 * The same are: the decoded shown fields, and the tree of parts with type, disposition, file name, and what each leaf holds: text as
 * text, an attachment as octets. White space counts as relaxed canonicalisation has it, for text alone (RFC 6376 §3.4.4: runs are one
 * space, none at the end of a line); empty lines at the end do not count; see `same-leaf.ts` for what HTML and long lines are allowed.
 *
 * @param comparesBody - False where the body is not proven anyhow.
 * @returns undefined where anything else differs: then nothing is mended.
 */
export function contentDifference(shown: Message, signed: Message, comparesBody: boolean): ContentDifference | undefined {
  const fields = differingFields(shown, signed);
  if (!comparesBody) return { fields };
  const sides: Sides = { shown, signed, added: [] };
  const root = parseParts(shown).root;
  const signedRoot = parseParts(signed).root;
  if (!isSame(sides, root, signedRoot, false)) {
    sides.added.length = 0;
    if (!isWrapped(sides, root, signedRoot)) return undefined;
  }
  return sides.added.length === 0 ? { fields } : { fields, added: sides.added.join('\n\n') };
}

interface Sides {
  readonly shown: Message;
  readonly signed: Message;
  /** What text was found to be added; meant only where all else is the same. */
  readonly added: string[];
}

function isSame(sides: Sides, shown: Part, signed: Part, isRelated: boolean): boolean {
  if (shown.type !== signed.type) return false;
  if (isMultipart(shown.type) && shown.children.length + signed.children.length > 0) return haveSameChildren(sides, shown, signed);
  if (!haveSameNames(shown, signed) || (isRelated && shown.contentId !== signed.contentId)) return false;
  if (isMessage(shown.type) && shown.children.length + signed.children.length > 0) return holdSameMessage(sides, shown, signed);
  const found = sameLeaf(sides, shown, signed);
  if (found.kind === 'added') sides.added.push(found.text);
  return found.kind !== 'differs';
}

function haveSameNames(shown: Part, signed: Part): boolean {
  return shown.filename === signed.filename && placement(shown) === placement(signed);
}

/** What has no disposition is shown where it stands (RFC 2183 §2). */
function placement({ disposition }: Part): string {
  return disposition ?? 'inline';
}

function haveSameChildren(sides: Sides, shown: Part, signed: Part): boolean {
  const isRelated = shown.type === 'multipart/related';
  const more = shown.children.length - signed.children.length;
  if (more < 0 || (more > 0 && shown.type !== 'multipart/mixed')) return false;
  // Which of them is shown (RFC 2387 §3.2).
  if (isRelated && shown.parameters.get('start') !== signed.parameters.get('start')) return false;
  const first = leadingTexts(shown, more);
  for (const [index, child] of signed.children.entries())
    if (!isSame(sides, shown.children[first + index]!, child, isRelated)) return false;
  return addTexts(sides, [...shown.children.slice(0, first), ...shown.children.slice(first + signed.children.length)]);
}

/** Parts are added below; but for a notice that a program puts above, which is told by what the last part is. */
function leadingTexts(shown: Part, more: number): number {
  if (more !== 1) return 0;
  return isPlainText(shown.children[0]!) && !isPlainText(shown.children.at(-1)!) ? 1 : 0;
}

/** A list that adds a part to what it does not take for a multipart/mixed wraps it in one. */
function isWrapped(sides: Sides, shown: Part, signed: Part): boolean {
  if (shown.type !== 'multipart/mixed' || shown.children.length < 2) return false;
  const first = leadingTexts(shown, shown.children.length - 1);
  const others = shown.children.filter((_, index) => index !== first);
  return isSame(sides, shown.children[first]!, signed, false) && addTexts(sides, others);
}

function isPlainText(part: Part): boolean {
  return isBodyText(part) && part.filename === undefined && part.children.length === 0;
}

function addTexts(sides: Sides, parts: readonly Part[]): boolean {
  for (const part of parts) {
    if (!isPlainText(part)) return false;
    sides.added.push(shownPartText(sides.shown, part));
  }
  return true;
}

function holdSameMessage(sides: Sides, shown: Part, signed: Part): boolean {
  const inner = shown.children[0];
  const signedInner = signed.children[0];
  if (inner === undefined || signedInner === undefined) return false;
  const fields = differingFields(
    { octets: sides.shown.octets, fields: inner.fields },
    { octets: sides.signed.octets, fields: signedInner.fields },
  );
  return Object.keys(fields).length === 0 && isSame(sides, inner, signedInner, false);
}
