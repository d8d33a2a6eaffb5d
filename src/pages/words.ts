import { thousands } from './thousands.ts';
import { listWords } from './words-lists.ts';

/**
 * Every text of the interface, in English. Another language is another value of the same type beside this one. What verdicts, marks,
 * cautions and reasons say stands in `evidence/words.ts`.
 */
export const english = {
  language: 'en',
  skip: 'Skip to the content',
  navigation: 'Sections',
  sections: { front: 'Front page', search: 'All e-mails', attachments: 'Attachments', people: 'People', keys: 'Keys', about: 'About' },
  searchLabel: 'Search this archive',
  searchPlaceholder: 'words, "a phrase", from:name, has:attachment, date:2016-03..2016-05',
  searchButton: 'Search',
  foot: 'A signature vouches for a domain and for the parts that it covers: not for a person, not for the truth of what is said. Nothing on these pages is loaded from elsewhere.',

  months: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  /** Days, hours, minutes, seconds, short. */
  durations: ['d', 'h', 'min', 's'],
  year: 'Year',
  email: ['e-mail', 'e-mails'],
  attachment: ['attachment', 'attachments'],
  sender: ['sender', 'senders'],
  line: ['line', 'lines'],
  to: 'to',
  noDate: 'no date',
  noSubject: 'no subject',
  noSender: 'no sender',
  nobody: 'nobody',

  front: {
    figures: 'The archive in figures',
    to: 'to',
    examples: 'For example:',
    verdicts: 'What could be verified',
    months: 'When it was written',
    senders: 'Most frequent senders',
    threads: 'Largest threads',
    meaning: 'What “verified” means here',
    verifiedMeans:
      'The mail carries a signature of its sender’s own domain, made when it was sent, and everything shown – From, To, Cc, Subject, Date and the whole text – is still exactly what was signed.',
    verifiedDoesNotMean:
      'It does not say who sat at the keyboard, whether what is said is true, or whether other mail is missing; and a mail without a signature is not suspect for that, only untested.',
    more: 'Each verdict, its rule and its limits',
    empty: 'Nothing has been imported into this archive yet. Import mail with: chainmail import SOURCE',
  },

  results: {
    everything: 'All e-mails',
    all: (total: number) => `${thousands(total)} ${total === 1 ? 'e-mail' : 'e-mails'}`,
    found: (total: number) => `${total === 0 ? 'No e-mails' : total === 1 ? '1 e-mail' : `${thousands(total)} e-mails`} for`,
    page: (page: number) => `page ${page}`,
    pages: 'Pages of results',
    previous: '‹ Previous',
    next: 'Next ›',
    sort: 'Order:',
    sorts: { '-date': 'newest', date: 'oldest', relevance: 'relevance' },
    ranked: (ranked: number) => `The order by relevance looks at ${thousands(ranked)} of these.`,
    exports: 'All of these as',
    feed: 'The newest of these results',
    chosen: 'Chosen filters',
    remove: 'remove',
    toFilters: 'Narrow these results ↓',
    nothing: 'Nothing here matches all of this at once.',
    relax: 'Leave out one part to find more:',
    without: 'without',
    stillNothing: 'still nothing',
  },

  facets: {
    rail: 'Narrow these results',
    names: { verdict: 'Verdict', sender: 'Sender', year: 'Year', domain: 'Domain', attachmentType: 'Attachment type', mark: 'Mark' },
    more: (count: number) => `${thousands(count)} more`,
    add: (value: string) => `Only ${value}`,
    drop: (value: string) => `No longer only ${value}`,
    exclude: (value: string) => `Exclude ${value}`,
    readmit: (value: string) => `No longer exclude ${value}`,
  },

  histogram: {
    caption: 'E-mails over time, stacked by verdict; each bar is a link',
    undrawn: (count: number) =>
      `${thousands(count)} ${count === 1 ? 'e-mail is' : 'e-mails are'} not drawn: without a date, or dated far from all others.`,
    skip: 'Skip the chart',
    table: 'The same by year, as a table',
  },

  coverage: { covered: 'covered by the signature', uncovered: 'not covered by a signature that holds', partly: 'covered in part' },
  fields: { from: 'From', to: 'To', cc: 'Cc', subject: 'Subject', date: 'Date', replyTo: 'Reply to' },

  message: {
    verdict: 'Verdict',
    parts: 'Parts of this message',
    tabs: {
      message: 'Message',
      formatted: 'As formatted',
      evidence: 'Evidence',
      attachments: 'Attachments',
      headers: 'Headers',
      source: 'Source',
    },
    text: 'Text',
    bodyCovered: 'the whole text is covered',
    bodyPartly: (signed: string, total: string) => `the first ${signed} of ${total} octets are covered`,
    bodyAltered: 'the text is not the one that was signed',
    bodyUncovered: 'the text is not covered',
    previous: 'previous',
    next: 'next',
    placeFound: (place: number, total: number) => `${thousands(place)} of ${thousands(total)} found`,
    backToResults: 'back to the results',
    seeEvidence: 'See the evidence',
    whatItMeans: 'What this verdict means',
    impossibleDate: '(no possible date)',
    peopleLeft: (count: number) => `and ${thousands(count)} more, in the headers`,
    morePeople: (count: number) => `and ${thousands(count)} more`,
    mailText: 'Text of the e-mail',
    fromHtml: 'This mail has no plain text: what follows is drawn from its HTML.',
    noText: 'This mail has no text.',
    cut: 'The text goes on.',
    readAll: 'Read it whole, as plain text',
    unsignedTail: 'What follows stands after the part that the signature covers. Anyone on the way could have added it.',
    quoted: 'Quoted text',
    attachments: 'Attachments',
    unnamed: 'without a name',
    attachmentsNote: 'Files are handed over as they are. A file from a stranger can do harm: open it with care.',
    thread: 'In this thread',
    wholeThread: (count: number) => `All ${thousands(count)} of this thread`,
    current: 'this one',
    identity: 'Identity',
    messageId: 'Message-ID',
    sha256: 'SHA-256 of the stored octets',
    size: 'Size',
    otherForms: 'Other forms',
    originalOctets: 'original octets (.eml)',
    rebuiltOctets: 'the message as it was rebuilt (.eml)',
    asJson: 'data (.json)',
    asText: 'text (.txt)',
    download: 'Download',
    formattedNote:
      'The mail as its HTML lays it out, made safe: no script, no form, nothing loaded from elsewhere. Its links are shown with their targets and lead nowhere.',
    noFormatted: 'This mail has no HTML part.',
    tooDeep: 'The HTML of this mail is nested too deep to be shown. Its text and its source can be read.',
    formattedFrame: 'The mail as formatted by its sender',
    formattedPartly: 'The signature covers only a part of the text. Here nothing tells that part from the rest: the plain view does.',
    formattedAlone: 'Open it alone',
    headersNote: 'Every field of the header, in order, as stored.',
    allFields: 'All fields',
    coveredBy: 'Signatures',
    holding:
      'Several signatures hold; beside each field stands which of them cover it. The mark follows the one that the verdict rests on.',
    holdingOne: (position: number, signer: string) => `${position}: ${signer}`,
    holdingDecides: 'the verdict rests on it',
    headersCut: 'The header goes on; the rest stands in the source.',
    fieldColumn: 'Field',
    valueColumn: 'Value',
    coverageColumn: 'Covered',
    source: 'The stored octets of this message, shown as text',
    sourcePlace: (from: string, to: string, total: string) => `Octets ${from} to ${to} of ${total}.`,
    sourceEarlier: '‹ Earlier',
    sourceLater: 'Later ›',
  },

  path: {
    title: 'The way that it took',
    lead: 'Oldest first, as each mail server wrote it by its own clock. Nobody vouches for these lines but the server that wrote each: whoever hands a mail on could have made up all those before his own.',
    written: 'Written, by the clock of the sender (the Date field)',
    left: (count: number) => `${thousands(count)} hops are not shown here; all of them stand in the fields below.`,
    noTime: 'no time that can be read',
    silent: 'The line says nothing that can be read.',
    clauses: { from: 'from', by: 'by', via: 'via', with: 'with', id: 'id', for: 'for' },
    atOnce: 'in the same second',
    later: (duration: string) => `${duration} later`,
    backwards: (duration: string) =>
      `${duration} earlier than the line before: one of the two clocks is wrong, as is common, and does not say which.`,
    long: (duration: string) =>
      `${duration} later: longer than mail servers keep trying. The mail lay somewhere, was sent on by hand, or a clock is wrong.`,
    places: {
      above: 'stands above the signature: added after signing, not covered by it',
      below: 'stands below the signature, and is not covered by it',
    },
  },

  evidence: {
    lead: 'What was checked on this message, in the order in which it was found. Nothing was looked up on the network for this page.',
    none: 'This message carries no DKIM signature, so there is nothing that could be tested. That proves nothing either way: most mail of some years was never signed.',
    signature: (position: number, signer: string) => `Signature ${position}: ${signer}`,
    deciding: 'The verdict rests on this one.',
    nameless: 'a signature without a readable domain',
    results: {
      pass: 'passes',
      'headers-only': 'holds for the headers, not for the body',
      fail: 'does not match',
      keyless: 'cannot be tested',
      malformed: 'cannot be read',
    },
    resultStory: {
      pass: 'The key opens the signature, and both the covered headers and the covered body are what was signed.',
      'headers-only': 'The key opens the signature and the covered headers are what was signed; the body is another one than was signed.',
      fail: 'The signature was made over other header fields than these.',
      keyless: 'Without the key, nobody can tell whether the signature fits the headers.',
      malformed: 'The signature field breaks the rules of RFC 6376, so it proves nothing.',
    },
    failEd25519:
      'The signature does not fit: either other header fields were signed, or another key signed them. This kind of signature cannot tell which.',
    keylessReasons: {
      'never-seen': 'No key for this domain and selector is in the archive of keys.',
      'other-key':
        'Keys for this domain and selector are known, and none of them opens this signature: the right key is not in the archive, or the signature was damaged.',
      revoked: 'The only key known for this domain and selector is a revocation.',
      unusable: 'The key record for this domain and selector cannot be used for such a signature.',
      'lookup-failed': 'The key was asked for in DNS, and no answer came.',
    },
    badTag: (tag: string) => `The fault lies in “${tag}”.`,
    signer: 'Signer',
    signerWords: (signer: string, selector: string) => `${signer}, with the key named “${selector}”`,
    alignment: 'Alignment',
    alignments: {
      exact: 'The signer is the very domain of the sender.',
      organisation: 'The signer belongs to the same organisation as the domain of the sender.',
      provider: 'The signer is a mail provider’s own domain for this customer.',
      none: 'The signer is not the domain of the sender: the signature vouches only that the mail passed there.',
    },
    headers: 'Headers',
    headersIntact: 'Intact: the covered fields are what was signed.',
    headersAltered: 'Not intact: the covered fields are not what was signed.',
    headersUnknown: 'Unknown: that needs the key.',
    body: 'Body',
    bodyIntact: 'Intact: the covered octets have the hash that the signature names. That needs no key.',
    bodyAltered: 'Not intact: the octets have another hash than the signature names.',
    bodyOctets: (signed: string, total: string) => `${signed} of ${total} octets covered.`,
    covered: 'Covers',
    coveredFields: 'Fields',
    absentProven: (field: string) => `no ${field}, and the signature says so`,
    key: 'Key',
    bits: 'bits',
    noKey: 'none',
    seeKeys: 'all that is known of this key',
    tiers: { archived: 'from the archive of keys', dns: 'looked up in DNS', recovered: 'computed from signatures in this archive' },
    seenBetween: (first: string, last: string) => `seen from ${first} to ${last}`,
    seenFrom: (first: string) => `first seen ${first}`,
    seenUntil: (last: string) => `last seen ${last}`,
    source: 'Where it comes from',
    signedAt: 'Signed',
    expires: 'Expires',
    method: 'Method',
    cautions: 'Cautions',
    blocking: 'This keeps the signature from proving the message.',
    repairs: 'Undone',
    octets: 'The signature as it stands in the message',
    reasons: 'How the verdict follows',
  },

  thread: {
    title: (subject: string) => `Thread: ${subject}`,
    count: (total: number) => `${total === 1 ? '1 e-mail' : `${thousands(total)} e-mails`}, in the order of their dates`,
    cut: (shown: number, total: number) => `The first ${thousands(shown)} of ${thousands(total)} are shown.`,
  },

  ...listWords,

  keys: {
    title: 'Keys',
    lead: 'The public keys that signatures in this archive were tested with. A signature is worth what its key is worth: where the key comes from, and when it was seen.',
    none: 'No key has been imported yet, so no signature could be tested. Import keys with: chainmail keys import FILE',
    noneOf: 'No key of this domain is in the archive of keys.',
    tiers: { archived: 'from a key archive', dns: 'looked up in DNS', recovered: 'computed from signatures' },
    bits: ['bit', 'bits'],
    source: 'Source',
    record: 'The record as seen',
    scale: (from: string, to: string) => `Each bar runs from the first to the last sighting, on a line from ${from} to ${to}.`,
    signedMail: 'e-mails with a signature that passes',
    passes: (count: number) =>
      count === 0 ? 'no signature here passes' : `signature passes in ${thousands(count)} ${count === 1 ? 'e-mail' : 'e-mails'}`,
    conflicts: {
      overlapping:
        'Different records of this selector were seen in the same span of time. One of them is not the domain’s own, or two of its servers disagreed: the evidence of each e-mail says which was used.',
      unordered: 'Different records of this selector are known, and it is not known which was there first.',
    },
    published: (day: string) => `The private half has been public since ${day}: anyone can sign with it.`,
    weak: 'Too short to be trusted: a key of this size can be broken, so no e-mail is verified by it.',
    testing: 'Marked as a test by the domain (t=y).',
    revoked: 'Revoked',
    revokedMeans: 'The record is there and holds no key: the domain has withdrawn it.',
    unusable: 'Not usable',
    unusableMeans: (tag: string) => `The record breaks the rules at “${tag}”, so no signature can be tested with it.`,
    unknown: 'when it was seen is not known',
    once: (day: string) => `seen on ${day}`,
    lookedUp: (day: string) => `looked up on ${day}`,
    ofDomain: 'Keys of the domain',
    show: 'Show',
    all: 'All keys',
    cut: (shown: number, total: number) =>
      `${thousands(shown)} of ${thousands(total)} records are shown, first those of the domains with most mail. All of them: chainmail keys export`,
  },

  about: {
    title: 'About this archive',
    verdicts: 'What each verdict means',
    verdictsLead: 'Each e-mail has one of these. The sign and the word always stand together; the colour says nothing that they do not.',
    here: 'here',
    marks: 'Marks beside a verdict',
    cautions: 'Cautions on a signature',
    blocking: 'These keep a signature from proving the message:',
    told: 'These are told, and change nothing:',
    limits: 'What no signature can say',
    limitsList: [
      'A signature vouches for a domain, and for the parts that it covers. It does not say who sat at the keyboard.',
      'It does not say that the date is true, that what is written is true, or what was meant.',
      'It does not say that the archive is complete: a mail that was left out leaves no trace in the others’ signatures.',
      'No signature, or one whose key is lost, proves nothing either way.',
      'Once a domain’s private key is public, anyone can make its signatures. That is why it matters when a key was seen.',
      '“Verified” is about the time when the mail was sent. It never means “unchanged since it was stored here”.',
    ],
    sources: 'Where the mail was read from',
    sourcesLead: 'Everything that a source held is counted: nothing is left out in silence.',
    table: 'The ledger of sources',
    noSources: 'No source has been read yet.',
    ledger: {
      source: 'Source',
      format: 'Format',
      expected: 'Expected',
      read: 'Read',
      added: 'Added',
      duplicates: 'Duplicates',
      failed: 'Failed',
    },
    failures: (count: number) => `${thousands(count)} that could not be read`,
    incomplete: 'not read to its end',
  },

  errors: {
    notFound: 'There is no such page',
    notFoundLead: 'Nothing is kept at this address.',
    noMessage: 'There is no such e-mail',
    noMessageLead: (last: number) => `E-mails are numbered from 1 to ${thousands(last)} in the order of their import.`,
    noAttachment: 'There is no such attachment',
    noAttachmentLead: 'An attachment is found by the SHA-256 of its content. This one is not in the archive.',
    back: 'You can search the archive above, or begin at the',
    frontPage: 'front page',
    badQuery: 'This query cannot be read',
    queryHelp: 'What can be written',
    queryExamples: [
      ['budget rollout', 'both words'],
      ['"quarterly report"', 'the words side by side'],
      ['budget OR forecast', 'one or the other'],
      ['budget -draft', 'the first without the second'],
      ['(budget OR forecast) from:lena', 'grouped'],
      ['report*', 'words that begin so'],
      ['has:attachment date:2016-03..2016-05', 'with attachments, in these months'],
      ['verdict:verified', 'by verdict'],
    ],
    badRequest: 'This address cannot be read',
    badPage: 'A page is a number, counted from 1.',
    badHost: 'This server does not answer to that name',
    badHostLead:
      'It answers only to the address that it was started on, so that a page elsewhere cannot reach it by another name. Another name is allowed by: chainmail serve --allow-host NAME',
    foreign: 'Another site asked for this',
    foreignLead: 'A page elsewhere may link to the archive; it may not fetch or embed it.',
    method: 'This can only be read',
    methodLead: 'The archive answers GET and HEAD. Nothing can be changed from here.',
    fault: 'Something went wrong here',
    faultLead: 'This is a fault of the program, not of your request. What happened is written where the server was started.',
  },
} as const satisfies TextTree;

/** The shape of `english`, with any text in the place of each of its texts. */
export type Words = Widened<typeof english>;

type TextTree = {
  readonly [name: string]: string | readonly string[] | readonly (readonly string[])[] | ((...values: never[]) => string) | TextTree;
};

type Widened<Tree> = {
  readonly [Name in keyof Tree]: Tree[Name] extends string
    ? string
    : Tree[Name] extends (...values: infer Values) => string
      ? (...values: Values) => string
      : Tree[Name] extends readonly [string, string]
        ? readonly [string, string]
        : Tree[Name] extends readonly string[]
          ? readonly string[]
          : Tree[Name] extends readonly (readonly [string, string])[]
            ? readonly (readonly [string, string])[]
            : Widened<Tree[Name]>;
};
