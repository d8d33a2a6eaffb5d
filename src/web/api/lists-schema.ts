import type { SearchPage } from '../../archive/archive.ts';
import type { AttachedRecord, FileEntry, FilesPage } from '../../archive/files.ts';
import type { FindingRecord, FindingsPage } from '../../archive/findings/list.ts';
import type { KeyRecord } from '../../archive/key-record.ts';
import type { KeysRecord, SelectorRecord } from '../../archive/keys-record.ts';
import type { Correspondent, PeoplePage, PersonEntry, PersonRecord } from '../../archive/people.ts';
import type { MessageRecord } from '../../archive/record.ts';
import type { ThreadRecord } from '../../archive/threads/conversation.ts';
import { ANSWERS_BY } from '../../archive/threads/tree.ts';
import { EXPLAINING, FINDING_KINDS, FINDING_WEIGHTS, TELLING } from '../../evidence/findings/finding.ts';
import type { Certificate } from '../../evidence/keys/recovery/certificate.ts';
import { MARKS, VERDICTS } from '../../evidence/verdict.ts';
import { attachmentKinds } from '../../message/attachment-kind.ts';
import type { LedgerEntry } from '../../views/apparatus.ts';
import { knownPublic } from './evidence-schema.ts';
import { limits } from './limits.ts';
import { type HitRecord, hit, message } from './message-schema.ts';
import {
  countOfAny,
  countOfEach,
  extending,
  flag,
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
import { md5, messageNumber, sha256, time } from './value-schema.ts';

type Facets = SearchPage['facets'];
type Figures = ReturnType<import('../../archive/archive.ts').Archive['figures']>;

const counted = (whose: string, value: string) =>
  list(
    object<Facets['sender'][number]>('A value with its count.', {
      value: text('The value, as a query takes it.', { examples: [value] }),
      count: integer('Messages.', { minimum: 1, examples: [812] }),
    }),
    whose,
  );

const facets = object<Facets>('How many of all the matches have each value; values that none has are absent.', {
  verdict: countOfAny(VERDICTS, 'By verdict.'),
  sender: counted('The most frequent first From addresses.', 'lena@halden.example'),
  year: table(integer('Messages.'), 'By year of the Date, UTC.', { examples: [{ 2016: 812 }] }),
  attachmentType: countOfAny(attachmentKinds, 'Messages with at least one attachment of the kind.'),
  domain: counted('The most frequent domains of the first From address, with those below each.', 'halden.example'),
  mark: countOfAny(MARKS, 'By mark.'),
  months: list(
    object<Facets['months'][number]>('A month with mail.', {
      month: text('`YYYY-MM`, UTC.', { pattern: '^[0-9]{4,6}-[0-9]{2}$', examples: ['2016-05'] }),
      counts: countOfEach(VERDICTS, 'By verdict.'),
    }),
    'Ascending.',
  ),
});

export const searchResult = named(
  'SearchResult',
  object<Omit<SearchPage, 'hits'> & { readonly hits: readonly HitRecord[] }>('One stretch of what a query finds.', {
    query: text('As it was asked.', { examples: ['budget from:lena'] }),
    total: integer('How many messages match, exactly.', { examples: [1204] }),
    hits: list(hit, 'Those from `offset` on, in the order asked for.', { maxItems: limits.hits.most }),
    facets,
    ranked: optional(
      integer('Relevance was weighed over only so many of the matches, the last imported ones; absent where it was weighed over all.'),
    ),
  }),
);

const threadRecord = extending<MessageRecord, ThreadRecord>(message, 'A message of the thread, and its place in it.', {
  answers: nullable(
    object<NonNullable<ThreadRecord['answers']>>('The message that it answers; null where it answers none that is in the archive.', {
      number: messageNumber('Of that message.'),
      by: oneOf(ANSWERS_BY, 'What says so: itself, References of other messages, Thread-Index, or what it quotes.'),
    }),
  ),
  answersMissing: list(
    text('A Message-ID.', { examples: ['lost@halden.example'] }),
    'What it answers that is not in the archive: of as many as are missing in a row, the nearest last.',
  ),
});

export const thread = named('Thread', list(threadRecord, 'All messages of the thread, the oldest Date first; those without a Date last.'));

export const figures = named(
  'Figures',
  object<Figures>('The archive in figures.', {
    messages: integer('Distinct messages.', { examples: [71_848] }),
    attachments: integer('Parts that a mail program would list as attached, each occurrence.', { examples: [26_506] }),
    senders: integer('Distinct From addresses, lower-cased.', { examples: [4493] }),
    firstDate: nullable(time('The earliest Date field, or null.', '2009-03-20T08:11:00Z')),
    lastDate: nullable(time('The latest Date field, or null.', '2017-04-24T19:30:12Z')),
    verdicts: countOfEach(VERDICTS, 'Messages by verdict.'),
  }),
);

export const key = named(
  'Key',
  object<KeyRecord>('A DKIM key of the archive.', {
    domain: text('Lower-cased.', { examples: ['halden.example'] }),
    selector: text('Lower-cased.', { examples: ['june'] }),
    record: text('The TXT record, whole.', { examples: ['v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A…'] }),
    firstSeen: optional(time('When it was first seen; of a look-up, when it was made.', '2015-06-01T00:00:00Z')),
    lastSeen: optional(time('When it was last seen; of a look-up, when it was made.', '2021-01-12T00:00:00Z')),
    source: text('Who says so.', { examples: ['Example University key archive'] }),
    privateKeyPublicSince: optional(time('Since when its private key is known to be public.')),
    tier: oneOf(['archived', 'dns', 'recovered'], 'From a key file, a live look-up, or computed from signatures.'),
    sha256: optional(sha256('Of the SubjectPublicKeyInfo in DER: which very key it is. Absent where the record holds none.')),
    messages: integer('How many messages have a passing signature by this very key, under this selector.', { examples: [21_075] }),
    knownPublic: optional(list(knownPublic, 'Why its private half is no secret; absent where nothing says so.')),
    certificate: optional(
      object<Certificate>('Of a recovered key: the signatures that show it.', {
        signer: text('The signing domain.', { examples: ['halden.example'] }),
        selector: text('Lower-cased.', { examples: ['june'] }),
        bits: integer('The length of the modulus.', { examples: [2_048] }),
        modulus: text('In hexadecimal.', { examples: ['c3a1…'] }),
        exponent: integer('The public exponent.', { examples: [65_537] }),
        signatures: integer('How many signatures the key opened when it was recovered.', { examples: [12] }),
        proofs: list(
          object<Certificate['proofs'][number]>('A signature that the key opens to just what it covers.', {
            number: integer('Of the message.', { examples: [17] }),
            sha256: text('Of its octets.', { examples: ['9f86d081…'] }),
            field: integer('Index of the DKIM-Signature field among its fields.', { examples: [2] }),
            hash: oneOf(['sha1', 'sha256'], 'The hash of the signature.'),
            digest: text('Of the signed header, in hexadecimal.', { examples: ['2cf24dba…'] }),
            form: optional(oneOf(['before-list'], 'Of the header without Sender and List- fields; absent where it holds as it stands.')),
          }),
          'Up to a hundred of them.',
        ),
      }),
    ),
    anchors: optional(
      list(
        object<NonNullable<KeyRecord['anchors']>[number]>('A message that is known to be independent of the rest.', {
          number: integer('Of the message.', { examples: [17] }),
          name: text('Where it comes from.', { examples: ['a mailbox of the addressee'] }),
        }),
        'They lift nothing by themselves.',
      ),
    ),
  }),
);

const selectorUse = object<SelectorRecord>('What the mail makes of the keys of one selector; all counts are of messages.', {
  domain: text('Lower-cased.', { examples: ['halden.example'] }),
  selector: text('Lower-cased.', { examples: ['june'] }),
  conflict: optional(oneOf(['overlapping', 'unordered'], 'How its records speak against each other; absent where they do not.')),
  outsideSightings: integer('Verified ones that were signed at a time that no sighting covers, grace included.', { examples: [2] }),
  unopened: integer('Those with a signature that no key of the selector opens.', { examples: [1] }),
  months: list(
    object<SelectorRecord['months'][number]>('A month with mail that it verifies.', {
      month: text('`YYYY-MM`, UTC.', { pattern: '^[0-9]{4}-[0-9]{2}$', examples: ['2016-05'] }),
      messages: integer('Messages.', { minimum: 1, examples: [214] }),
    }),
    'Ascending; by the time of the signature, else the Date.',
  ),
});

const wanted = object<KeysRecord['wanted'][number]>('A selector that signatures ask for and of which there is no key.', {
  domain: text('Lower-cased.', { examples: ['weiss.example'] }),
  selector: text('Lower-cased.', { examples: ['s2014'] }),
  messages: integer('How many messages have a signature by it.', { minimum: 1, examples: [93] }),
});

export const keys = named(
  'Keys',
  object<KeysRecord>('All keys, and what the mail makes of them.', {
    keys: list(key, 'By domain and selector.'),
    selectors: list(selectorUse, 'Every selector with a key and with signatures.'),
    wanted: list(wanted, 'Those that most messages ask for first.', { maxItems: 1_000 }),
    wantedTotal: integer('How many there are of these.', { examples: [3] }),
  }),
);

const ledgerEntry = object<LedgerEntry>('A source: `read` = `added` + `duplicates` + `failed`.', {
  path: text('The last part of its path: the folders above it are nobody else’s affair.', { examples: ['inbox.mbox'] }),
  format: text('What it was read as.', { examples: ['mbox'] }),
  dialect: optional(text('Of an mbox: how it quotes lines that begin with "From ".', { examples: ['mboxrd'] })),
  compression: optional(text('`gzip` or `zstd`, where it was compressed.')),
  expected: optional(integer('How many items there were said to be, where that was known before reading.')),
  read: integer('Items read.', { examples: [71_900] }),
  added: integer('Messages that were new.', { examples: [71_848] }),
  duplicates: integer('Messages that the archive had already.', { examples: [50] }),
  failed: integer('What could not be read.', { examples: [2] }),
  gone: integer(
    'Messages that it held at an earlier import and did not hold where it was at the last. They stay in the archive, and are not counted in `read`.',
    { examples: [0] },
  ),
  complete: flag('Whether it was read to its end.'),
  failures: list(
    object<LedgerEntry['failures'][number]>('Something that could not be read.', {
      at: text('Where in the source.', { examples: ['offset:48213'] }),
      reason: text('Why.', { examples: ['it is larger than a message may be'] }),
    }),
    'The first ones; `failed` says how many there are.',
    { maxItems: 10 },
  ),
});

export const about = named(
  'About',
  object<{ readonly sources: readonly LedgerEntry[] }>('Where the mail comes from.', {
    sources: list(ledgerEntry, 'The ledger of completeness, in order of import.'),
  }),
);

export const personEntry = named(
  'PersonEntry',
  object<PersonEntry>('Everyone whom a message names by an address.', {
    address: text('Lower-cased.', { examples: ['lena@halden.example'] }),
    name: nullable(text('The one used most often, or null.', { examples: ['Lena Brandt'] })),
    sent: integer('Messages with the address in From.', { examples: [812] }),
    received: integer('Messages with the address in To or Cc, each once.', { examples: [1043] }),
    firstDate: nullable(time('The earliest Date of these, or null.', '2009-03-20T08:11:00Z')),
    lastDate: nullable(time('The latest Date of these, or null.', '2017-04-24T19:30:12Z')),
  }),
);

const correspondents = (description: string): Schema<readonly Correspondent[]> =>
  list(
    object<Correspondent>('Somebody else.', {
      address: text('Lower-cased.', { examples: ['otto@weiss.example'] }),
      name: nullable(text('The one used most often, or null.', { examples: ['Otto Weiss'] })),
      messages: integer('Messages.', { minimum: 1, examples: [214] }),
    }),
    description,
    { maxItems: 100 },
  );

export const person = named(
  'Person',
  extending<PersonEntry, PersonRecord>(personEntry, 'A person, with his correspondents.', {
    names: list(
      object<PersonRecord['names'][number]>('A name.', {
        name: text('As written.', { examples: ['Lena Brandt'] }),
        count: integer('How often.', { minimum: 1, examples: [790] }),
      }),
      'The names used with the address, the most frequent first.',
      { maxItems: 100 },
    ),
    years: list(
      object<PersonRecord['years'][number]>('A year with mail.', {
        year: text('UTC.', { examples: ['2016'] }),
        sent: integer('Messages sent.', { examples: [310] }),
        received: integer('Messages received.', { examples: [402] }),
      }),
      'Ascending; messages without a Date are in none.',
    ),
    verdicts: countOfEach(VERDICTS, 'Of the messages sent.'),
    writtenTo: correspondents('To whom most were sent.'),
    heardFrom: correspondents('From whom most were received.'),
  }),
);

export const people = named(
  'People',
  object<PeoplePage>('One stretch of the list of people.', {
    total: integer('How many there are.', { examples: [4493] }),
    people: list(personEntry, 'Those from `offset` on.', { maxItems: limits.people.most }),
  }),
);

const findingValues = table(
  { json: { type: ['string', 'integer'], description: 'A value.' } } as Schema<string | number>,
  'What the sentence names.',
  {
    examples: [{ own: '4,500', quoted: '45,000' }],
  },
);

const finding = object<FindingRecord>('Two messages that cannot both be what they seem, or hardly.', {
  kind: oneOf(FINDING_KINDS, 'What does not fit.'),
  weight: oneOf(FINDING_WEIGHTS, 'How much it tells.'),
  messages: {
    json: {
      ...list(
        messageNumber('The number of a message.'),
        'The one that quotes or answers, then the other; of two copies the one for which more speaks first.',
        {
          maxItems: 2,
          examples: [[17, 12]],
        },
      ).json,
    },
  } as Schema<readonly [number, number]>,
  sentence: text('What it shows.', {
    examples: ['#17 and #12 bear the same Message-ID, which is made to be unique, and have different texts.'],
  }),
  innocent: text('How it can come about though nobody meant harm.', {
    examples: ['Some programs use an identifier twice; a gateway or an archive may put a notice in the place of a text.'],
  }),
  reasons: list(
    object<FindingRecord['reasons'][number]>('Why it weighs what it weighs.', {
      code: oneOf([...TELLING, ...EXPLAINING], 'Stable.'),
      telling: flag('Whether it makes the finding telling; else it could explain it.'),
      values: findingValues,
      sentence: text('For people.', { examples: ['Signatures that pass cover both dates.'] }),
    }),
    'Those that make it telling first.',
  ),
  values: findingValues,
  more: integer('So many more of the kind were found for the same message, and are not kept.', { examples: [0] }),
});

export const findings = named(
  'Findings',
  object<Omit<FindingsPage, 'findings'> & { readonly findings: readonly FindingRecord[] }>('One stretch of the list of findings.', {
    total: integer('How many are listed.', { examples: [12] }),
    kinds: countOfAny(FINDING_KINDS, 'By kind, the kind that was asked for left aside.'),
    held: integer('So many more concern messages that are listed often enough: asking for such a message gives them.', { examples: [0] }),
    findings: list(finding, 'Those from `offset` on.', { maxItems: limits.findings.most }),
  }),
);

export const fileEntry = named(
  'FileEntry',
  object<FileEntry>('Distinct octets that are attached somewhere, named as the earliest message names them.', {
    sha256: sha256('Of the decoded octets.'),
    name: nullable(text('As declared, or null.', { examples: ['Budget 2016.pdf'] })),
    type: text('Media type as declared, lower-cased.', { examples: ['application/pdf'] }),
    kind: oneOf(attachmentKinds, 'What kind of file it says it is.'),
    size: integer('Octets, decoded.', { examples: [48_213] }),
    date: nullable(time('Of the earliest message that has them, or null where none has a Date.')),
    message: messageNumber('The number of that message.'),
    copies: integer('How many times they are attached.', { minimum: 1, examples: [3] }),
  }),
);

export const file = named(
  'File',
  extending<FileEntry, FileEntry & { readonly places: readonly AttachedRecord[] }>(fileEntry, 'A file, with where it is attached.', {
    places: list(
      object<AttachedRecord>('A place where it is attached.', {
        message: messageNumber('The number of the message.'),
        part: text('Section number of the part (RFC 9051 §6.4.5.1).', { examples: ['2'] }),
        name: nullable(text('As that message declares it, or null.', { examples: ['Budget 2016.pdf'] })),
        type: text('Media type as that message declares it.', { examples: ['application/pdf'] }),
        kind: oneOf(attachmentKinds, 'What kind of file that message says it is.'),
        size: integer('Octets, decoded.', { examples: [48_213] }),
        sha256: sha256('Of the decoded octets.'),
        md5: md5('Of the decoded octets.'),
        isSigned: flag('Whether its sender’s signature covers the whole of that message, and this with it.'),
      }),
      'In the order of the messages’ numbers.',
      { maxItems: limits.places },
    ),
  }),
);

export const files = named(
  'Files',
  object<FilesPage>('One stretch of the list of attachments.', {
    total: integer('Distinct octets that match.', { examples: [18_220] }),
    copies: integer('How many times they are attached.', { examples: [26_506] }),
    kinds: countOfAny(attachmentKinds, 'How many have these words in their name, by kind, the kind that was asked for left aside.'),
    files: list(fileEntry, 'Those from `offset` on.', { maxItems: limits.files.most }),
  }),
);
