import { decodeUndeclared, latin1ToOctets } from '../../../message/charset.ts';
import { decodeEncodedWords } from '../../../message/encoded-words.ts';
import type { Message } from '../../../message/message.ts';
import type { Candidate, Reversal } from '../reversal.ts';
import { ADDRESS_FIELDS } from './address-fields.ts';
import { nameOf, plainOrQuoted, quoted, readAddresses, utf8Text, writeAddresses } from './address-list.ts';
import { encodedForms, encodeText, rawForms } from './encoded-forms.ts';
import { changesOf, type HeaderText, headerCandidate, type Place, shown, signedPlaces, unfolded, withValue } from './header-text.ts';

/**
 * Text beyond ASCII written anew: Q for B or B for Q, another charset, another letter case of its label, other characters escaped, the
 * text cut into words at other places, or raw UTF-8 for all that. Exchange and Outlook.com decode every field on arrival and encode it
 * in a charset of their choice; Mailman does so for the Subject; servers without SMTPUTF8 encode what came raw (RFC 6857). The text stays the same.
 *
 * @see RFC 2047; RFC 6532
 */
export const encodedWords: Reversal = {
  name: 'encoded-words',
  part: 'header',
  cost: 2,
  *propose(message, clues) {
    const places = signedPlaces(message, clues, TEXTS).filter(({ text }) => /=\?|[\x80-\xff]/.test(text.value));
    const groups = places.length > 1 ? [places, ...places.map((place) => [place])] : [places];
    // In turn: the usual forms come first, whether one field was written anew or all.
    let open = groups.filter(({ length }) => length > 0).map((group) => inOneForm(message, group));
    while (open.length > 0) {
      const left: Generator<Candidate>[] = [];
      for (const forms of open) {
        const { value, done } = forms.next();
        if (done) continue;
        yield value;
        left.push(forms);
      }
      open = left;
    }
  },
};

const TEXTS = new Set([...ADDRESS_FIELDS, 'subject', 'thread-topic', 'comments', 'keywords', 'organization', 'content-description']);

/** Every text of these fields in one form: what one program wrote. */
function* inOneForm(message: Message, places: readonly Place[]): Generator<Candidate> {
  const seen = new Set<string>();
  const rewrite = places.map(rewriterOf);
  const make = (write: (text: string, offset: number, isName: boolean) => string | undefined, detail: string) => {
    const edits: [Place, HeaderText][] = [];
    for (const [at, place] of places.entries()) {
      const value = rewrite[at]!((text, isName) => write(text, place.text.name.length + 2, isName));
      if (value === undefined) return undefined;
      edits.push([place, withValue(place.text, value)]);
    }
    const key = edits.map(([, { value }]) => value).join('\n');
    if (seen.has(key)) return undefined;
    seen.add(key);
    const told = edits.map(([{ text }, after]) => `${text.name}: ${shown(text)} read as ${shown(after)}`).join('; ');
    return headerCandidate(message, 'encoded-words', changesOf(edits), `${detail}: ${told}`);
  };
  for (const at of [0, 1]) {
    const raw = make((text, _, isName) => (isName ? plainOrQuoted(rawForms(text)[at] ?? '') : rawForms(text)[at]), 'text in raw octets');
    if (raw !== undefined) yield raw;
    const inQuotes = make(
      (text, _, isName) => (isName ? quoted(rawForms(text)[at] ?? '') : rawForms(text)[at]),
      'text in raw octets, names in quotes',
    );
    if (inQuotes !== undefined) yield inQuotes;
  }
  const texts = rewrite.flatMap(textsOf);
  for (const form of encodedForms(texts, wordsFound(places), places[0]!.text.name.length + 2)) {
    const made = make((text) => encodeText(text, form), `text in ${form.charset} ${form.encoding}`);
    if (made !== undefined) yield made;
  }
}

/** Gives a field's value with each text that is not ASCII written by `write`; undefined where it cannot be. */
type Rewriter = (write: (text: string, isName: boolean) => string | undefined) => string | undefined;

/** What is read of the field is read once, for all the forms in which it is written. */
function rewriterOf({ text, field }: Place): Rewriter {
  const value = unfolded(text);
  if (!ADDRESS_FIELDS.has(field.lowerName)) {
    const read = decodeEncodedWords(decodeUndeclared(latin1ToOctets(value)));
    return (write) => write(read, false);
  }
  const addresses = readAddresses(value).map((address) => {
    if (address.phrase === undefined || !/=\?|[\x80-\xff]/.test(address.phrase)) return { address };
    const name = nameOf(address);
    return /^[\x20-\x7e]*$/.test(name) ? { address: { ...address, phrase: plainOrQuoted(utf8Text(name)) } } : { address, name };
  });
  return (write) => {
    const written = addresses.map(({ address, name }) => {
      if (name === undefined) return address;
      const phrase = write(name, true);
      return phrase === undefined ? undefined : { ...address, phrase };
    });
    return written.includes(undefined) ? undefined : writeAddresses(written.filter((address) => address !== undefined));
  };
}

/** The texts of a field that are not ASCII. */
function textsOf(rewrite: Rewriter): string[] {
  const texts: string[] = [];
  rewrite((text) => {
    texts.push(text);
    return '';
  });
  return texts;
}

function wordsFound(places: readonly Place[]): { charsets: string[]; encoding: string | undefined } {
  const charsets = new Set<string>();
  let encoding: string | undefined;
  for (const { text } of places) {
    for (const match of text.value.matchAll(/=\?([A-Za-z0-9_-]{1,40})(?:\*[A-Za-z-]{1,40})?\?([bBqQ])\?/g)) {
      if (charsets.size < maxCharsets) charsets.add(match[1]!);
      encoding ??= match[2];
    }
  }
  return { charsets: [...charsets], encoding };
}

/** Every charset found is tried in every form: a hostile header may name a thousand. */
const maxCharsets = 3;
