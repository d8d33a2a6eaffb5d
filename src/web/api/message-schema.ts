import type { MailboxRecord, MessageRecord } from '../../archive/record.ts';
import { MARKS, REASONS, VERDICTS } from '../../evidence/verdict.ts';
import { arc } from './arc-schema.ts';
import { signature } from './evidence-schema.ts';
import { described, either, extending, fraction, integer, list, named, nullable, object, oneOf, optional, table, text } from './schema.ts';
import { md5, messageNumber, sha256, time } from './value-schema.ts';

export const mailbox = named(
  'Mailbox',
  object<MailboxRecord>('A mailbox, as a field of the message names it.', {
    name: nullable(text('The name beside the address, which its writer chose; null where there is none.', { examples: ['Lena Brandt'] })),
    address: text('As written; may be empty or no address at all.', { examples: ['lena@halden.example'] }),
  }),
);

const reason = object<MessageRecord['reasons'][number]>('Why the message has its verdict.', {
  code: oneOf(REASONS, 'Stable, for programs.'),
  values: optional(
    table(either(text('A word.'), fraction('A number.', [1])), 'What the sentence names.', {
      examples: [{ signer: 'halden.example', selector: 'june' }],
    }),
  ),
  sentence: text('For people.', { examples: ['A signature of halden.example (selector june) passes.'] }),
});

const attachment = object<MessageRecord['attachments'][number]>('A part that a mail program would list as attached.', {
  name: nullable(text('As declared, not yet made safe for a file system.', { examples: ['Budget 2016.pdf'] })),
  type: text('Media type as declared, lower-cased.', { examples: ['application/pdf'] }),
  size: integer('Octets, decoded.', { examples: [48_213] }),
  sha256: sha256('Of the decoded octets.'),
  md5: md5('Of the decoded octets.'),
});

const evidenceOfAnother = object<MessageRecord['contradictedBy'][number]>('Another message that speaks against it.', {
  number: messageNumber('Its number.'),
  detail: text('How they differ.'),
});

export const verdict = oneOf(VERDICTS, 'What could be verified: the words of docs/verdicts.md.');

export const message = named(
  'Message',
  object<MessageRecord>('A message with its verdict and the evidence for it.', {
    number: messageNumber('Counts from 1 in order of import, never used again.'),
    sha256: sha256("Of the stored octets: those of the source, less the container's framing."),
    messageId: nullable(text('Without its angle brackets, or null.', { examples: ['one@halden.example'] })),
    date: nullable(time('The Date field, or null.')),
    from: nullable(described(mailbox, 'The first mailbox of From, or null.')),
    to: list(mailbox, 'Every mailbox of To.', { examples: [[{ name: 'Otto Weiss', address: 'otto@weiss.example' }]] }),
    cc: list(mailbox, 'Every mailbox of Cc.', { examples: [[]] }),
    subject: nullable(text('Decoded, or null.', { examples: ['Draft budget for May'] })),
    verdict,
    reasons: list(reason, 'Why, the deciding ones first; never empty.'),
    marks: list(oneOf(MARKS, 'A mark.'), 'What stands beside the verdict.', { examples: [[]] }),
    signatures: list(signature, 'One for each DKIM-Signature field that was tested, from the top down.'),
    arc: optional(described(arc, 'Its ARC chain; absent where it has no field of ARC.')),
    corroboratedBy: list(
      object<MessageRecord['corroboratedBy'][number]>('A verified message in which its words stand.', {
        number: messageNumber('Its number.'),
        share: fraction('The part of the words that stand there: 0 to 1.', [1]),
        author: text('Who wrote it.'),
      }),
      'Empty in this version.',
      { examples: [[]] },
    ),
    contradictedBy: list(evidenceOfAnother, 'Signed mail of its own sender, or of two others who agree.', { examples: [[]] }),
    disputedBy: list(evidenceOfAnother, 'Other signed mail that quotes it otherwise.', { examples: [[]] }),
    thread: messageNumber('The number of the first message of its thread.'),
    attachments: list(attachment, 'In the order of the parts.'),
  }),
);

/** A message that a search found, as JSON has it: the snippet in one piece. */
export type HitRecord = MessageRecord & { readonly snippet: string };

export const hit = named(
  'Hit',
  extending<MessageRecord, HitRecord>(message, 'A message that a search found.', {
    snippet: text('A stretch of its text around the words that were asked for, at most 240 characters or so.', {
      examples: ['… we cannot publish the budget before the council has met …'],
    }),
  }),
);
