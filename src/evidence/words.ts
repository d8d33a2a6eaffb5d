import { asciiBeside } from '../message/lookalikes.ts';
import { englishFindings, type FindingWords } from './findings/words.ts';
import { englishRepairs } from './repair/repair-words.ts';
import { REPAIR_NAMES, type RepairName } from './repair/reversal.ts';
import { CAUTIONS, type Caution, type Mark, type Reason, type Verdict } from './verdict.ts';

/** What a reader is told of a judgement: plain, and no more than was checked. */
export interface Words {
  /** A few words, for a banner or a facet. */
  readonly label: string;
  /** One sentence that ends in a full stop. */
  readonly sentence: string;
}

/** All the sentences of judgement in one language. English is the reference, reviewed against docs/verdicts.md. */
export interface JudgementWords {
  readonly verdicts: Readonly<Record<Verdict, Words>>;
  readonly marks: Readonly<Record<Mark, Words>>;
  readonly cautions: Readonly<Record<Caution, string>>;
  /** What a reader knows the header fields by. */
  readonly fields: Readonly<Record<'From' | 'To' | 'Cc' | 'Subject' | 'Date', string>>;
  /** What was done to a message on its way, as a noun: “changed line ends”. */
  readonly repairs: Readonly<Record<RepairName, string>>;
  /** A name in braces stands for the value of that name: `{signer}`. */
  readonly reasons: Readonly<Record<Reason['code'], string>>;
  readonly findings: FindingWords;
}

/** In English, as data and the command line have it. */
export function verdictWords(verdict: Verdict): Words {
  return englishJudgement.verdicts[verdict];
}

/** In English. */
export function markWords(mark: Mark): Words {
  return englishJudgement.marks[mark];
}

/** In English. */
export function cautionSentence(caution: Caution): string {
  return englishJudgement.cautions[caution];
}

/** In English. */
export function reasonSentence(reason: Reason): string {
  return sentenceOf(reason, englishJudgement);
}

/**
 * The sentence of a reason, its values filled in, a caution by its own sentence. A value that the reason lacks shows as `?`.
 *
 * @param number - How the language writes a number.
 */
export function sentenceOf(reason: Reason, words: JudgementWords, number: (value: number) => string = String): string {
  return words.reasons[reason.code].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = reason.values?.[name] ?? '?';
    if (typeof value === 'number') return number(value);
    if (name === 'caution' && isCaution(value)) return words.cautions[value];
    if (name === 'signer') return besideAscii(value);
    if (name === 'repairs') return repairsIn(value, words);
    return name === 'field' && isField(value, words) ? words.fields[value] : value;
  });
}

/** @param value - Names of repairs, parted by spaces. */
function repairsIn(value: string, { repairs }: JudgementWords): string {
  return value
    .split(' ')
    .map((name) => (isRepair(name) ? repairs[name] : name))
    .join(', ');
}

function isRepair(value: string): value is RepairName {
  return (REPAIR_NAMES as readonly string[]).includes(value);
}

/** A signer whose letters could be taken for another's is told as DNS has him too. */
function besideAscii(signer: string): string {
  const ascii = asciiBeside(signer);
  return ascii === undefined ? signer : `${signer} (${ascii})`;
}

function isField(value: string, { fields }: JudgementWords): value is keyof JudgementWords['fields'] {
  return Object.hasOwn(fields, value);
}

function isCaution(value: string): value is Caution {
  return (CAUTIONS as readonly string[]).includes(value);
}

export const englishJudgement: JudgementWords = {
  findings: englishFindings,
  verdicts: {
    verified: {
      label: 'DKIM verified',
      sentence: 'A signature of the sender’s own domain passes, and covers everything that is shown here.',
    },
    'verified-repaired': {
      label: 'DKIM verified after repair',
      sentence: 'A signature of the sender’s own domain passes once the listed changes, made on the way, are undone.',
    },
    'verified-recovered': {
      label: 'DKIM verified, recovered key',
      sentence:
        'The signature passes under a key that was computed from signatures in this archive: one key holder made all of them, and nobody identifies him.',
    },
    'verified-partly': {
      label: 'DKIM verified in part',
      sentence: 'A signature passes, but it does not cover everything that is shown here, or it is that of a mail provider.',
    },
    'headers-verified': {
      label: 'Headers verified',
      sentence: 'A signature of the sender’s domain proves the named header fields; the text is not proven by it.',
    },
    corroborated: {
      label: 'Corroborated',
      sentence: 'No signature proves this message, but its own words stand in signed mail of others.',
    },
    unverified: {
      label: 'Not verified',
      sentence: 'No signature proves this message, and none speaks against it: that says nothing either way.',
    },
    failed: {
      label: 'Signature does not match',
      sentence: 'The message was changed after it was signed, most often by mail software on the way; that is no sign of forgery.',
    },
    contradicted: {
      label: 'Contradicted',
      sentence: 'Signed mail in this archive speaks against this message.',
    },
  },

  marks: {
    'signed-by-other': {
      label: 'Signed by another domain',
      sentence: 'A signature of a domain that is not the sender’s passes: the mail went through there as it stands here.',
    },
    sealed: { label: 'Sealed', sentence: 'A mail service on the way recorded what it saw, and signed that record (ARC).' },
    'no-original-bytes': {
      label: 'No original bytes',
      sentence: 'This message was rebuilt from another format, so a signature that does not match says nothing.',
    },
    'partly-quoted': { label: 'Quoted in part', sentence: 'Signed mail of others contains a part of the words of this message.' },
    disputed: { label: 'Disputed', sentence: 'Another message quotes this one otherwise than it stands here.' },
    'key-conflict': {
      label: 'Key conflict',
      sentence: 'Another key for the same selector was sighted nearer to the time of this message than the one that its signature fits.',
    },
    'sampled-authentic': {
      label: 'Sampled: authentic',
      sentence: 'A reviewer looked at this message for a sample and found it authentic.',
    },
    'sampled-doubtful': { label: 'Sampled: doubtful', sentence: 'A reviewer looked at this message for a sample and doubts it.' },
    finding: { label: 'Finding', sentence: 'Something about this message or its attachments deserves a look.' },
  },

  cautions: {
    'weak-key': 'The key has fewer than 1,024 bits: others could have computed its private half.',
    'private-key-public': 'The key’s private half has been published: anyone could have made this signature.',
    'field-added': 'A header field stands twice, and only one of the two is covered: the other may have been added later.',
    'many-froms': 'The message names more than one author, and the signature speaks for one domain.',
    'key-conflict': 'Another key, or a revocation, of this selector was sighted nearer to the time of the message.',
    'key-seen-late': 'The key is known only from a look-up made long after the message.',
    'type-unsigned': 'How the body is to be read is not signed, and it can be read in more than one way.',
    'signed-in-future': 'The signature says that it was made more than a day after the message had been received.',
    sha1: 'The signature uses SHA-1, which no longer counts as secure.',
    'testing-key': 'The domain says that it is only testing this key.',
    'outside-key-window': 'The message lies outside the time in which the key is known to have been in use.',
    'key-window-unknown': 'It is not known whether the key was in use at the time of the message.',
    expired: 'The signature had expired when the message was received.',
    'unsigned-field': 'A header field that programs show or obey is not covered by the signature.',
    'body-tail-unsigned': 'The end of the body is not covered by the signature.',
  },

  fields: { From: 'From', To: 'To', Cc: 'Cc', Subject: 'Subject', Date: 'Date' },

  repairs: englishRepairs,

  reasons: {
    'signature-passes': 'The signature of {signer} (selector {selector}) passes.',
    'headers-signature-holds': 'The signature of {signer} (selector {selector}) holds for the header fields that it names.',
    'key-archived': 'Its key comes from a key file: {source}.',
    'key-looked-up': 'Its key was looked up live ({source}, {at}).',
    'key-recovered': 'Its key was computed from signatures in this archive: one key holder, unidentified, made all of them.',
    'covers-everything-shown': 'The signature covers From, To, Cc, Subject and Date, where present, and the whole body.',
    'repairs-undone': 'That is so once changes made on the way are undone: {repairs}.',
    'field-not-covered': 'The field {field} is shown but not covered.',
    'field-signed-otherwise': 'The field {field} was changed after signing; what was signed: “{value}”.',
    'body-tail-not-covered': 'Only the first {signed} of {total} octets of the body are covered.',
    'text-added': 'Text was added to the body after signing: {signed} of {total} octets are covered.',
    'body-mostly-not-covered': 'Less than half of the body is covered: {signed} of {total} octets.',
    'provider-signed': 'The signer {signer} is a mail provider’s own domain for this customer.',
    'body-differs': 'The body is not the one that was signed.',
    'recovered-key-covers-part': 'A recovered key counts only where its signature covers everything that is shown, and this one does not.',
    'no-signature': 'The message carries no DKIM signature.',
    'signature-malformed': 'A signature cannot be read: its “{tag}” is missing or malformed.',
    'key-never-seen': 'No key of {signer} with the selector {selector} is known here.',
    'key-other': 'No key known here for {signer} (selector {selector}) fits the signature: it is another key, or the signature is damaged.',
    'key-revoked': 'The key of {signer} (selector {selector}) is known only as revoked.',
    'key-unusable': 'The key record of {signer} (selector {selector}) cannot be used for this signature.',
    'key-lookup-failed': 'The key of {signer} (selector {selector}) could not be looked up.',
    'keys-not-tried': 'There are more keys of {signer} (selector {selector}) than are tried: {count} were left out.',
    'signer-not-sender': 'The signer {signer} is not the domain of the sender.',
    'blocked-by-caution': 'The signature of {signer} does not count here. {caution}',
    'signature-fails': 'The key of {signer} opens the signature, and it was made over other header fields than these.',
    'signature-fails-or-other-key':
      'The signature of {signer} does not match: other header fields were signed, or another key signed them.',
    'repair-search-ended': 'The search for changes that could be undone reached its limit before it was through.',
    'no-original-octets': 'The message was rebuilt, so that a signature which does not match says nothing.',
    'signatures-not-tested': 'The message carries more signatures than are tested: {count} were left out.',
    'corroborated-by': 'Message #{number}, which {author} signed later, has its own words ({share} % of them).',
    'one-voucher': 'There is one voucher: nobody else signed mail that has all of its words.',
    'corroborated-words-alone': 'Its words alone are vouched for: not its recipients, its date or its attachments.',
    'quoted-too-common': 'Message #{number} quotes it, but its text is too short, or stands in too many messages, to be known again by it.',
    'partly-quoted-by': 'Message #{number}, which {author} signed later, has a part of its own words ({share} %).',
    'quoted-with-more':
      'Message #{number}, which {author} signed later, has all of its own words, and others between them or right beside them: “{quoted}”. Somebody wrote them into the quote, or they were taken out of this message.',
    'quoted-unattributed': 'The signed message #{number} has all of its own words without saying whose they are: weak evidence.',
    'contradicted-by': 'Message #{number}, signed by {author}, quotes it otherwise: “{quoted}” where it has “{own}”.',
    'disputed-by':
      'Message #{number}, signed by {author}, quotes it otherwise: “{quoted}” where it has “{own}”. Which of the two is right is not known.',
    'contradicted-by-copy':
      'Message #{number}, whose signature covers the same Message-ID, From and Date, has “{quoted}” where this one has “{own}”.',
    disputes: 'It quotes message #{number} otherwise than that one reads: “{quoted}” where it has “{own}”.',
    misquotes: 'It quotes the signed message #{number} otherwise than that one was signed: “{quoted}” where it has “{own}”.',
  },
};
