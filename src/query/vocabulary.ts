/*
 * The closed lists of the language. The verdicts and marks are those of evidence/verdict.ts, said again here because the
 * query language stands on nothing; test/query/vocabulary.test.ts holds the two together.
 */

export const verdictNames = [
  'verified',
  'verified-repaired',
  'verified-recovered',
  'verified-partly',
  'headers-verified',
  'corroborated',
  'unverified',
  'failed',
  'contradicted',
] as const;
export type VerdictName = (typeof verdictNames)[number];

export const markNames = [
  'signed-by-other',
  'sealed',
  'no-original-bytes',
  'partly-quoted',
  'disputed',
  'key-conflict',
  'sampled-authentic',
  'sampled-doubtful',
  'finding',
] as const;
export type MarkName = (typeof markNames)[number];

/** Every field, in the order in which a reader is told of them. */
export const fieldNames = [
  'from',
  'to',
  'cc',
  'subject',
  'body',
  'own',
  'quoted',
  'filename',
  'attachment',
  'domain',
  'verdict',
  'signer',
  'mark',
  'type',
  'thread',
  'number',
  'has',
  'date',
  'after',
  'before',
] as const;
export type FieldName = (typeof fieldNames)[number];

/** The longest query, in UTF-16 units: more than anyone types, little enough for a web address. */
export const maxQueryLength = 4096;

/** How deep parentheses and negations may stand in one another: parser, printer and engines recurse so deep. */
export const maxNesting = 32;

/** How many words and fields a query may have: each costs an engine a look-up. */
export const maxTerms = 128;

/** How many of them may be beginnings (`word*`): each stands for all the words that begin so. */
export const maxPrefixes = 8;

/** The name in `names` that is most like `typed`, if one is near enough to be meant. */
export function closest<Name extends string>(typed: string, names: readonly Name[]): Name | undefined {
  let best: Name | undefined;
  let bestDistance = typed.length < 5 ? 1.5 : 2.5;
  for (const name of names) {
    if (Math.abs(name.length - typed.length) > 2) continue;
    const distance = editDistance(typed, name);
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  return best ?? names.find((name) => typed.length > 1 && name.startsWith(typed));
}

/** How many letters must be put in, taken out, replaced, or swapped with their neighbour, to make `a` into `b`. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let least = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        least = Math.min(least, beforeLast[column - 2]! + 1);
      }
      current.push(least);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length]!;
}
