import {
  ALIGNMENTS,
  type Coverage,
  SHOWN_FIELDS,
  type ShownField,
  SIGNATURE_RESULTS,
  type SignatureEvidence,
  type UsedKey,
} from '../../evidence/evidence.ts';
import { PUBLIC_WHYS } from '../../evidence/keys/key.ts';
import type { Difference } from '../../evidence/repair/difference.ts';
import { REPAIR_NAMES } from '../../evidence/repair/reversal.ts';
import { CAUTIONS, KEYLESS_REASONS } from '../../evidence/verdict.ts';
import { flag, integer, list, named, object, oneOf, optional, text } from './schema.ts';
import { sha256, time } from './value-schema.ts';

export const knownPublic = object<NonNullable<UsedKey['knownPublic']>[number]>('A reason for which a private key is no secret.', {
  why: oneOf(
    PUBLIC_WHYS,
    '`listed`: somebody says that it was published; `debian-weak`: CVE-2008-0166; `roca`: CVE-2017-15361; `small-factor` and `shared-factor`: its modulus can be factored.',
  ),
  since: optional(time('Since when; absent where that is not known, which counts as always.', '2016-10-25T00:00:00Z')),
  source: text('Who says so.', { examples: ['Found in the mail server that was published'] }),
});

export const usedKey = object<UsedKey>('The key that the result rests on: with `pass`, `headers-only` and `fail` alone.', {
  tier: oneOf(
    ['archived', 'dns', 'recovered'],
    'Where the key comes from: a key file that names its source, a live look-up, or computed from signatures.',
  ),
  bits: integer('Its length in bits.', { examples: [2048] }),
  algorithm: oneOf(['rsa', 'ed25519'], 'Its kind.'),
  sha256: optional(sha256('Of its SubjectPublicKeyInfo in DER: which very key it is. Absent from what an older version stored.')),
  firstSeen: optional(time('When it was first seen.', '2015-06-01T00:00:00Z')),
  lastSeen: optional(time('When it was last seen.', '2021-01-12T00:00:00Z')),
  source: text('Who says so.', { examples: ['Example University key archive'] }),
  knownPublic: optional(list(knownPublic, 'Why its private half is no secret; absent where nothing says so.')),
});

const fieldCoverage = oneOf(
  ['covered', 'uncovered', 'absent', 'absent-proven'],
  '`covered`: every such field is signed; `uncovered`: at least one is not; `absent`: the message has none; `absent-proven`: none, and the signature says so.',
);

export const coverage = object<Coverage>('What the signature covers of what a reader is shown.', {
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
        name: oneOf(REPAIR_NAMES, 'Its name in the catalogue.'),
        detail: text('What was changed, in a sentence with its figures.'),
      }),
      'What was reversed to make it hold, in that order. Where there is any, all else here speaks of the message with that reversed.',
      { examples: [[]] },
    ),
    asItStands: optional(
      object<NonNullable<SignatureEvidence['asItStands']>>('What holds of the message as it stands: with repairs alone.', {
        result: oneOf(SIGNATURE_RESULTS, 'As above.'),
        bodyIntact: flag('As above.'),
        headersIntact: optional(flag('As above.')),
      }),
    ),
    difference: optional(
      object<Difference>('Line by line, what was reversed: with repairs alone.', {
        lines: list(
          object<Difference['lines'][number]>('Two lines that differ, or one that the other side lacks.', {
            asItStands: optional(text('The line as it stands; absent where it was put back.')),
            asSigned: optional(text('The line as it was signed; absent where it was taken out.')),
          }),
          'The first lines that differ, cut around what differs; a line end is kept where it is not CRLF.',
        ),
        goesOn: flag('More lines differ than are told.'),
      }),
    ),
    signedFields: optional(
      object<NonNullable<SignatureEvidence['signedFields']>>(
        'Of the shown fields that are not what was signed, what was signed; empty where the message had none. With repairs alone.',
        Object.fromEntries(SHOWN_FIELDS.map((field) => [field, optional(text('What was signed.'))])) as Record<
          ShownField,
          ReturnType<typeof optional<string>>
        >,
      ),
    ),
    addedText: optional(text('Text that is shown and was not signed, shortened. With repairs alone.')),
    repairSearchEnded: optional(flag('The search for what could be reversed reached its budget, and had found nothing.')),
  }),
);
