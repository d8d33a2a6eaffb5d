import { decodeUndeclared, latin1ToOctets } from '../../../message/charset.ts';
import { decodeEncodedWords } from '../../../message/encoded-words.ts';
import type { Reversal } from '../reversal.ts';
import { encodedForms, encodeText, rawForms } from './encoded-forms.ts';
import { type Place, replaced, signedPlaces, unfolded } from './header-text.ts';

/**
 * Marks that lists and servers put into the Subject: `[list]`, `[list:123]`, `(list) 12`, `***SPAM***`, `[EXTERNAL]`, `EXT:`. Mailman also puts the
 * `Re:` before the tag that stood after it, writes `Re:` for `AW:` or `SV:`, and where the text is not ASCII encodes all of it anew.
 *
 * @see https://docs.mailman3.org (subject_prefix); RFC 6377 §3.2 and §5.5 (what lists do to signatures)
 */
export const subjectTag: Reversal = {
  name: 'subject-tag',
  part: 'header',
  cost: 1,
  *propose(message, clues) {
    for (const place of signedPlaces(message, clues, SUBJECT)) {
      const seen = new Set<string>();
      for (const value of candidates(place)) {
        if (seen.has(value)) continue;
        seen.add(value);
        yield* replaced(message, 'subject-tag', place, value);
      }
    }
  },
};

const SUBJECT = new Set(['subject', 'thread-topic']);

function* candidates(place: Place): Generator<string> {
  const raw = unfolded(place.text);
  yield* withoutTags(raw);
  const text = decodeEncodedWords(decodeUndeclared(latin1ToOctets(raw)));
  if (text === raw || !TAG.test(text.replace(REPLY, ''))) return;
  // The tag stands inside an encoded-word, or what stands after it was encoded anew when it came.
  const match = /=\?([A-Za-z0-9_-]{1,40})(?:\*[A-Za-z-]{1,40})?\?([bBqQ])\?/.exec(raw);
  const found = { charsets: match === null ? [] : [match[1]!], encoding: match?.[2] };
  const texts = [...new Set(withoutTags(text))].slice(0, maxTexts);
  for (const bare of texts) yield* /[^\x20-\x7e]/.test(bare) ? rawForms(bare) : [bare];
  for (const bare of texts) {
    if (!/[^\x20-\x7e]/.test(bare)) continue;
    for (const form of encodedForms([bare], found, place.text.name.length + 2)) {
      const encoded = encodeText(bare, form);
      if (encoded !== undefined) yield encoded;
    }
  }
}

/** Each is encoded in some hundreds of forms. */
const maxTexts = 4;

/** `Re:` in the languages of mail programs, with the counts that some put there. */
const REPLY = /^(?:(?:re|aw|sv|vs|antw|ref?|odp|rv|r|fwd?|wg|tr|vb|i|enc)(?:\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3})?[ \t]*:[ \t]*)+/i;
const TAG =
  /^(?:\[[^[\]]{1,80}\]|\*{2,5}[^*]{1,40}\*{2,5}|\{[^{}]{1,40}\}|\([^()]{1,60}\)|<[^<>]{1,40}>|(?:external|ext|spam|caution|warning|extern|suspected spam)[ \t]*[:-])[ \t]*/i;

function* withoutTags(subject: string): Generator<string> {
  const reply = REPLY.exec(subject)?.[0] ?? '';
  const afterReply = subject.slice(reply.length);
  const tag = TAG.exec(afterReply)?.[0];
  if (tag !== undefined) {
    const rest = afterReply.slice(tag.length);
    const inner = REPLY.exec(rest)?.[0] ?? '';
    yield `${reply}${rest}`;
    if (reply === '' && inner !== '') yield `${inner}${tag}${rest.slice(inner.length)}`; // “[tag] Re: x” was “Re: [tag] x”
    if (reply !== '') {
      yield `${tag}${reply}${rest}`;
      yield rest;
      for (const word of REPLY_WORDS) yield `${word} ${rest}`;
      for (const word of REPLY_WORDS) yield `${word} ${tag}${rest}`;
    }
    let left = rest;
    for (let next = TAG.exec(left); next !== null; next = TAG.exec(left)) {
      left = left.slice(next[0].length);
      yield `${reply}${left}`;
      if (left.length === rest.length) break;
    }
  } else if (reply !== '') {
    yield afterReply;
    for (const word of REPLY_WORDS) yield `${word} ${afterReply}`;
    yield `${reply}${reply}${afterReply}`;
    const first = /^[^:]{1,12}:[ \t]*/.exec(reply)?.[0] ?? reply;
    yield `${first}${afterReply}`;
  }
  const suffix = /[ \t](?:\[[^[\]]{1,80}\]|\([^()]{1,60}\))$/.exec(subject.slice(-100))?.[0];
  if (suffix !== undefined) yield subject.slice(0, -suffix.length);
}

const REPLY_WORDS = ['Re:', 'RE:', 're:', 'AW:', 'Aw:', 'SV:', 'Sv:', 'VS:', 'Antw:', 'R:', 'TR:', 'Fwd:', 'FW:', 'Fw:', 'WG:'];
