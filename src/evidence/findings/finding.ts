/** What was found that does not fit together, the most telling kind first. Contradiction, misquote and dispute come from what mail quotes (docs/findings.md). */
export const FINDING_KINDS = [
  'contradiction',
  'duplicate-differs',
  'message-id-clash',
  'quote-before-original',
  'reply-before-parent',
  'false-attribution',
  'misquote',
  'dispute',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** How much a finding tells, the most first. */
export const FINDING_WEIGHTS = ['strong', 'moderate', 'weak'] as const;
export type FindingWeight = (typeof FINDING_WEIGHTS)[number];

/** What makes a finding telling. */
export const TELLING = [
  'both-signed',
  'one-signed',
  'both-dates-signed',
  'one-date-signed',
  'signed-out-of-order',
  'identifiers-signed',
  'time-named',
  'identifier-signed',
  'contradicts-copy',
  'quote-signed',
  'original-signed',
] as const;

/** What could explain it without anybody having meant harm, as far as this very case shows. */
export const EXPLAINING = [
  'nothing-signed',
  'clock-or-zone',
  'handled-in-order',
  'other-recipients',
  'mass-mail',
  'unsent-copy',
  'time-unsure',
] as const;

export type FindingReasonCode = (typeof TELLING)[number] | (typeof EXPLAINING)[number];

export interface FindingReason {
  readonly code: FindingReasonCode;
  /** `number` of a message, where the sentence names one. */
  readonly values?: Readonly<Record<string, string | number>>;
}

/** Two messages that cannot both be what they seem, or hardly. A value: JSON-safe, stored and printed as it is. */
export interface Finding {
  readonly kind: FindingKind;
  readonly weight: FindingWeight;
  /**
   * The two, by number: the one that quotes or answers and the one that is quoted or answered; of two copies the one that more speaks
   * for first.
   */
  readonly messages: readonly [number, number];
  readonly reasons: readonly FindingReason[];
  /** What the sentence names: `own` and `quoted` words, `named`, `seconds`, as the kind asks for. */
  readonly values?: Readonly<Record<string, string | number>>;
  /** What differs are words inside a text that the first proves with Message-ID, From and Date: it speaks against the second. */
  readonly contradicts?: true;
  /** So many more of this kind were found for the same message, and are not kept. */
  readonly more?: number;
}

type Ranked = Pick<Finding, 'kind' | 'weight' | 'messages'>;

export function mostTellingFirst(one: Ranked, other: Ranked): number {
  return (
    FINDING_WEIGHTS.indexOf(one.weight) - FINDING_WEIGHTS.indexOf(other.weight) ||
    FINDING_KINDS.indexOf(one.kind) - FINDING_KINDS.indexOf(other.kind) ||
    one.messages[0] - other.messages[0] ||
    one.messages[1] - other.messages[1]
  );
}

export function isTelling(code: FindingReasonCode): boolean {
  return (TELLING as readonly FindingReasonCode[]).includes(code);
}
