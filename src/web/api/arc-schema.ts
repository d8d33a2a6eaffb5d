import { ARC_FAULTS, type ArcEvidence, type ArcHop, type ArcLink, SIGNATURE_RESULTS } from '../../evidence/evidence.ts';
import type { RecordedResult, RecordedResults } from '../../evidence/recorded-results.ts';
import { KEYLESS_REASONS } from '../../evidence/verdict.ts';
import { coverage, usedKey } from './evidence-schema.ts';
import { type FieldsOf, flag, integer, list, named, object, oneOf, optional, text } from './schema.ts';

const linkFields: FieldsOf<ArcLink> = {
  instance: integer('The instance that it belongs to.', { minimum: 1, examples: [1] }),
  signer: text('`d=`, lower-cased; empty where the field is malformed.', { examples: ['lists.example'] }),
  selector: text('`s=`, lower-cased.', { examples: ['arc'] }),
  algorithm: text('`a=`.', { examples: ['rsa-sha256'] }),
  result: oneOf(SIGNATURE_RESULTS, 'Whether it holds.'),
  reason: optional(oneOf(KEYLESS_REASONS, 'Why there is no key: with `keyless` alone.')),
  tag: optional(text('Which tag breaks RFC 8617: with `malformed` alone.')),
  key: optional(usedKey),
  cautions: list(oneOf(['weak-key', 'private-key-public'], 'Why it vouches for nothing.'), 'Why it vouches for nothing.', {
    examples: [[]],
  }),
};

const recordedResult = object<RecordedResult>('One result.', {
  method: text('What was examined.', { examples: ['dkim'] }),
  result: text('What was found.', { examples: ['pass'] }),
  reason: optional(text('Why, in words.')),
  properties: list(
    object<RecordedResult['properties'][number]>('What was looked at.', {
      name: text('Such as `header.d`.', { examples: ['header.d'] }),
      value: text('Its value.', { examples: ['halden.example'] }),
    }),
    'What was looked at.',
  ),
});

const recordedResults = object<RecordedResults>('What he says that he found: a statement, no evidence.', {
  server: optional(text('Who says so (`authserv-id`).', { examples: ['mx.lists.example'] })),
  results: list(recordedResult, 'In their order.'),
});

const hop = object<ArcHop>('One server that sealed the message.', {
  instance: integer('Its place in the chain, from 1.', { minimum: 1, examples: [1] }),
  fields: object<ArcHop['fields']>('The places of its fields among those of the header, from 0.', {
    results: integer('ARC-Authentication-Results.', { examples: [2] }),
    messageSignature: integer('ARC-Message-Signature.', { examples: [1] }),
    seal: integer('ARC-Seal.', { examples: [0] }),
  }),
  claim: optional(oneOf(['none', 'pass', 'fail'], 'What the server says of the chain before it (`cv=`).')),
  sealedAtSeconds: optional(integer('`t=` of the seal: seconds since 1970.', { examples: [1_463_061_725] })),
  seal: object<ArcHop['seal']>('Its seal over the chain so far.', {
    ...linkFields,
    result: oneOf(['pass', 'fail', 'keyless', 'malformed'], 'Whether it holds.'),
  }),
  message: object<ArcHop['message']>('Its signature over the message, tested on the message as it stands here.', {
    ...linkFields,
    bodyIntact: optional(flag('Whether the covered body has the hash in the signature.')),
    coverage: optional(coverage),
  }),
  statement: recordedResults,
});

export const arc = named(
  'ArcChain',
  object<ArcEvidence>('What the ARC chain of a message shows (RFC 8617).', {
    state: oneOf(['pass', 'fail', 'keyless'], 'Whether the chain holds; `keyless` where keys are missing and nothing speaks against it.'),
    fault: optional(
      object<NonNullable<ArcEvidence['fault']>>('Why it does not hold: with `fail` alone.', {
        code: oneOf(ARC_FAULTS, 'What is wrong.'),
        instance: optional(integer('Where.', { minimum: 1 })),
      }),
    ),
    hops: list(hop, 'The first hop first; empty where the fields make no whole chain.'),
  }),
);
