/** What a strict reader objects to in a message. None keeps the message from being read. */
export const FAULT_CODES = [
  // The message and its header (RFC 5322)
  'message-too-large',
  'header-too-large',
  'too-many-fields',
  'mixed-line-ends',
  'mbox-from-line',
  'leading-continuation',
  'line-is-no-field',
  'space-before-colon',
  'bare-cr',
  'nul-in-header',
  'eight-bit-header',
  'line-too-long',
  'header-unterminated',
  // The part tree (RFC 2045, 2046)
  'bad-content-type',
  'duplicate-content-type',
  'duplicate-parameter',
  'unknown-encoding',
  'encoding-on-composite',
  'boundary-missing',
  'boundary-not-found',
  'boundary-guessed',
  'close-delimiter-missing',
  'part-header-unterminated',
  'nesting-too-deep',
  'too-many-parts',
] as const;

export type FaultCode = (typeof FAULT_CODES)[number];

/** One fault: its code, and the octet where it was seen first. A code stands once in a list, however often it occurs. */
export interface Fault {
  readonly code: FaultCode;
  readonly at?: number;
}

/** Notes a fault, once a code: a hostile message must not buy memory with its faults. */
export function noteFault(faults: Fault[], code: FaultCode, at: number): void {
  for (const fault of faults) if (fault.code === code) return;
  faults.push({ code, at });
}
