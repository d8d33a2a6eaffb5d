/**
 * Every word of judgement there is: verdicts, marks, cautions and reasons. Closed sets; `words.ts` says each in English.
 * The rules behind the words are `judge.ts` (verdicts, marks, reasons) and `cautions.ts`.
 */

/** What a message is called, the strongest claim first. */
export const VERDICTS = [
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
export type Verdict = (typeof VERDICTS)[number];

/** What stands beside a verdict, whatever the verdict is. */
export const MARKS = [
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
export type Mark = (typeof MARKS)[number];

/** Cautions on one signature that keep it from proving the message. */
export const BLOCKING_CAUTIONS = [
  'weak-key',
  'private-key-public',
  'field-added',
  'many-froms',
  'key-conflict',
  'key-seen-late',
  'type-unsigned',
  'signed-in-future',
] as const;

/** Cautions on one signature that are told and change nothing. */
export const TOLD_CAUTIONS = [
  'sha1',
  'testing-key',
  'outside-key-window',
  'key-window-unknown',
  'expired',
  'unsigned-field',
  'body-tail-unsigned',
] as const;

export const CAUTIONS = [...BLOCKING_CAUTIONS, ...TOLD_CAUTIONS] as const;
export type BlockingCaution = (typeof BLOCKING_CAUTIONS)[number];
export type Caution = (typeof CAUTIONS)[number];

/** Why there is no usable key for a signature. */
export const KEYLESS_REASONS = ['never-seen', 'other-key', 'revoked', 'unusable', 'lookup-failed'] as const;
export type KeylessReason = (typeof KEYLESS_REASONS)[number];

/** Why a message has its verdict. Each is produced by a rule in `judge.ts`; the values fill the sentence in `words.ts`. */
export const REASONS = [
  // what a signature proves
  'signature-passes',
  'headers-signature-holds',
  'key-archived',
  'key-looked-up',
  'key-recovered',
  'covers-everything-shown',
  'repairs-undone',
  // what it leaves open
  'field-not-covered',
  'field-signed-otherwise',
  'body-tail-not-covered',
  'text-added',
  'body-mostly-not-covered',
  'provider-signed',
  'body-differs',
  'recovered-key-covers-part',
  // why a signature proves nothing
  'no-signature',
  'signature-malformed',
  'key-never-seen',
  'key-other',
  'key-revoked',
  'key-unusable',
  'key-lookup-failed',
  'keys-not-tried',
  'signer-not-sender',
  'blocked-by-caution',
  'signature-fails',
  'signature-fails-or-other-key',
  'repair-search-ended',
  // the message as a whole
  'no-original-octets',
  'signatures-not-tested',
  // what others quote of it, and what it quotes
  'corroborated-by',
  'one-voucher',
  'corroborated-words-alone',
  'quoted-too-common',
  'partly-quoted-by',
  'quoted-with-more',
  'quoted-unattributed',
  'contradicted-by',
  'disputed-by',
  'disputes',
  'misquotes',
  // what does not fit together
  'contradicted-by-copy',
] as const;
export type ReasonCode = (typeof REASONS)[number];

export interface Reason {
  readonly code: ReasonCode;
  /** What the sentence names: `signer`, `selector`, `source`, `field`, `signed`, `total`, `caution`, … as the code asks for. */
  readonly values?: Readonly<Record<string, string | number>>;
}

export interface Judgement {
  readonly verdict: Verdict;
  readonly marks: readonly Mark[];
  /** The reasons of the signature that decides come first. Never empty. */
  readonly reasons: readonly Reason[];
}

/** Whether a caution keeps a signature from proving the message. */
export function isBlocking(caution: Caution): caution is BlockingCaution {
  return (BLOCKING_CAUTIONS as readonly Caution[]).includes(caution);
}
