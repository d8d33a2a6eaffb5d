import type { Finding, FindingKind, FindingReason, FindingReasonCode, FindingWeight } from './finding.ts';

/** All the sentences on findings in one language. English is the reference, reviewed against docs/findings.md. */
export interface FindingWords {
  readonly kinds: Readonly<Record<FindingKind, FindingKindWords>>;
  readonly weights: Readonly<Record<FindingWeight, string>>;
  /** A name in braces stands for the value of that name: `{number}`. */
  readonly reasons: Readonly<Record<FindingReasonCode, string>>;
}

export interface FindingKindWords {
  readonly label: string;
  /** What does not fit together; `{one}` and `{other}` are the two messages. */
  readonly shows: string;
  /** How it can come about though nobody meant harm. */
  readonly innocent: string;
}

/** What a sentence about a finding writes a value as: the number of a message, a time between two, somebody's words. */
export interface FindingWriter {
  readonly message: (number: number) => string;
  readonly duration: (seconds: number) => string;
}

/** In English, as data have it. */
export function findingSentence(finding: Finding): string {
  return showsSentence(finding, englishFindings, plainly);
}

/** In English. */
export function findingReasonSentence(reason: FindingReason): string {
  return reasonSentence(reason, englishFindings, plainly);
}

const plainly: FindingWriter = {
  message: (number) => `#${number}`,
  duration: (seconds) => {
    const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor((seconds % 86_400) / 3600), Math.floor((seconds % 3600) / 60)];
    return days > 0 ? `${days} d ${hours} h` : hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min`;
  },
};

export function showsSentence({ kind, messages, values }: Finding, words: FindingWords, writer: FindingWriter): string {
  const filled = { ...values, one: messages[0], other: messages[1] };
  return withValues(words.kinds[kind].shows, filled, writer);
}

export function reasonSentence({ code, values = {} }: FindingReason, words: FindingWords, writer: FindingWriter): string {
  return withValues(words.reasons[code], values, writer);
}

function withValues(sentence: string, values: Readonly<Record<string, string | number>>, writer: FindingWriter): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? '?';
    if (typeof value === 'string') return value;
    return name === 'seconds' ? writer.duration(value) : writer.message(value);
  });
}

export const englishFindings: FindingWords = {
  weights: { strong: 'Strong', moderate: 'Moderate', weak: 'Weak' },
  kinds: {
    contradiction: {
      label: 'Contradiction',
      shows: '{one}, signed mail, quotes {other} with “{quoted}” where that message has “{own}”.',
      innocent: 'Somebody may mend his own words when he quotes them later; or what was sent to others was another version.',
    },
    'duplicate-differs': {
      label: 'Copies that differ',
      shows: 'Two copies of what should be one message differ inside: {one} has “{own}” where {other} has “{quoted}”.',
      innocent:
        'A draft beside what was sent, a mail sent again after a correction, or a program on the way that rewrites what it passes on.',
    },
    'message-id-clash': {
      label: 'One identifier, two messages',
      shows: '{one} and {other} bear the same Message-ID, which is made to be unique, and have different texts.',
      innocent: 'Some programs use an identifier twice; a gateway or an archive may put a notice in the place of a text.',
    },
    'quote-before-original': {
      label: 'Quote before its original',
      shows: '{one} quotes {other}, with its author and its time, and is dated {seconds} before it.',
      innocent: 'A clock that was set wrong, of the one who wrote or of the one who quotes.',
    },
    'reply-before-parent': {
      label: 'Answer before its question',
      shows: '{one} says that it answers {other}, and is dated {seconds} before it.',
      innocent: 'A clock that was set wrong at either end, or a mail that was sent again with a new date.',
    },
    'false-attribution': {
      label: 'Words under another name',
      shows: '{one} quotes the words of {other} and gives them to {named}; that message is from {sender}.',
      innocent: 'A nickname or a second address; an answer that passed the words on without marks; mail that one person sends for another.',
    },
    misquote: {
      label: 'Signed words quoted otherwise',
      shows: '{one} quotes {other}, which is signed, with “{quoted}” where that message has “{own}”.',
      innocent: 'People shorten and mend what they quote; or the mail that quotes was changed on its way, by a program or by somebody.',
    },
    dispute: {
      label: 'Disputed words',
      shows: '{one}, signed mail, quotes {other} with “{quoted}” where that message has “{own}”.',
      innocent: 'People shorten and mend what they quote, and a draft may differ from what was sent.',
    },
  },
  reasons: {
    'both-signed': 'Both are signed whole by their senders’ domains.',
    'one-signed': '{number} is signed whole by its sender’s domain.',
    'quote-signed': '{number}, which quotes, is signed whole by its sender’s domain.',
    'original-signed': '{number}, which is quoted, is signed whole by its sender’s domain: the quote is wrong.',
    'both-dates-signed': 'Signatures that pass cover both dates.',
    'one-date-signed': 'A signature that passes covers the date of {number}.',
    'signed-out-of-order': 'The signatures were made in that impossible order, too, by servers that keep their clocks.',
    'identifiers-signed': 'What says that the one answers the other is covered by signatures as well.',
    'identifier-signed': 'The signature of {number} covers its Message-ID.',
    'time-named': 'The words beside the quote name the very time of the message.',
    'contradicts-copy': 'A signature proves the one with Message-ID, From and Date: that speaks against {number}.',
    'nothing-signed': 'No signature that counts covers either: both may have been changed.',
    'clock-or-zone': 'A clock that is hours wrong, or shows another zone’s time, explains so much.',
    'handled-in-order': 'The servers that had the two had them in an order that is possible: a clock was wrong.',
    'time-unsure': 'The time beside the quote names no zone, and fits this message by chance perhaps.',
    'other-recipients': 'They went to different people: programs write nearly the same to many.',
    'mass-mail': 'More than eight messages are alike so, which is a program’s habit.',
    'unsent-copy': '{number} went through no server: a draft perhaps, or the sender’s own copy.',
  },
};
