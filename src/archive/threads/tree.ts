import { threadAnswerOctets, threadRootOctets } from '../../message/thread-index.ts';
import type { ThreadMail } from '../../store/thread-mails.ts';

/** What says that a message answers another: itself, the References of others, Thread-Index, or what it quotes. */
export const ANSWERS_BY = ['reference', 'others', 'thread-index', 'quote'] as const;
export type AnswersBy = (typeof ANSWERS_BY)[number];

/** One place in a conversation: a message, or one that is known of though it is not there. */
export type ThreadPlace = {
  /** How many of those above it have several answers: a chain of single answers is no deeper than its first. */
  readonly level: number;
} & (
  | {
      readonly kind: 'message';
      readonly number: number;
      /** Absent where it answers none, or none that is there. */
      readonly answers?: { readonly number: number; readonly by: AnswersBy };
      /** It answers one that is missing. */
      readonly isBelowMissing: boolean;
    }
  | {
      readonly kind: 'missing';
      /** Message-IDs, each answered by the next; empty where Thread-Index alone knows of one. */
      readonly ids: readonly string[];
      /** The numbers of those that answer the last of them. */
      readonly answeredBy: readonly number[];
    }
);

/**
 * The messages of a thread as a conversation: each below the one that it answers, what is missing at its place. The same for any order
 * and any numbers of the same messages.
 *
 * Where References disagree on what a missing message answers, the longest list is believed: programs cut lists short in the middle.
 * Where they go in a circle, the oldest message begins.
 *
 * @see https://www.jwz.org/doc/threading.html
 */
export function threadTree(mails: readonly ThreadMail[]): ThreadPlace[] {
  const sorted = mails.toSorted(inTime);
  const nodes = new Nodes(sorted);
  // The newest first: then it is the oldest that is left at the top of a circle.
  for (const mail of sorted.toReversed()) nodes.place(mail);
  for (const mail of sorted) nodes.placeBeginning(mail);
  nodes.placeMissing();
  return nodes.listed();
}

interface Node {
  /** Absent where it is missing. */
  readonly mail?: ThreadMail;
  /** Its Message-ID. */
  readonly id?: string;
  parent?: Node;
  by?: AnswersBy;
  readonly children: Node[];
  /** For a circle: any node of the tree that it is in, nearer to its root. */
  up?: Node;
  /** When it was sent; of a missing one: when the first that follows it was. */
  first: ThreadMail | undefined;
}

class Nodes {
  readonly #all: Node[] = [];
  readonly #byNumber = new Map<number, Node>();
  readonly #byId = new Map<string, Node>();
  readonly #byIndex = new Map<string, Node>();
  readonly #missing: Node[] = [];
  /** What is said of whom an identifier follows, by the message that says it in the longest list. */
  readonly #said = new Map<string, { readonly before: string; readonly place: number }>();

  /** @param mails - The oldest first: of several with one Message-ID it is the one that others answer. */
  constructor(mails: readonly ThreadMail[]) {
    for (const mail of mails) {
      const node: Node = { mail, ...(mail.messageId !== undefined && { id: mail.messageId }), children: [], first: mail };
      this.#all.push(node);
      this.#byNumber.set(mail.number, node);
      if (mail.messageId !== undefined && !this.#byId.has(mail.messageId)) this.#byId.set(mail.messageId, node);
      if (mail.threadIndex !== undefined && !this.#byIndex.has(mail.threadIndex)) this.#byIndex.set(mail.threadIndex, node);
    }
    for (const { references } of mails) this.#hear(references);
  }

  #hear(references: readonly string[]): void {
    for (const [place, id] of references.entries()) {
      const before = references[place - 1];
      if (before === undefined || this.#byId.get(id)?.mail?.references.length) continue;
      const known = this.#said.get(id);
      if (known === undefined || place > known.place || (place === known.place && before < known.before)) {
        this.#said.set(id, { before, place });
      }
    }
  }

  /** Puts a message below the one that it answers, by the first that says so and makes no circle. */
  place(mail: ThreadMail): void {
    const node = this.#byNumber.get(mail.number)!;
    const answered = mail.references.at(-1);
    if (answered !== undefined && this.#put(node, this.#named(answered), 'reference')) return;
    const said = mail.references.length > 0 || mail.messageId === undefined ? undefined : this.#said.get(mail.messageId)?.before;
    if (said !== undefined && this.#put(node, this.#named(said), 'others')) return;
    const { link } = mail;
    if (link?.why === 'thread-index') {
      const above = this.#above(mail, link.target);
      if (above !== undefined) this.#put(node, above, 'thread-index');
    } else if (link !== undefined) {
      const target = this.#byNumber.get(link.target);
      if (target !== undefined) this.#put(node, target, 'quote');
    }
  }

  /** Of a conversation whose beginning is missing the first message that is there follows that, too. */
  placeBeginning({ link, threadIndex = '' }: ThreadMail): void {
    const target = link?.why === 'thread-index' ? this.#byNumber.get(link.target) : undefined;
    const index = target?.mail?.threadIndex;
    if (target === undefined || index === undefined || isBelow(threadIndex, index)) return;
    const root = index.slice(0, 2 * threadRootOctets);
    if (isBelow(index, root)) this.#put(target, this.#beginning(root), 'thread-index');
  }

  /** Missing messages, too, have their places among each other. */
  placeMissing(): void {
    // The list grows while it is gone through.
    for (const node of this.#missing) {
      const before = node.id === undefined ? undefined : this.#said.get(node.id)?.before;
      if (before !== undefined) this.#put(node, this.#named(before));
    }
  }

  #named(id: string): Node {
    return this.#byId.get(id) ?? this.#makeMissing(this.#byId, id, { id });
  }

  /** Whom Thread-Index puts above a message: the one that has its index less an answer or more, else the beginning, which is missing. */
  #above({ threadIndex = '' }: ThreadMail, target: number): Node | undefined {
    const found = this.#byNumber.get(target);
    if (found?.mail?.threadIndex === undefined) return undefined;
    if (isBelow(threadIndex, found.mail.threadIndex)) return found;
    return this.#beginning(threadIndex.slice(0, 2 * threadRootOctets));
  }

  #beginning(root: string): Node {
    return this.#byIndex.get(root) ?? this.#makeMissing(this.#byIndex, root, {});
  }

  #makeMissing(names: Map<string, Node>, name: string, known: Pick<Node, 'id'>): Node {
    const node: Node = { ...known, children: [], first: undefined };
    names.set(name, node);
    this.#all.push(node);
    this.#missing.push(node);
    return node;
  }

  #put(node: Node, parent: Node, by?: AnswersBy): boolean {
    const top = topOf(parent);
    if (top === node || node.parent !== undefined) return false;
    node.parent = parent;
    node.up = top;
    if (by !== undefined) node.by = by;
    parent.children.push(node);
    return true;
  }

  listed(): ThreadPlace[] {
    const roots = this.#all.filter(({ parent, mail, children }) => parent === undefined && (mail !== undefined || children.length > 0));
    for (const root of roots) orderBelow(root);
    return roots.toSorted(inTimeOfFirst).flatMap(placesBelow);
  }
}

/** Whether one index is that of an answer to a message with the other, or of an answer to such a one. */
function isBelow(index: string, above: string): boolean {
  return index.startsWith(above) && index.length >= above.length + 2 * threadAnswerOctets;
}

/** The root of the tree that a node is in, so far. */
function topOf(node: Node): Node {
  let top = node;
  while (top.up !== undefined) {
    // Halves the way for whoever comes after.
    if (top.up.up !== undefined) top.up = top.up.up;
    top = top.up;
  }
  return top;
}

/** Puts the answers to each message in the order of their times. */
function orderBelow(root: Node): void {
  const below = [root];
  for (const { children } of below) for (const child of children) below.push(child);
  for (const node of below.reverse()) {
    node.children.sort(inTimeOfFirst);
    node.first ??= node.children[0]?.first;
  }
}

function placesBelow(root: Node): ThreadPlace[] {
  const places: ThreadPlace[] = [];
  const open: { readonly node: Node; readonly level: number }[] = [{ node: root, level: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { level } = next;
    let { node } = next;
    if (node.mail === undefined) {
      // Those that are missing one after another are one place.
      const ids: string[] = [];
      for (; ; node = node.children[0]!) {
        if (node.id !== undefined) ids.push(node.id);
        if (node.children.length !== 1 || node.children[0]!.mail !== undefined) break;
      }
      places.push({ kind: 'missing', level, ids, answeredBy: node.children.flatMap(({ mail }) => mail?.number ?? []) });
    } else {
      const { number } = node.mail;
      const above = node.parent?.mail?.number;
      const answers = above === undefined ? {} : { answers: { number: above, by: node.by! } };
      places.push({ kind: 'message', level, number, ...answers, isBelowMissing: node.parent !== undefined && above === undefined });
    }
    const deeper = level + (node.children.length > 1 ? 1 : 0);
    for (const child of node.children.toReversed()) open.push({ node: child, level: deeper });
  }
  return places;
}

function inTimeOfFirst(one: Node, other: Node): number {
  if (one.first === undefined || other.first === undefined) return Number(one.first === undefined) - Number(other.first === undefined);
  return inTime(one.first, other.first);
}

/** The oldest first; what has no date stands last. */
function inTime(one: ThreadMail, other: ThreadMail): number {
  const [a, b] = [one.dateSeconds ?? Number.MAX_SAFE_INTEGER, other.dateSeconds ?? Number.MAX_SAFE_INTEGER];
  return a - b || (one.sha256 < other.sha256 ? -1 : 1);
}
