import { isProven } from '../chains/voucher.ts';
import type { Judgement, Mark, Reason } from '../verdict.ts';
import { MARKS } from '../verdict.ts';
import type { Finding } from './finding.ts';

/**
 * The verdict on a message once it is known what does not fit together with it. Only one kind changes it: a copy that its own signature proves,
 * with Message-ID, From and Date, and that has other words inside. All else is a mark.
 *
 * @param judgement - What its signatures and what others quote make of it.
 * @param isMarked - Whether it is in a finding that puts its mark beside it.
 * @param own - Those that were found for it.
 */
export function judgeWithFindings(judgement: Judgement, number: number, isMarked: boolean, own: readonly Finding[]): Judgement {
  if (!isMarked) return judgement;
  const found = new Set<Mark>(judgement.marks);
  found.add('finding');
  const marks = MARKS.filter((mark) => found.has(mark));
  const against = isProven(judgement.verdict) ? [] : own.filter(({ contradicts, messages }) => contradicts && messages[1] === number);
  if (against.length === 0) return { ...judgement, marks };
  const reasons = against.slice(0, maxReasons).map(
    ({ messages, values }): Reason => ({
      code: 'contradicted-by-copy',
      values: { number: messages[0], own: values?.['quoted'] ?? '–', quoted: values?.['own'] ?? '–' },
    }),
  );
  return { verdict: 'contradicted', marks, reasons: [...reasons, ...judgement.reasons] };
}

/** One is enough; the findings hold them all. */
const maxReasons = 3;
