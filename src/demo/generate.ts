/**
 * "The Halden Files": a fictional archive of e-mail, from a seed. The same options give the same octets on every machine; nothing
 * depends on the clock, the network or Node's random numbers. Messages come one by one, in the order of their writing, and only
 * the threads that are still going on are kept in memory.
 */
import type { Caution, Verdict } from '../evidence/verdict.ts';
import { type BulkMail, bounce, bulkOwner, newsletter, unwantedOffer } from './bulk.ts';
import { CAST, domainOfPerson, OWNERS, type Person } from './cast.ts';
import { atDate } from './clock.ts';
import { befall, delivered, LIST_ADDRESS, LIST_TAG, type Mishap, octetsOf, signedByCustom, submitted, throughList } from './delivery.ts';
import type { AttachmentSizes } from './files/attach.ts';
import type { Plot } from './prose/plot.ts';
import { PLOTS_EN } from './prose/plots-en.ts';
import { LIST_PLOT, PLOTS_FR } from './prose/plots-fr.ts';
import { makeTopic, slotsFor } from './prose/slots.ts';
import { createRandom, type Random } from './random.ts';
import { customOf } from './signers.ts';
import { SPECIALS } from './specials.ts';
import { tellStory } from './story.ts';
import { type Letter, openThread, type Thread, type ThreadOptions, writeNext } from './thread.ts';

/** Whose mailbox, or the archive of the mailing list. */
export type DemoPlace = 'lena' | 'otto' | 'claire' | 'list';

export interface DemoItem {
  /** The whole message, CRLF line ends. No two items have the same octets. */
  readonly octets: Uint8Array;
  /** When it was written or delivered, epoch seconds. */
  readonly seconds: number;
  /** The envelope's sender. */
  readonly sender: string;
  /** Where it lies: more than one place means that each has these very octets. */
  readonly places: readonly DemoPlace[];
  readonly folder: 'inbox' | 'sent';
  /** The verdict that it deserves under the demo's keys. */
  readonly intended: Verdict;
  /** What befell it: `as-sent`, `sent-copy`, a mishap or a special case. */
  readonly condition: string;
  /** Cautions that its signature must carry; others may. */
  readonly cautions: readonly Caution[];
  /** How many files a mail program lists as attached. */
  readonly attachments: number;
}

export interface DemoOptions {
  readonly messages: number;
  readonly seed: number;
  /** Default `small`. */
  readonly attachments?: AttachmentSizes;
}

const START = atDate('2013-01-07');
const END = atDate('2017-12-15');
const PLOTS: readonly Plot[] = [...PLOTS_EN, ...PLOTS_FR];
const LIST: Person = { name: 'liste-marnay', first: '', address: LIST_ADDRESS, client: 'thunderbird', language: 'fr', signature: [] };
const LIST_STOPS_TAGGING = atDate('2015-07-01');
/** Mails with attachments, as a share of letters: gives 0.37 attachments a message, as in the archive of 2017. */
const ATTACHMENT_SHARE = 0.265;

/** The demo's messages, exactly as many as asked for. */
export function* generateDemo(options: DemoOptions): Generator<DemoItem, void, undefined> {
  const { messages, seed, attachments: sizes = 'small' } = options;
  const random = createRandom(seed, 1);
  const threadOptions: ThreadOptions = { strangers: Math.max(60, Math.floor(messages / 15)), sizes, attachmentShare: ATTACHMENT_SHARE };
  const specials = Object.keys(SPECIALS);
  const specialPeriod = Math.max(1, Math.min(24, Math.floor(messages / specials.length)));
  const tellNext = tellStory(random.fork());
  const threads: Thread[] = []; // by time of their next mail, the last first
  let emitted = 0;
  let steps = 0;
  while (emitted < messages) {
    const now = START + Math.floor(((END - START) * emitted) / messages);
    for (const item of step(now)) {
      if (emitted < messages) yield item;
      emitted++;
    }
  }

  function step(now: number): Iterable<DemoItem> {
    steps++;
    if (steps % specialPeriod === 0) return special(specials[(steps / specialPeriod - 1) % specials.length]!, now, random.fork());
    const scene = tellNext(now);
    if (scene !== undefined) return copies(scene, random.fork());
    const next = threads.at(-1);
    if (next !== undefined && next.nextSeconds <= now) {
      threads.pop();
      return proceed(next);
    }
    if (random.chance(0.14)) return [bulk(now + random.below(6 * 3600), random.fork())];
    return proceed(open(now));
  }

  function open(now: number): Thread {
    if (random.chance(0.15)) return openThread(LIST_PLOT, now, random.fork(), threadOptions, LIST);
    return openThread(choosePlot(now, random), now, random.fork(), threadOptions);
  }

  function proceed(thread: Thread): DemoItem[] {
    const own = random.fork();
    const letter = writeNext(thread, own, threadOptions);
    if (thread.list !== undefined && letter.seconds < LIST_STOPS_TAGGING && !thread.subject.includes(LIST_TAG)) {
      thread.subject = `${LIST_TAG} ${thread.subject}`; // what its readers answer to
    }
    if (thread.left > 0) insert(threads, thread);
    return thread.list === undefined ? [...copies(letter, own)] : [listed(letter, own)];
  }
}

function choosePlot(now: number, random: Random): Plot {
  const open = PLOTS.filter((plot) => now >= atDate(plot.from) && now < atDate(plot.until));
  let at = random.below(open.reduce((sum, plot) => sum + plot.weight, 0));
  for (const plot of open) {
    at -= plot.weight;
    if (at < 0) return plot;
  }
  return PLOTS.find((plot) => plot.id === 'errands')!;
}

function insert(threads: Thread[], thread: Thread): void {
  let low = 0;
  let high = threads.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (threads[middle]!.nextSeconds > thread.nextSeconds) low = middle + 1;
    else high = middle;
  }
  threads.splice(low, 0, thread);
}

/** What a letter leaves in the trove: the copy that its readers got, and the one that its writer kept. */
function* copies(letter: Letter, random: Random): Generator<DemoItem> {
  const { from, to, cc, composed, seconds, attachments, forged = false } = letter;
  const readers = [...to, ...cc].filter((one) => one !== from);
  const places = placesOf(readers, random);
  const senderPlace = placesOf([from], random);
  const domain = forged ? 'relay.invalid' : domainOfPerson(from);
  const written = { fields: composed.fields, body: composed.body };
  const common = { seconds, sender: from.address, cautions: [], attachments };
  if (places.length > 0) {
    const custom = customOf(domain, seconds);
    const sent = signedByCustom(submitted(written, domain, seconds, random), custom, seconds);
    const { parcel, intended, mishap } = befall(
      sent,
      custom === undefined ? 'none' : chooseMishap(random, domain),
      custom?.intended ?? 'unverified',
    );
    const owner = readers.find((one) => one === CAST[places[0] as 'lena' | 'otto' | 'claire'])!;
    const journey = {
      senderDomain: domain,
      recipientDomain: domainOfPerson(owner),
      ...(places.length === 1 ? { recipient: owner.address } : {}),
      sender: from.address,
      seconds,
    };
    const octets = octetsOf(delivered(parcel, journey, random));
    yield { ...common, octets, places, folder: 'inbox', intended, condition: forged ? 'forged' : mishap === 'none' ? 'as-sent' : mishap };
  }
  if (!forged && senderPlace.length > 0 && (places.length === 0 || random.chance(0.35))) {
    yield { ...common, octets: octetsOf(written), places: senderPlace, folder: 'sent', intended: 'unverified', condition: 'sent-copy' };
  }
}

/** Claire's mailbox was saved with CRLF and the others with LF, so a mail lies either in hers or in theirs. */
function placesOf(people: readonly Person[], random: Random): DemoPlace[] {
  const places: DemoPlace[] = [];
  if (people.includes(CAST.lena)) places.push('lena');
  if (people.includes(CAST.otto)) places.push('otto');
  if (people.includes(CAST.claire) && (places.length === 0 || random.chance(0.5))) return ['claire'];
  return places;
}

function chooseMishap(random: Random, domain: string): Mishap {
  const roll = random.below(100);
  if (roll < 5) return 'scanner-footer';
  if (domain === 'fondation-orle.example') return 'none'; // what it signs would not show the others
  if (roll < 9) return 'subject-tag';
  if (roll < 11) return 'date-rewritten';
  return roll < 14 ? 'recoded' : 'none';
}

function listed(letter: Letter, random: Random): DemoItem {
  const { from, composed, seconds, attachments } = letter;
  const domain = domainOfPerson(from);
  const custom = customOf(domain, seconds);
  const sent = signedByCustom(submitted({ fields: composed.fields, body: composed.body }, domain, seconds, random), custom, seconds);
  const { parcel, intended } = throughList(sent, seconds < LIST_STOPS_TAGGING, custom?.intended ?? 'unverified', seconds);
  const journey = {
    senderDomain: domain,
    recipientDomain: 'listes.marnay-citoyens.example',
    sender: 'liste-marnay-bounces@listes.marnay-citoyens.example',
    seconds,
  };
  const octets = octetsOf(delivered(parcel, journey, random));
  return {
    octets,
    seconds,
    sender: journey.sender,
    places: ['list'],
    folder: 'inbox',
    intended,
    condition: 'list',
    cautions: [],
    attachments,
  };
}

function bulk(seconds: number, random: Random): DemoItem {
  const owner = bulkOwner(random);
  const slots = slotsFor(random, owner.language, makeTopic(random, owner.language), seconds);
  const context = { random, seconds, slots, owner };
  const roll = random.below(100);
  const [condition, mail]: [string, BulkMail] =
    roll < 52 ? ['newsletter', newsletter(context)] : roll < 90 ? ['offer', unwantedOffer(context)] : ['bounce', bounce(context)];
  return {
    octets: octetsOf(mail.parcel),
    seconds,
    sender: mail.sender,
    places: placesOf([owner], random),
    folder: 'inbox',
    intended: mail.intended,
    condition,
    cautions: [],
    attachments: 0,
  };
}

function special(condition: string, seconds: number, random: Random): DemoItem[] {
  const french = ['fr', 'en'] as const;
  const slotsIn = (language: (typeof french)[number]) => slotsFor(random, language, makeTopic(random, language), seconds);
  const language = FRENCH_SPECIALS.has(condition) ? 'fr' : 'en';
  return SPECIALS[condition]!({ random, seconds, slots: slotsIn(language) }).map((mail) => ({
    octets: octetsOf(mail.parcel),
    seconds,
    sender: mail.sender,
    places: placesOf(
      OWNERS.filter((one) => one === mail.owner),
      random,
    ),
    folder: 'inbox',
    intended: mail.intended,
    condition,
    cautions: mail.cautions ?? [],
    attachments: condition === 'attached-message' || condition === 'uuencoded' ? 1 : 0,
  }));
}

const FRENCH_SPECIALS: ReadonlySet<string> = new Set([
  'field-added',
  'many-froms',
  'weak-key-768',
  'testing-key',
  'key-conflict',
  'outside-key-window',
  'body-tail-unsigned',
  'body-mostly-unsigned',
  'signed-in-future',
  'expired',
  'damaged-signature',
  'signed-by-other',
  'altered-copy',
]);
