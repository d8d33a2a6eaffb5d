/**
 * Archives with known truth, made up from a seed: threads in which people answer and pass on each other's mail in many programs and
 * languages, some of it signed, some not, some under signatures that fail; honest edits of what is quoted, and changes that somebody
 * planted, in a quote or in the mail itself. The same options give the same mail.
 */
import type { DemoKeyName } from '../../src/demo/demo-keys.ts';
import { createRandom, type Random } from '../../src/demo/random.ts';
import { keyRecord, type SigningOrder } from '../../src/demo/sign.ts';
import { composeMail } from './compose.ts';
import { type Cut, cut, cuts, type Plant, plant, plants, type Texture, texture, textures } from './edits.ts';
import { type Language, languages } from './languages.ts';
import { introduceForward, type Style, styles } from './styles.ts';
import type { Node, Paragraph, QuoteNode, Sentence } from './tree.ts';
import { makeSentence } from './words.ts';

export interface ChainsOptions {
  readonly seed: number;
  readonly threads: number;
  /** Of the mail of those who sign. The search for a repair of each takes as long as a hundred other mails. */
  readonly failingShare?: number;
}

export interface Person {
  readonly name: string;
  readonly first: string;
  readonly last: string;
  readonly address: string;
  readonly style: Style;
  readonly language: Language;
  readonly offsetMinutes: number;
  readonly signs: SigningOrder | undefined;
  readonly hasSignatureBlock: boolean;
  readonly telephone: number;
}

export type Fate = 'signed' | 'unsigned' | 'failing';

/** A mail with what is true of it. */
export interface MadeMail {
  readonly id: string;
  readonly from: Person;
  readonly to: readonly Person[];
  readonly subject: string;
  readonly seconds: number;
  readonly references: readonly string[];
  readonly fate: Fate;
  /** As it was sent. */
  readonly nodes: readonly Node[];
  /** As the archive has it, where somebody changed it. */
  readonly forged?: readonly Node[];
  readonly plantedIn?: 'original' | 'quote';
  readonly planted?: Plant;
  /** Of what it quotes directly. */
  readonly quotes?: { readonly of: string; readonly cut: Cut; readonly textures: readonly Texture[]; readonly isForward: boolean };
  /** Latin-1, CRLF. */
  readonly octets: string;
}

export interface MadeArchive {
  readonly mails: readonly MadeMail[];
  readonly keys: readonly { readonly domain: string; readonly selector: string; readonly record: string }[];
}

const START_SECONDS = Date.UTC(2014, 0, 6) / 1000;
const KEYS: readonly DemoKeyName[] = ['halden2014', 'marnay2013', 'marnay2015'];

/** Of mails that nothing protects, so many were changed; and so many people change what they quote. */
const FORGED_SHARE = 0.15;
const MISQUOTING_SHARE = 0.06;

export function makeChains({ seed, threads, failingShare = 0.1 }: ChainsOptions): MadeArchive {
  const random = createRandom(seed, 11);
  const mails: MadeMail[] = [];
  const keys = new Map<string, MadeArchive['keys'][number]>();
  for (let thread = 0; thread < threads; thread++) {
    for (const mail of makeThread(thread, START_SECONDS + thread * 7_919, failingShare, random.fork())) {
      mails.push(mail);
      const { signs } = mail.from;
      if (signs !== undefined) keys.set(signs.domain, { domain: signs.domain, selector: signs.selector, record: keyRecord(signs.key) });
    }
  }
  return { mails: mails.toSorted((one, other) => one.seconds - other.seconds), keys: [...keys.values()] };
}

function makeThread(thread: number, startSeconds: number, failingShare: number, random: Random): MadeMail[] {
  const language = random.pick(languages);
  const people = Array.from({ length: random.between(2, 4) }, (_, index) => makePerson(thread, index, language, random));
  const subject = makeSentence(random, language).slice(0, 40).trim();
  const mails: MadeMail[] = [];
  const count = random.between(2, 6);
  let seconds = startSeconds;
  for (let index = 0; index < count; index++) {
    seconds += random.between(900, 200_000);
    const parent = index === 0 ? undefined : random.chance(0.8) ? mails.at(-1)! : random.pick(mails);
    mails.push(makeMail(`t${thread}m${index}`, parent, people, subject, seconds, failingShare, random));
  }
  return mails;
}

function makePerson(thread: number, index: number, threadLanguage: Language, random: Random): Person {
  const [first, last] = [random.pick(threadLanguage.firstNames), random.pick(threadLanguage.lastNames)];
  const domain = `d${thread}-${index}.example`;
  const local = /^[\w'. -]+$/.test(first + last) ? `${first}.${last}`.toLowerCase().replace(/[^a-z.]/g, '') : `box${random.below(900)}`;
  return {
    name: threadLanguage.code === 'ja' || threadLanguage.code === 'ko' ? `${last} ${first}` : `${first} ${last}`,
    first,
    last,
    address: `${local}@${domain}`,
    style: random.pick(styles),
    language: random.chance(0.85) ? threadLanguage : random.pick(languages),
    offsetMinutes: random.pick([-480, -300, 0, 60, 120, 180, 330, 540]),
    signs: random.chance(0.6) ? orderOf(domain, random) : undefined,
    hasSignatureBlock: random.chance(0.25),
    telephone: random.between(100, 999),
  };
}

function orderOf(domain: string, random: Random): SigningOrder {
  const fields = ['From', 'To', 'Subject', 'Date', 'Message-ID', 'In-Reply-To', 'References', 'MIME-Version', 'Content-Type', 'X-Mailer'];
  return {
    ...{ key: random.pick(KEYS), domain, selector: 's1', algorithm: 'rsa-sha256', fields: [...fields, 'Content-Transfer-Encoding', 'Cc'] },
    ...{ header: random.chance(0.8) ? 'relaxed' : 'simple', body: random.chance(0.8) ? 'relaxed' : 'simple' },
  };
}

function makeMail(
  id: string,
  parent: MadeMail | undefined,
  people: readonly Person[],
  subject: string,
  seconds: number,
  failingShare: number,
  random: Random,
): MadeMail {
  const from = parent === undefined ? people[0]! : writerOf(parent, people, random);
  const to =
    parent === undefined || parent.from === from ? people.filter((one) => one !== from).slice(0, random.between(1, 2)) : [parent.from];
  const fate: Fate = from.signs === undefined || random.chance(0.15) ? 'unsigned' : random.chance(failingShare) ? 'failing' : 'signed';
  const own = ownWords(id, from, to[0]!, random);
  const quoted = parent === undefined ? undefined : quote(id, parent, from, random);
  const nodes: Node[] = quoted === undefined ? own : quoted.isBottomPosted ? [...quoted.nodes, ...own] : [...own, ...quoted.nodes];
  const forging = fate !== 'signed' && random.chance(FORGED_SHARE) ? plantAny(nodes, id, random, from.language) : undefined;
  const mail = {
    ...{ id, from, to, subject: parent === undefined ? subject : `Re: ${subject}`, seconds, fate, nodes },
    references: parent === undefined ? [] : [...parent.references, parent.id],
    ...(forging !== undefined && { forged: forging.nodes, planted: forging.what, plantedIn: 'original' as const }),
    ...(quoted?.planted !== undefined && forging === undefined && { planted: quoted.planted, plantedIn: 'quote' as const }),
    ...(quoted !== undefined && { quotes: quoted.told }),
  };
  return { ...mail, octets: composeMail(mail, quoted?.told.textures ?? [], random) };
}

/** Those who got it answer; sometimes its writer goes on, or somebody reads it on a list. */
function writerOf(parent: MadeMail, people: readonly Person[], random: Random): Person {
  const chance = random.fraction();
  if (chance < 0.12) return parent.from;
  if (chance < 0.9) return random.pick(parent.to);
  return random.pick(people);
}

function ownWords(of: string, from: Person, to: Person, random: Random): Node[] {
  let at = 0;
  const sentence = (role: Sentence['role'], text: string): Sentence => ({ of, at: at++, role, text });
  const paragraph = (sentences: Sentence[]): Paragraph => ({ kind: 'paragraph', sentences });
  const { language } = from;
  const nodes: Node[] = [];
  if (random.chance(0.7)) nodes.push(paragraph([sentence('greeting', named(language.greeting, to))]));
  for (let count = random.between(1, 4); count > 0; count--) {
    nodes.push(paragraph(Array.from({ length: random.between(1, 4) }, () => sentence('body', makeSentence(random, language)))));
  }
  if (random.chance(0.6)) nodes.push(paragraph([sentence('farewell', language.farewell)]), paragraph([sentence('farewell', from.first)]));
  if (from.hasSignatureBlock)
    nodes.push(paragraph([sentence('signature', from.name), sentence('signature', `Tel. +44 20 7946 0${from.telephone}`)]));
  const device = from.style.device?.(language);
  if (device !== undefined) nodes.push(paragraph([sentence('device', device)]));
  return nodes;
}

function named(template: string, { first, last }: Person): string {
  return template.replace('{first}', first).replace('{last}', last);
}

function plantAny(nodes: readonly Node[], of: string, random: Random, language: Language): { nodes: Node[]; what: Plant } | undefined {
  const what = random.pick(plants);
  const planted = plant(nodes, what, of, random, language);
  return planted && { nodes: planted, what };
}

interface MadeQuote {
  readonly nodes: readonly Node[];
  readonly told: NonNullable<MadeMail['quotes']>;
  readonly planted?: Plant;
  readonly isBottomPosted: boolean;
}

function quote(id: string, parent: MadeMail, from: Person, random: Random): MadeQuote {
  const { style, language } = from;
  const isForward = random.chance(0.12);
  const how: Cut = isForward || random.chance(0.55) ? 'whole' : random.pick(cuts);
  const some = [...new Set(Array.from({ length: random.pick([0, 0, 1, 1, 2]) }, () => random.pick(textures)))].filter(
    (one, _, all) =>
      (one !== 'wrapped badly' || (style.marks !== 'none' && random.chance(0.3))) &&
      (one !== 'accents lost' || !all.includes('charset misread')),
  );
  const misquoted =
    how !== 'answered inline' && random.chance(MISQUOTING_SHARE)
      ? plantAny(parent.nodes, parent.id, random, parent.from.language)
      : undefined;
  let nodes = cut(misquoted?.nodes ?? parent.nodes, how, random, id, language);
  for (const one of textures.filter((one) => some.includes(one))) nodes = texture(nodes, one, random);
  const mail = {
    name: style.name.startsWith('Outlook') && random.chance(0.15) ? `${parent.from.last}, ${parent.from.first}` : parent.from.name,
    ...{ address: parent.from.address, to: parent.to, subject: parent.subject, seconds: parent.seconds, language },
    offsetMinutes: from.offsetMinutes,
  };
  const introduction = isForward ? introduceForward(style, mail) : style.introduce(mail);
  const marks = isForward && style.marks === 'marked' ? 'none' : style.marks;
  const whole: QuoteNode = { kind: 'quote', introduction, marks, of: parent.id, nodes };
  return {
    nodes: marks === 'none' ? [whole] : parted(whole, id),
    told: { of: parent.id, cut: how, textures: some, isForward },
    ...(misquoted !== undefined && { planted: misquoted.what }),
    isBottomPosted: marks !== 'none' && how !== 'answered inline' && random.chance(0.3),
  };
}

/** Behind the sentences of the text above. */
const FIRST_ANSWER = 1_000;

/** With marks, answers stand between quotes. */
function parted(whole: QuoteNode, answerer: string): Node[] {
  const pieces: Node[] = [];
  let open: Node[] = [];
  let answers = 0;
  const close = () => {
    if (open.length > 0) pieces.push({ ...whole, introduction: pieces.length === 0 ? whole.introduction : [], nodes: open });
    open = [];
  };
  for (const node of whole.nodes) {
    const isAnswer = node.kind === 'paragraph' && node.sentences[0]!.of === answerer && !/^[[(]/.test(node.sentences[0]!.text);
    if (!isAnswer) open.push(node);
    else {
      close();
      // What is written between marked lines is plain to see: it is his.
      const sentences = node.sentences.map((sentence): Sentence => ({ ...sentence, role: 'body', at: FIRST_ANSWER + answers++ }));
      pieces.push({ ...node, sentences });
    }
  }
  close();
  return pieces;
}
