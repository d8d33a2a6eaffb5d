import type { Message } from '../message/message.ts';
import type { SignedFields } from './dkim/header.ts';
import type { FieldCoverage, ShownField } from './evidence.ts';

/** The field names of what a reader is shown. */
export const SHOWN_FIELD_NAMES: Readonly<Record<ShownField, string>> = {
  from: 'from',
  to: 'to',
  cc: 'cc',
  subject: 'subject',
  date: 'date',
  replyTo: 'reply-to',
};

/** How many fields of a name a message has, and how many of them a signature covers. */
export interface FieldCount {
  readonly present: number;
  readonly covered: number;
}

/** Counts fields by lower-cased name. */
export function countFields(message: Message, signed: SignedFields): (lowerName: string) => FieldCount {
  const present = new Map<string, number>();
  const covered = new Map<string, number>();
  for (const { lowerName } of message.fields) present.set(lowerName, (present.get(lowerName) ?? 0) + 1);
  for (const index of signed.indexes) {
    const name = message.fields[index]!.lowerName;
    covered.set(name, (covered.get(name) ?? 0) + 1);
  }
  return (lowerName) => ({ present: present.get(lowerName) ?? 0, covered: covered.get(lowerName) ?? 0 });
}

export function fieldCoverage(count: (lowerName: string) => FieldCount, signed: SignedFields): Record<ShownField, FieldCoverage> {
  const of = (shown: ShownField): FieldCoverage => {
    const name = SHOWN_FIELD_NAMES[shown];
    const { present, covered } = count(name);
    if (present === 0) return signed.oversigned.has(name) ? 'absent-proven' : 'absent';
    return covered === present ? 'covered' : 'uncovered';
  };
  return { from: of('from'), to: of('to'), cc: of('cc'), subject: of('subject'), date: of('date'), replyTo: of('replyTo') };
}
