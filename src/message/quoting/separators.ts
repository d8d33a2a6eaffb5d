import type { Attribution } from './attributions.ts';
import { findDate } from './dates.ts';
import { readPerson } from './people.ts';
import { folded, phrases } from './phrases/languages.ts';

/** A line that says by itself that what follows is another mail, or that it is over. */
export interface Separator {
  readonly kind: 'reply' | 'forward' | 'end';
  /** Lotus Notes and mutt say by whom and when: `----- Forwarded by Alice/Budget on 05/03/2016 10:00 AM -----`. */
  readonly attribution?: Omit<Attribution, 'style'>;
}

/** Reads `-----Original Message-----`, `Begin forwarded message:` and the like, in all languages of `phrases/`. */
export function readSeparator(content: string): Separator | undefined {
  if (content.length > MAX_SEPARATOR_LENGTH || content.length < 8 || !lastCharacters.includes(content.at(-1)!)) return undefined;
  // Most lines that end so are attributions: longer than any phrase, and without a ruler.
  if (content.length > MAX_PHRASE_LENGTH && !ruledStart.test(content)) return undefined;
  const match = /^((?:- )?[-_=*\u2014]{2,} ?)?([^-_=*\u2014\s].{2,150}?)(\s?[-_=*\u2014]{2,}|\s?[:：])$/.exec(content);
  if (match === null) return undefined;
  const words = folded(match[2]!);
  const isRuled = match[1] !== undefined && !/[:：]$/.test(content);
  if (originals.has(words)) return isRuled || words.includes(' ') || words.length > 10 ? { kind: 'reply' } : undefined;
  if (forwards.has(words)) return isRuled || words.includes(' ') || words.length > 10 ? { kind: 'forward' } : undefined;
  if (!isRuled) return undefined;
  if (ends.has(words) || words.startsWith('end of forwarded')) return { kind: 'end' };
  const named =
    /^(?:forwarded (?:message from|by|message by|from)|weitergeleitet von|transféré par|réacheminé par|reenviado por|inoltrato da|doorgestuurd door|encaminhado por)\s(.+)$/.exec(
      words,
    );
  return named === null ? undefined : { kind: 'forward', ...namedIn(match[2]!.trim(), words) };
}

/** A ruler such as Outlook draws above its block of header lines. Alone it says nothing. */
export function isRuler(content: string): boolean {
  return content.length <= MAX_SEPARATOR_LENGTH && /^[_\-=*\u2500\u2014]{5,}$/.test(content);
}

/** A line that looks like a separator of a language that is not known: `-----Missatge original-----`. Alone it says nothing. */
export function isWordedRuler(content: string): boolean {
  return content.length <= MAX_WORDED_RULER && /^-{4,20} ?[^-\s][^-]{2,50}[^-\s] ?-{4,20}$/.test(content);
}

const MAX_WORDED_RULER = 80;
const MAX_SEPARATOR_LENGTH = 200;
const lastCharacters = '-_=*\u2014:：';

const originals: ReadonlySet<string> = new Set(phrases((language) => language.originals));
const forwards: ReadonlySet<string> = new Set(phrases((language) => language.forwards));
/** Of what stands without a ruler, with its colon; the same letters may be written as twice as many characters. */
const MAX_PHRASE_LENGTH = 2 * Math.max(...[...originals, ...forwards].map(({ length }) => length)) + 2;
const ruledStart = /^(?:- )?[-_=*\u2014]{2}/;
const ends: ReadonlySet<string> = new Set(phrases((language) => language.ends));

/** `from` names the author; `by` names who passed it on, which is somebody else, at another time. */
function namedIn(text: string, words: string): Pick<Separator, 'attribution'> {
  if (!words.startsWith('forwarded message from') && !words.startsWith('forwarded from')) return {};
  const body = text.slice(text.toLowerCase().indexOf('from') + 4);
  const date = findDate(body);
  const { person } = readPerson(body, date);
  return { attribution: { ...(person && { sender: person }), ...(date?.date && { date: date.date }) } };
}
