import type { Message } from '../message/message.ts';
import type { Evidence } from './evidence.ts';
import { type EvidenceContext, gatherEvidence } from './gather.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import type { Judgement } from './verdict.ts';

/** The verdict on a message: a pure function of the evidence and the policy. The rules are those of `docs/verdicts.md`. */
export function judge(evidence: Evidence, _policy: Policy = defaultPolicy): Judgement {
  return { verdict: 'unverified', marks: evidence.hasOriginalOctets ? [] : ['no-original-bytes'], reasons: [{ code: 'no-signature' }] };
}

/** Gathers the evidence on a message and judges it. Never throws, whatever the message. */
export function assessMessage(message: Message, context: EvidenceContext): { evidence: Evidence; judgement: Judgement } {
  const evidence = gatherEvidence(message, context);
  return { evidence, judgement: judge(evidence, context.policy ?? defaultPolicy) };
}
