import { rawValue } from '../../message/fields.ts';
import { type Message, parseMessage } from '../../message/message.ts';
import { parseSignature, type Signature } from '../dkim/signature.ts';
import { sameOctets } from '../same-octets.ts';
import type { Candidate, Clues, Repair, RepairName, Reversal } from './reversal.ts';

/** A message, or a header block, as it may have been signed. */
export interface Attempt {
  readonly message: Message;
  readonly signature: Signature;
  /** Index in `message.fields` of the signature's own field. */
  readonly ownField: number;
  /** What was undone to get there, in that order. */
  readonly repairs: readonly Repair[];
}

/** What an attempt is tested by. `seen`: it comes to the same as one that was tested before. */
export type Oracle = (attempt: Attempt) => 'holds' | 'differs' | 'seen';

/**
 * Undoes modifications until the oracle holds: one, then two, then three of them, the most plausible first by the sum of their costs.
 *
 * @param start - Not tested again.
 * @param isWanted - Where several attempts of one step hold alike, since what they differ in is not what the oracle tests: which of them
 * is to be taken. Else it is the first.
 * @returns undefined where none holds, or the budget ended, which it then tells.
 */
export function searchReversals(
  start: Attempt,
  reversals: readonly Reversal[],
  oracle: Oracle,
  more: Pick<Clues, 'crypto' | 'budget'>,
  isWanted: (attempt: Attempt) => boolean = () => true,
): Attempt | undefined {
  const queue = new Queue<Step>();
  const open = (attempt: Attempt, cost: number): void => {
    if (attempt.repairs.length >= maxDepth) return;
    const used = new Set<RepairName>(attempt.repairs.map(({ name }) => name));
    const another = used.size === 0 ? 0 : costOfAnother;
    for (const reversal of reversals) {
      if (!used.has(reversal.name)) queue.add(cost + reversal.cost + another, { attempt, reversal, cost: cost + another });
    }
  };
  open(start, 0);
  for (let step = queue.take(); step !== undefined; step = queue.take()) {
    const { attempt, reversal, cost } = step;
    const clues: Clues = { signature: attempt.signature, ownField: attempt.ownField, ...more };
    const size = attempt.message.octets.length;
    const proposals = reversal.propose(attempt.message, clues)[Symbol.iterator]();
    let opened = 0;
    let found: Attempt | undefined;
    // What it costs to look, to copy and to hash.
    while (more.budget.spend(2 * size, 1)) {
      const { value: candidate, done } = proposals.next();
      if (done) break;
      const next = afterwards(attempt, candidate);
      const answer = next === undefined ? 'seen' : oracle(next);
      if (next === undefined || answer === 'seen') continue;
      if (answer === 'holds') {
        if (isWanted(next)) return next;
        found ??= next;
      } else if (opened++ < maxOpened) open(next, cost + reversal.cost);
    }
    if (found !== undefined || more.budget.isSpent) return found;
  }
  return undefined;
}

/** So many modifications together. More of them find little and try nearly everything. */
const maxDepth = 3;
/** What two things happening together costs beside the two: what happened alone is tried first. */
const costOfAnother = 3;
/** So many candidates of one step are gone on from: of a hundred places to change, the first few stand for the rest. */
const maxOpened = 4;

interface Step {
  readonly attempt: Attempt;
  readonly reversal: Reversal;
  readonly cost: number;
}

/** The attempt that a candidate makes; undefined where it lost the signature, or changed what the signature claims. */
function afterwards({ message, signature, ownField, repairs }: Attempt, candidate: Candidate): Attempt | undefined {
  const now = [...repairs, candidate.repair];
  if (hasSameHeader(message, candidate.octets)) {
    const changed = { ...message, octets: candidate.octets, lineEnds: message.lineEnds, faults: [] };
    return { message: changed, signature, ownField, repairs: now };
  }
  const changed = parseMessage(candidate.octets);
  const own = candidate.ownField ?? followed(message, ownField, changed);
  const field = own === undefined ? undefined : changed.fields[own];
  if (own === undefined || field === undefined) return undefined;
  const value = rawValue(changed.octets, field);
  if (value === rawValue(message.octets, message.fields[ownField]!)) {
    return { message: changed, signature, ownField: own, repairs: now };
  }
  const parsed = parseSignature(value);
  if (parsed.kind !== 'signature' || !claimsTheSame(parsed.signature, signature)) return undefined;
  return { message: changed, signature: parsed.signature, ownField: own, repairs: now };
}

/** Then it need not be read again: most candidates change the body alone. */
function hasSameHeader({ octets, bodyStart, endsInLf }: Message, candidate: Uint8Array): boolean {
  if (endsInLf || bodyStart === 0 || candidate.length < bodyStart || bodyStart === octets.length) return false;
  for (let at = 0; at < bodyStart; at++) if (octets[at] !== candidate[at]) return false;
  return true;
}

/** The DKIM-Signature field with as many others below it. */
function followed(before: Message, ownField: number, after: Message): number | undefined {
  const { lowerName } = before.fields[ownField]!;
  const below = before.fields.slice(ownField + 1).filter((field) => field.lowerName === lowerName).length;
  const indexes = after.fields.flatMap((field, index) => (field.lowerName === lowerName ? [index] : []));
  return indexes.at(-1 - below);
}

/** Whoever changes a signature's own field may change its white space, never what it says: the body was tested by that. */
function claimsTheSame(a: Signature, b: Signature): boolean {
  return (
    a.algorithm === b.algorithm &&
    a.headerCanonicalization === b.headerCanonicalization &&
    a.bodyCanonicalization === b.bodyCanonicalization &&
    a.signer === b.signer &&
    a.selector === b.selector &&
    a.identityDomain === b.identityDomain &&
    a.bodyLength === b.bodyLength &&
    a.signedAtSeconds === b.signedAtSeconds &&
    a.expiresAtSeconds === b.expiresAtSeconds &&
    a.headerNames.join(':') === b.headerNames.join(':') &&
    sameOctets(a.bodyHash, b.bodyHash) &&
    sameOctets(a.signature, b.signature)
  );
}

/** The cheapest first; of equals the one that was added first. There are few different costs. */
class Queue<T> {
  readonly #waiting = new Map<number, { items: T[]; taken: number }>();

  add(cost: number, item: T): void {
    const equals = this.#waiting.get(cost);
    if (equals === undefined) this.#waiting.set(cost, { items: [item], taken: 0 });
    else equals.items.push(item);
  }

  take(): T | undefined {
    if (this.#waiting.size === 0) return undefined;
    const cost = Math.min(...this.#waiting.keys());
    const equals = this.#waiting.get(cost)!;
    const item = equals.items[equals.taken++];
    if (equals.taken === equals.items.length) this.#waiting.delete(cost);
    return item;
  }
}
