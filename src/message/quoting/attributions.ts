import { type AttributionDate, type FoundDate, findDate } from './dates.ts';
import { type QuotedPerson, readPerson } from './people.ts';
import { anyOf, folded, phrases } from './phrases/languages.ts';

/** What introduces a quote, and what it says of the mail that is quoted. Nothing of it is proven: its writer may have made it up. */
export interface Attribution {
  /** `reply`: `On … wrote:`, or the header lines above a mail that is answered. `forward`: those above one that is passed on. */
  readonly style: 'reply' | 'forward';
  readonly sender?: QuotedPerson;
  readonly date?: AttributionDate;
  readonly subject?: string;
  /** To and Cc of a block of header lines, in order. */
  readonly recipients?: readonly QuotedPerson[];
}

export interface FoundAttribution {
  readonly attribution: Attribution;
  /**
   * `whole`: it begins and ends as one does, and names a date and somebody; between them stands nothing that could be prose. `end`: only its
   * end can be told from prose (`Alice wrote:`), so it counts right above quoted lines alone. `shape`: of a language that is not known,
   * but with an address in angle brackets or a day of a year, and a colon at the end: it counts there too.
   */
  readonly certainty: 'whole' | 'end' | 'shape';
}

/** So many readings are remembered: every answer in a thread repeats those above it. */
const maxRemembered = 4_000;
const remembered = new Map<string, FoundAttribution | undefined>();

/**
 * Reads a text, its lines joined by spaces, as an attribution: `On 3 May 2016, Alice <alice@a.example> wrote:`.
 *
 * @returns undefined where it is none: it must end in a colon, or in a verb that ends attributions.
 */
export function readAttribution(text: string): FoundAttribution | undefined {
  if (text.length > MAX_ATTRIBUTION_LENGTH || text.length < 4 || !mayEndAttribution(text)) return undefined;
  const trimmed = text.trimEnd().replace(/\s+/g, ' ');
  // What was replaced in is a copy; anything else is a part of the mail, and would hold the whole of it in memory.
  if (!trimmed.includes(' ')) return readOnce(trimmed);
  if (!remembered.has(trimmed)) {
    if (remembered.size === maxRemembered) remembered.clear();
    remembered.set(trimmed, readOnce(trimmed));
  }
  const found = remembered.get(trimmed);
  // Each is an attribution of its own: what two of them introduce is not one quote.
  return found && { ...found, attribution: { ...found.attribution } };
}

function readOnce(trimmed: string): FoundAttribution | undefined {
  const bare = /^[-<+*]|[->]$/.test(trimmed) ? trimmed.replace(dressing, '') : trimmed;
  const body = bare.replace(/\s?[:：]$/, '');
  const found = findDate(body);
  const verb = findVerb(body, found);
  const person = readPerson(body, found, verb);
  const attribution: Attribution = {
    style: 'reply',
    ...(person?.person && { sender: person.person }),
    ...(found?.date && { date: found.date }),
  };
  if (found?.date !== undefined && isWhole(body, found, verb, person?.person, person?.rest ?? body))
    return { attribution, certainty: 'whole' };
  if (body === bare && found === undefined) return undefined;
  const isEnd = (verb !== undefined && verb.end === body.length) || authorAlone.test(trimmed);
  if (isEnd && found?.date !== undefined) return { attribution, certainty: 'end' };
  const shape = readShape(body, body === bare ? undefined : found);
  return isEnd && shape?.certainty !== 'whole' ? { attribution, certainty: 'end' } : shape;
}

/**
 * What is left where a language is not known: an address in angle brackets, a year and a time, a colon. The name cannot be told from the
 * words around it; with no address, the sender is not known.
 *
 * `whole` with all of them.
 */
function readShape(body: string, found: FoundDate | undefined): FoundAttribution | undefined {
  const address = /<([^\s<>@]{1,100}@[^\s<>@]{1,200})>/.exec(body.replace(/<mailto:[^<>]{0,300}>/gi, ''))?.[1];
  const isDated = found?.date !== undefined || (clockTime.test(body) && yearAlone.test(body));
  if (!isDated && (address === undefined || !clockTime.test(body))) return undefined;
  const attribution: Attribution = {
    style: 'reply',
    ...(address !== undefined && { sender: { address } }),
    ...(found?.date && { date: found.date }),
  };
  return { attribution, certainty: address !== undefined && isDated && body.length <= MAX_SHAPE_LENGTH ? 'whole' : 'shape' };
}

const yearAlone = /(?<!\d)(?:19[7-9]\d|20\d\d)(?!\d)/;
const clockTime = /(?<!\d)\d{1,2}[:.]\d{2}(?!\d)/;
/** Longer, it is prose that leads up to something. */
const MAX_SHAPE_LENGTH = 200;

/** Whether a line may be the last of an attribution: cheap, so that other lines cost next to nothing. */
export function mayEndAttribution(line: string): boolean {
  const end = line.slice(-MAX_END_LENGTH).trimEnd();
  return /[:：]\s?(?:-{2,10}>?)?$/.test(end) || verbAlone.test(end);
}

const MAX_END_LENGTH = 24;

/** Several times what a program writes: a name, an address, a date. */
export const MAX_ATTRIBUTION_LENGTH = 500;

/** Yahoo, Lotus Notes and PGP put hyphens around, some an asterisk before. */
const dressing = /^(?:(?:- )?-{2,10} ?|<-{1,3} |\+{2,6} |\* (?=\S))|(?<=[:：])\s?(?:-{2,10}>?)$|(?<=\S)\s?-{2,3}>$/g;

/** Verbs by their first word: `a écrit` under `a`, the longest first. */
const verbsByFirstWord = new Map<string, string[]>();
for (const phrase of phrases((language) => language.verbs)) {
  const [first = ''] = phrase.split(/[ (/\\]/, 1);
  verbsByFirstWord.set(first, [...(verbsByFirstWord.get(first) ?? []), phrase]);
}
/** What may stand around a verb; Chinese and Japanese put nothing there. */
const wordStart = /(?<=^|[\s,>)\]*"'”،])\p{L}[^\s,:：()/\\写寫]*|写道|寫道|のメール/gu;
const verbAlone = /[\s>,)"](?:wrote|a écrit|schrieb|escribió|ha scritto|escreveu|napisał|написал|yazdı|写道|寫道|のメール)$/iu;
const opening = new RegExp(`^(?:${anyOf(phrases((language) => language.openings))})(?=[\\s,:"'<])`, 'iu');
/** Emacs and others name the author alone: `* Alice A:`, `Alice A <alice@a.example>:`, `Quoting Alice:`. */
const authorAlone =
  /^(?:\* \S.{1,60}|[^<>]{0,80}<[^<>\s@]{1,100}@[^<>\s]{1,100}>(?: \[[^\]]{6,40}\])?|Excerpts from .{3,80} message of .{5,60}|(?:Quoting|Zitat von|Citeren|Quoto|Citando|Cytowanie) .{2,80}|\S[^.]{0,60}\[[^\]]{6,40}\])\s?:$/i;

interface Place {
  readonly start: number;
  readonly end: number;
}

/** The verb at the end, else the last one outside the date. */
function findVerb(text: string, date: Place | undefined): Place | undefined {
  let found: Place | undefined;
  for (const { 0: word, index: start } of text.matchAll(wordStart)) {
    const length = lengthOfVerb(text, word, start);
    const end = start + (length ?? 0);
    if (length === undefined || (date !== undefined && end > date.start && start < date.end)) continue;
    if (found === undefined || start >= found.end) found = { start, end };
    if (end === text.length) return { start, end };
  }
  return found;
}

function lengthOfVerb(text: string, word: string, start: number): number | undefined {
  const following = verbsByFirstWord.get(folded(word));
  if (following === undefined) return undefined;
  const written = text.slice(start, start + MAX_VERB_LENGTH).toLowerCase();
  return following.find((phrase) => written.startsWith(phrase) && /^$|^[\s,:：(.]/.test(written.slice(phrase.length)))?.length;
}

const MAX_VERB_LENGTH = 40;

/**
 * Names a date and somebody, begins with one of them or as attributions begin, and says `wrote`, or ends in an address as those of
 * Gmail do in some languages. What is left beside these, the name, must be short.
 */
function isWhole(text: string, date: Place | undefined, verb: Place | undefined, person: QuotedPerson | undefined, rest: string): boolean {
  if (date === undefined || person === undefined) return false;
  if (rest.length > MAX_NAME_LENGTH || rest.split(/\s+/).length > MAX_NAME_WORDS || /\p{Ll}{4}[.!?;]\s+\p{Lu}\p{Ll}{3}/u.test(rest))
    return false;
  const first = /[\p{L}\p{N}]/u.exec(text)?.index ?? 0;
  const beginsAsOne = opening.test(text) || date.start <= first;
  if (verb === undefined) return person.address !== undefined && beginsAsOne && /[>)\]"]\s*$|\S@\S+$/.test(text);
  if (beginsAsOne) return true;
  // `Alice <alice@a.example> schrieb am 3. Mai 2016 um 10:00:`
  return verb.end <= date.start && date.start - verb.end <= MAX_GAP && text.length - date.end <= 3;
}

const MAX_NAME_LENGTH = 100;
const MAX_NAME_WORDS = 10;
/** Between `wrote` and the date stand `on`, `in message` or the name of a day. */
const MAX_GAP = 16;
