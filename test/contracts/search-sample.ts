import type { Mark, Verdict } from '../../src/evidence/verdict.ts';
import type { AttachmentKind } from '../../src/message/attachment-kind.ts';
import type { SearchIndex } from '../../src/search/index.ts';

/** All that an index knows of a message, said without any engine. Its number is its place in the archive, from 1. */
export interface SampleMessage {
  readonly dateSeconds?: number;
  readonly from: readonly SamplePerson[];
  readonly to: readonly SamplePerson[];
  readonly cc: readonly SamplePerson[];
  readonly subject?: string;
  /** Stretches of own and of quoted text. */
  readonly own: readonly string[];
  readonly quoted: readonly string[];
  readonly attachments: readonly SampleAttachment[];
  readonly verdict: Verdict;
  readonly marks: readonly Mark[];
  /** Signers of all signatures, and whether each passes. */
  readonly signatures: readonly { readonly signer: string; readonly passes: boolean }[];
  readonly thread: number;
}

export interface SamplePerson {
  readonly name?: string;
  readonly address: string;
}

export interface SampleAttachment {
  readonly name?: string;
  readonly type: string;
  readonly kind: AttachmentKind;
  readonly text?: string;
}

/** A message about nothing, for tests to say only what matters to them. */
export function sampleMessage(what: Partial<SampleMessage> = {}): SampleMessage {
  return {
    from: [{ address: 'nobody@example.org' }],
    to: [],
    cc: [],
    own: [],
    quoted: [],
    attachments: [],
    verdict: 'unverified',
    marks: [],
    signatures: [],
    thread: 1,
    ...what,
  };
}

/** An index over an archive that tests may add to and change. */
export interface SearchFixture {
  readonly index: SearchIndex;
  add(messages: readonly SampleMessage[]): void;
  judge(number: number, verdict: Verdict, marks: readonly Mark[]): void;
  remove(number: number): void;
  [Symbol.dispose](): void;
}
