import type { Judgement, Mark, Reason, Verdict } from '../verdict.ts';
import { MARKS } from '../verdict.ts';
import type { Relation } from './relate.ts';
import { isProven as provenBySignature } from './voucher.ts';
import type { Weight } from './weigh.ts';

/** A relation with what it is to the quoted message; undefined: nothing. */
export interface WeighedRelation extends Relation {
  readonly weight?: Weight;
}

/**
 * The verdict on a message, once the mail that quotes it was weighed.
 *
 * Vouchers lift what has nothing else to say for it; contradictions override all but what a signature verifies, where they stand as a
 * warning. Pure: the same relations give the same verdict.
 *
 * @param alone - What its own signatures make of it.
 * @param about - Those in which it is quoted. @param by - Those in which it quotes.
 * @see docs/verdicts.md
 */
export function judgeAmong(alone: Judgement, about: readonly WeighedRelation[], by: readonly WeighedRelation[]): Judgement {
  const of = (weight: Weight) => about.filter((relation) => relation.weight === weight);
  const isProven = provenBySignature(alone.verdict);
  const vouchers = isProven ? [] : firstOfEachAuthor(of('vouches'));
  const contradictions = of('contradicts');
  const isContradicted = contradictions.length > 0 && !isProven;
  const isCorroborated = !isContradicted && vouchers.length > 0 && (alone.verdict === 'unverified' || alone.verdict === 'failed');
  const disputes = isProven ? [...contradictions, ...of('disputes')] : of('disputes');
  const disputed = by.filter(({ weight }) => weight === 'disputes');
  const misquoted = by.filter(({ weight }) => weight === 'misquotes');
  // Where a stranger trimmed what he quotes, what he has besides is shown beside the pair alone.
  const parts = isProven ? [] : [...of('interleaved').filter(({ unvouched }) => unvouched.length === 0), ...of('partly')];

  const reasons: Reason[] = [
    ...(isContradicted ? contradictions.map((relation) => differing('contradicted-by', relation, relation.voucher)) : []),
    ...vouchers.map(share('corroborated-by')),
    ...(vouchers.length === 1 ? [{ code: 'one-voucher' } as const] : []),
    ...(vouchers.length > 0 ? [{ code: 'corroborated-words-alone' } as const] : []),
    ...disputes.map((relation) => differing('disputed-by', relation, relation.voucher)),
    ...disputed.map((relation) => differing('disputes', relation, relation.quoted)),
    ...misquoted.map((relation) => differing('misquotes', relation, relation.quoted)),
    ...parts.slice(0, 1).map((relation) => (relation.weight === 'partly' ? share('partly-quoted-by')(relation) : interleaved(relation))),
    ...(isProven
      ? []
      : of('too-common')
          .slice(0, 1)
          .map(({ voucher }): Reason => ({ code: 'quoted-too-common', values: { number: voucher } }))),
    ...(isProven
      ? []
      : of('unattributed')
          .slice(0, 1)
          .map(({ voucher }): Reason => ({ code: 'quoted-unattributed', values: { number: voucher } }))),
  ].slice(0, maxReasons);
  if (reasons.length === 0) return alone;
  const marks = new Set<Mark>(alone.marks);
  if (disputes.length + disputed.length + misquoted.length > 0) marks.add('disputed');
  if (parts.length > 0) marks.add('partly-quoted');
  const verdict: Verdict = isContradicted ? 'contradicted' : isCorroborated ? 'corroborated' : alone.verdict;
  // What lifts or lowers it comes first; beside a verdict of its own signatures it stands below their reasons.
  const isChanged = verdict !== alone.verdict;
  return {
    verdict,
    marks: MARKS.filter((mark) => marks.has(mark)),
    reasons: isChanged ? [...reasons, ...alone.reasons] : [...alone.reasons, ...reasons],
  };
}

/** A mail that thousands quote: the relations hold them all. */
const maxReasons = 20;

/** Ten mails of one author are one voucher: the one with the most of the words. */
function firstOfEachAuthor(relations: readonly WeighedRelation[]): WeighedRelation[] {
  const byAuthor = new Map<string, WeighedRelation>();
  for (const relation of relations.toSorted((a, b) => b.matchedWords / b.ownWords - a.matchedWords / a.ownWords || a.voucher - b.voucher)) {
    const author = relation.author?.address ?? '';
    if (!byAuthor.has(author)) byAuthor.set(author, relation);
  }
  return [...byAuthor.values()];
}

function share(code: 'corroborated-by' | 'partly-quoted-by') {
  return ({ voucher, author, matchedWords, ownWords }: Relation): Reason => ({
    code,
    values: { number: voucher, author: author?.address ?? '?', share: Math.floor((100 * matchedWords) / Math.max(1, ownWords)) },
  });
}

function interleaved({ voucher, author, interleaved = [] }: Relation): Reason {
  return { code: 'quoted-with-more', values: { number: voucher, author: author?.address ?? '?', quoted: told(interleaved[0] ?? '') } };
}

function differing(
  code: 'contradicted-by' | 'disputed-by' | 'disputes' | 'misquotes',
  { author, differences }: Relation,
  number: number,
): Reason {
  const { own = '', quoted = '' } = differences.find(({ kind }) => kind !== 'left-out') ?? differences[0] ?? {};
  return { code, values: { number, author: author?.address ?? '?', own: told(own), quoted: told(quoted) } };
}

/** Nothing at all is a dash; the relation has the whole of what is long. */
function told(text: string): string {
  if (text === '') return '–';
  return text.length > maxTold ? `${text.slice(0, maxTold - 1)}…` : text;
}

const maxTold = 120;
