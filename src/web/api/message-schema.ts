import type { MailboxRecord, MessageRecord } from '../../archive/record.ts';
import { ALIGNMENTS, type Coverage, SIGNATURE_RESULTS, type SignatureEvidence, type UsedKey } from '../../evidence/evidence.ts';
import { CAUTIONS, KEYLESS_REASONS, MARKS, REASONS, VERDICTS } from '../../evidence/verdict.ts';
import {
  described,
  either,
  extending,
  flag,
  fraction,
  integer,
  list,
  named,
  nullable,
  object,
  oneOf,
  optional,
  type Schema,
  table,
  text,
} from './schema.ts';

/** ISO 8601 in UTC, to the second. Years beyond 9999 and before 0 have six digits and a sign (ECMA-262 §21.4.1.32). */
export function time(description: string, example = '2016-05-12T14:02:00Z'): Schema<string> {
  const pattern = '^([0-9]{4}|[+-][0-9]{6})-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$';
  return text(`${description} ISO 8601 in UTC.`, { pattern, examples: [example] });
}

export function sha256(description: string): Schema<string> {
  return text(description, { pattern: '^[0-9a-f]{64}$', examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'] });
}

export function md5(description: string): Schema<string> {
  return text(description, { pattern: '^[0-9a-f]{32}$', examples: ['098f6bcd4621d373cade4e832627b4f6'] });
}

export function messageNumber(description: string): Schema<number> {
  return integer(description, { minimum: 1, examples: [48_211] });
}

export const mailbox = named(
  'Mailbox',
  object<MailboxRecord>('A mailbox, as a field of the message names it.', {
    name: nullable(text('The name beside the address, which its writer chose; null where there is none.', { examples: ['Lena Brandt'] })),
    address: text('As written; may be empty or no address at all.', { examples: ['lena@halden.example'] }),
  }),
);

const usedKey = object<UsedKey>('The key that the result rests on: with `pass`, `headers-only` and `fail` alone.', {
  tier: oneOf(
    ['archived', 'dns', 'recovered'],
    'Where the key comes from: a key file that names its source, a live look-up, or computed from signatures.',
  ),
  bits: integer('Its length in bits.', { examples: [2048] }),
  algorithm: oneOf(['rsa', 'ed25519'], 'Its kind.'),
  firstSeen: optional(time('When it was first seen.', '2015-06-01T00:00:00Z')),
  lastSeen: optional(time('When it was last seen.', '2021-01-12T00:00:00Z')),
  source: text('Who says so.', { examples: ['Example University key archive'] }),
});

const fieldCoverage = oneOf(
  ['covered', 'uncovered', 'absent', 'absent-proven'],
  '`covered`: every such field is signed; `uncovered`: at least one is not; `absent`: the message has none; `absent-proven`: none, and the signature says so.',
);

const coverage = object<Coverage>('What the signature covers of what a reader is shown.', {
  fields: object<Coverage['fields']>('For each field that a reader is shown.', {
    from: fieldCoverage,
    to: fieldCoverage,
    cc: fieldCoverage,
    subject: fieldCoverage,
    date: fieldCoverage,
    replyTo: fieldCoverage,
  }),
  body: object<Coverage['body']>('Octets of the canonical body.', {
    signed: integer('Those that the signature claims to cover (`l=`).', { examples: [1834] }),
    total: integer('All.', { examples: [1834] }),
  }),
});

export const signature = named(
  'Signature',
  object<SignatureEvidence>('What one DKIM-Signature field proves.', {
    field: integer('Its place among the header fields, from 0.', { examples: [3] }),
    signer: text('The domain that signed (`d=`), lower-cased; empty where a malformed field does not say.', {
      examples: ['halden.example'],
    }),
    selector: text('`s=`, lower-cased.', { examples: ['june'] }),
    algorithm: text('`a=`.', { examples: ['rsa-sha256'] }),
    canonicalization: text('`c=` in full: header, slash, body.', { examples: ['relaxed/relaxed'] }),
    identity: optional(text('`i=`, where the signature has one.')),
    signedAtSeconds: optional(integer('`t=`: seconds since 1970.', { examples: [1_463_061_720] })),
    expiresAtSeconds: optional(integer('`x=`: seconds since 1970.')),
    result: oneOf(SIGNATURE_RESULTS, 'Whether headers and body are what was signed.'),
    reason: optional(oneOf(KEYLESS_REASONS, 'Why there is no key: with `keyless` alone.')),
    keysNotTried: optional(integer('How many more keys of the selector there are than are tried; absent where all were.')),
    tag: optional(text('Which tag breaks RFC 6376, or `tag-list`: with `malformed` alone.')),
    bodyIntact: flag('Whether the covered body has the hash in the signature.'),
    headersIntact: optional(flag('Whether the covered fields are what was signed; absent where it cannot be known.')),
    key: optional(usedKey),
    aligned: oneOf(ALIGNMENTS, 'How the signer relates to the domains in From.'),
    cautions: list(oneOf(CAUTIONS, 'What to be careful of.'), 'What to be careful of.', { examples: [[]] }),
    coverage,
    coveredFields: list(
      integer('A place among the header fields, from 0.'),
      'The fields covered, by their places, in the order of `h=`; its own last.',
      {
        examples: [[5, 6, 7, 3]],
      },
    ),
    repairs: list(
      object<SignatureEvidence['repairs'][number]>('A modification that was reversed.', {
        name: text('Its name.'),
        detail: text('Its difference.'),
      }),
      'What was reversed to make it pass; empty in this version.',
      { examples: [[]] },
    ),
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
    corroboratedBy: list(
      object<MessageRecord['corroboratedBy'][number]>('A verified message in which its words stand.', {
        number: messageNumber('Its number.'),
        share: fraction('The part of the words that stand there: 0 to 1.', [1]),
        author: text('Who wrote it.'),
      }),
      'Empty in this version.',
      { examples: [[]] },
    ),
    contradictedBy: list(evidenceOfAnother, 'Empty in this version.', { examples: [[]] }),
    disputedBy: list(evidenceOfAnother, 'Empty in this version.', { examples: [[]] }),
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
