import type { SignatureEvidence } from '../evidence.ts';
import { isBlocking, type Verdict } from '../verdict.ts';

/**
 * Whether a message is evidence on the mail that it quotes: all that a reader is shown of it is signed by its sender, or all but a
 * field other than From and Date. What an unidentified key holder signed is none, nor is a mail of which a part is not covered.
 */
export function isVoucher(verdict: Verdict, signatures: readonly SignatureEvidence[]): boolean {
  if (verdict === 'verified' || verdict === 'verified-repaired') return true;
  return verdict === 'verified-partly' && signatures.some(coversTextAndTime);
}

function coversTextAndTime({ result, aligned, cautions, coverage, key, repairs }: SignatureEvidence): boolean {
  if (result !== 'pass' || (aligned !== 'exact' && aligned !== 'organisation') || cautions.some(isBlocking)) return false;
  if (key?.tier === 'recovered' || repairs.length > 0) return false;
  const { fields, body } = coverage;
  return fields.from === 'covered' && fields.date === 'covered' && body.signed === body.total;
}

/** Whether its own signature proves what a message says, all of it or a part. */
export function isProven(verdict: Verdict): boolean {
  return proven.has(verdict);
}

const proven: ReadonlySet<Verdict> = new Set<Verdict>(['verified', 'verified-repaired', 'verified-recovered', 'verified-partly']);

/** An aligned signature that its key opens, and that was made over other words. */
export function hasFailingSignature(signatures: readonly SignatureEvidence[]): boolean {
  return signatures.some(({ result, aligned }) => result === 'fail' && aligned !== 'none');
}
