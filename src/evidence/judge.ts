import type { Message } from '../message/message.ts';
import type { Evidence, SignatureEvidence } from './evidence.ts';
import { type EvidenceContext, gatherEvidence } from './gather.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import { type Standing, standingOf } from './standing.ts';
import { isBlocking, type Judgement, MARKS, type Mark, type Reason } from './verdict.ts';

/** Gathers the evidence on a message and judges it. Never throws, whatever the message. */
export function assessMessage(message: Message, context: EvidenceContext): { evidence: Evidence; judgement: Judgement } {
  const evidence = gatherEvidence(message, context);
  return { evidence, judgement: judge(evidence, context.policy ?? defaultPolicy) };
}

/**
 * The verdict on a message: the strongest that one of its signatures supports. A pure function; the rules are docs/verdicts.md.
 *
 * A signature that verifies the message makes the others irrelevant, so its reasons stand alone; where none does, each says why not.
 */
export function judge(evidence: Evidence, policy: Policy): Judgement {
  const standings = evidence.signatures.map((signature) => standingOf(signature, evidence.hasOriginalOctets, policy));
  const deciding = strongest(standings);
  const provesNothing = deciding === undefined || deciding.verdict === 'failed' || deciding.verdict === 'unverified';
  const reasons = (provesNothing ? standings : [deciding])
    .toSorted((a, b) => Number(b === deciding) - Number(a === deciding))
    .flatMap((standing) => standing.reasons);
  if (evidence.signatures.length === 0) reasons.push({ code: 'no-signature' });
  if (evidence.signaturesNotTested > 0) reasons.push({ code: 'signatures-not-tested', values: { count: evidence.signaturesNotTested } });
  return { verdict: deciding?.verdict ?? 'unverified', marks: marksOf(evidence), reasons: distinct(reasons) };
}

/** The strongest standing; of equals the topmost. */
function strongest(standings: readonly Standing[]): Standing | undefined {
  let best: Standing | undefined;
  for (const standing of standings) if (best === undefined || RANK[standing.verdict] > RANK[best.verdict]) best = standing;
  return best;
}

const RANK: Readonly<Record<Standing['verdict'], number>> = {
  verified: 6,
  'verified-repaired': 5,
  'verified-recovered': 4,
  'verified-partly': 3,
  'headers-verified': 2,
  failed: 1,
  unverified: 0,
};

function marksOf(evidence: Evidence): Mark[] {
  const { signatures } = evidence;
  const found = new Set<Mark>();
  if (signatures.some(passesForOther)) found.add('signed-by-other');
  if (isSealed(evidence)) found.add('sealed');
  if (!evidence.hasOriginalOctets) found.add('no-original-bytes');
  if (signatures.some(({ headersIntact, cautions }) => headersIntact === true && cautions.includes('key-conflict')))
    found.add('key-conflict');
  return MARKS.filter((mark) => found.has(mark));
}

/**
 * A signature that anyone could have made vouches for nothing, not even that the mail passed there; and one that leaves a part of the
 * body open, or a field that was added, does not vouch for the mail as it stands. Of several authors it can say as much as of one.
 */
function passesForOther({ result, aligned, cautions, coverage, repairs }: SignatureEvidence): boolean {
  if (result !== 'pass' || repairs.length > 0 || aligned !== 'none' || coverage.body.signed < coverage.body.total) return false;
  return cautions.every((caution) => caution === 'many-froms' || !isBlocking(caution));
}

/**
 * The chain holds, and the newest hop signed the message whole as it stands here: he says what he saw. What is signed is his statement,
 * never the mail's own word.
 */
function isSealed({ arc }: Evidence): boolean {
  const coverage = arc?.state === 'pass' ? arc.hops.at(-1)?.message.coverage : undefined;
  return coverage !== undefined && coverage.fields.from === 'covered' && coverage.body.signed === coverage.body.total;
}

function distinct(reasons: readonly Reason[]): Reason[] {
  return [...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values()];
}
