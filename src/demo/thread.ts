/** One conversation: who takes part, what it is about, and the last mail, which the next one answers or passes on. */
import { CAST, OWNERS, outsider, type Person } from './cast.ts';
import { duringWork } from './clock.ts';
import { type AttachmentSizes, makeAttachment } from './files/attach.ts';
import { type Attachment, type Composed, compose, makeMessageId } from './mime/compose.ts';
import { answeredSubject, type Quote, type Received } from './mime/quoting.ts';
import type { Plot } from './prose/plot.ts';
import { makeTopic, slotsFor, type Topic } from './prose/slots.ts';
import { bareFr, THINGS_EN, THINGS_FR } from './prose/things.ts';
import { plotSentences, writeParagraphs, writeSubject, writeTitle } from './prose/write.ts';
import type { Random } from './random.ts';

export interface Thread {
  readonly plot: Plot;
  readonly topic: Topic;
  readonly people: readonly Person[];
  /** Where it is a mailing list that everybody writes to. */
  readonly list?: Person;
  /** When its next mail is written, and how many are to come. */
  nextSeconds: number;
  left: number;
  last?: { readonly received: Received; readonly messageId: string; readonly references: readonly string[] };
  subject: string;
}

/** A mail that is written but not sent. */
export interface Letter {
  readonly composed: Composed;
  readonly from: Person;
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly seconds: number;
  readonly attachments: number;
  /** Not written by him whose name it bears. */
  readonly forged?: boolean;
}

export interface ThreadOptions {
  /** How many different strangers there are in all. */
  readonly strangers: number;
  readonly sizes: AttachmentSizes;
  /** Mails with attachments, as a share; some carry several. */
  readonly attachmentShare: number;
}

const MINUTE = 60;
const HOUR = 3600;
const MAX_REFERENCES = 8;

export function openThread(plot: Plot, seconds: number, random: Random, options: ThreadOptions, list?: Person): Thread {
  const people: Person[] = plot.cast.map((name) => CAST[name]);
  const stranger = random.chance(plot.outsiders);
  if (stranger) {
    const number = random.chance(0.6) ? random.below(options.strangers) : Math.floor(options.strangers * random.fraction() ** 3);
    people.unshift(outsider(number, plot.language));
  }
  const topic = makeTopic(random, plot.language);
  return {
    plot,
    topic,
    people,
    ...(list === undefined ? {} : { list }),
    nextSeconds: random.chance(0.9) ? duringWork(seconds) + random.below(40 * MINUTE) : seconds,
    left: threadLength(random),
    subject: writeSubject(plot, slotsFor(random, plot.language, topic, seconds), random),
  };
}

/** Writes the thread's next mail and sets the time of the one after it. */
export function writeNext(thread: Thread, random: Random, options: ThreadOptions): Letter {
  const seconds = thread.nextSeconds + random.below(50);
  const { plot, topic, last } = thread;
  const slots = slotsFor(random, plot.language, topic, seconds);
  const from = chooseWriter(thread, random);
  const kind = last === undefined ? 'new' : thread.list === undefined && random.chance(0.13) ? 'forward' : 'reply';
  const { to, cc } = chooseReaders(thread, from, kind, random);
  if (last !== undefined) thread.subject = answeredSubject(from, thread.subject, kind === 'forward' ? 'forward' : 'reply');
  const quote: Quote | undefined =
    last === undefined || (kind === 'reply' && random.chance(0.08))
      ? undefined
      : { kind: kind === 'forward' ? 'forward' : 'reply', of: last.received };
  const messageId = makeMessageId(from, seconds, random);
  const references = last === undefined ? [] : [...last.references.slice(-MAX_REFERENCES), last.messageId];
  const attachments = chooseAttachments(thread, from, seconds, random, options);
  const draft = {
    from,
    to,
    cc,
    subject: thread.subject,
    seconds,
    messageId,
    ...(last === undefined ? {} : { inReplyTo: last.messageId }),
    references,
    paragraphs: writeParagraphs({ kind, plot, from, to, seconds, slots }, random),
    ...(quote === undefined ? {} : { quote }),
    attachments,
  };
  const composed = compose(draft, random);
  thread.last = { received: { from, to, cc, subject: thread.subject, seconds, lines: composed.lines }, messageId, references };
  thread.left--;
  thread.nextSeconds = seconds + replyDelay(random);
  if (random.chance(0.9)) thread.nextSeconds = duringWork(thread.nextSeconds);
  return { composed, from, to, cc, seconds, attachments: attachments.length };
}

function threadLength(random: Random): number {
  let length = 1;
  while (length < 14 && random.chance(length === 1 ? 0.72 : 0.64)) length++;
  return length;
}

function replyDelay(random: Random): number {
  if (random.chance(0.4)) return random.between(3, 90) * MINUTE;
  if (random.chance(0.6)) return random.between(1, 9) * HOUR + random.below(HOUR);
  return random.between(10, 70) * HOUR + random.below(HOUR);
}

/** Not the one who wrote last; those named first in the plot write most. */
function chooseWriter(thread: Thread, random: Random): Person {
  const before = thread.last?.received.from;
  const others = thread.people.filter((one) => one !== before);
  if (before !== undefined && thread.list === undefined && random.chance(0.6)) {
    const asked = thread.last!.received.to.filter((one) => one !== before);
    if (asked.length > 0) return random.pick(asked);
  }
  return random.pickCommon(others);
}

/** Somebody whose mailbox is in the trove is always among writer and readers. */
function chooseReaders(thread: Thread, from: Person, kind: 'new' | 'reply' | 'forward', random: Random): { to: Person[]; cc: Person[] } {
  if (thread.list !== undefined) return { to: [thread.list], cc: [] };
  const others = thread.people.filter((one) => one !== from);
  const owners = others.filter((one) => OWNERS.includes(one as (typeof OWNERS)[number]));
  const isOwner = OWNERS.includes(from as (typeof OWNERS)[number]);
  const before = thread.last?.received.from;
  const first = kind === 'reply' && before !== undefined && before !== from ? before : random.pickCommon(others);
  const to = [first];
  const cc: Person[] = [];
  if (random.chance(0.15)) addTo(to, random.pick(others));
  if (random.chance(0.35)) addTo(cc, random.pick(others), to);
  if (random.chance(0.12)) addTo(cc, random.pick(others), to);
  if (!isOwner && ![...to, ...cc].some((one) => owners.includes(one))) addTo(random.chance(0.6) ? to : cc, random.pick(owners));
  return { to, cc };
}

function addTo(people: Person[], one: Person, besides: readonly Person[] = []): void {
  if (!people.includes(one) && !besides.includes(one)) people.push(one);
}

function chooseAttachments(thread: Thread, from: Person, seconds: number, random: Random, options: ThreadOptions): Attachment[] {
  if (!random.chance(options.attachmentShare)) return [];
  const { plot, topic } = thread;
  const slots = slotsFor(random, plot.language, topic, seconds);
  const count = random.chance(0.72) ? 1 : random.between(2, 4);
  return Array.from({ length: count }, () =>
    makeAttachment(
      {
        title: writeTitle(plot, slots, random),
        author: from,
        lastModifiedBy: random.chance(0.8) ? from : random.pick(thread.people),
        language: plot.language,
        seconds,
        sizes: options.sizes,
        prose: (sentences) => plotSentences(plot, seconds, slots, random, sentences),
        row: () => [
          plot.language === 'fr' ? bareFr(random.pickCommon(THINGS_FR)) : random.pickCommon(THINGS_EN),
          random.between(1, 400),
          random.between(2, 900),
        ],
      },
      random,
    ),
  );
}
