import { latin1ToOctets, octetsToLatin1, strictUtf8 } from '../../../message/charset.ts';

/** A way in which a program writes text of a header as encoded-words (RFC 2047). */
export interface EncodedForm {
  /** As it stands in the word, `UTF-8` or `utf-8`. */
  readonly charset: string;
  /** As it stands in the word. */
  readonly encoding: 'B' | 'Q' | 'b' | 'q';
  /** All of the text in words; from its first to its last word that needs it; runs of such words; each such word by itself. */
  readonly scope: 'whole' | 'span' | 'runs' | 'words';
  /** What Q writes as it is, beside letters and digits. */
  readonly plain: string;
  /** The longest first word and the longest of the others; Infinity: all in one. */
  readonly first: number;
  readonly other: number;
}

/** What Q leaves as it is, by program. */
const PLAIN_SETS = [
  '!*+-/', // Python, Thunderbird, Mail::Header: what RFC 2047 §5 (3) allows in names
  '!"#$%&\'()*+,-./:;<>@[\\]^`{|}~', // mutt, git in subjects
  "!#$%&'*+-/^`{|}~.,;@", // Exchange
  '-', // Java Mail and others that keep letters alone
  '!*+-/.', // Gmail
];

/**
 * The forms that programs in use give to these texts, the usual ones first; none that comes to the same for all of them.
 *
 * @param found - The labels and the encoding of the words as they stand in the header now.
 * @param offset - How long the field's name is, its colon and space included: some count it into the first line.
 */
export function* encodedForms(
  texts: readonly string[],
  found: { readonly charsets: readonly string[]; readonly encoding: string | undefined },
  offset: number,
): Generator<EncodedForm> {
  const isPossible = (charset: string) => texts.every((text) => encoderOf(charset)?.(text) !== undefined);
  const usual = [...new Set([...found.charsets, 'UTF-8', 'utf-8'])].filter(isPossible);
  const others = OTHER_CHARSETS.filter((charset) => !usual.includes(charset) && isPossible(charset));
  const cuts = [
    [75, 75],
    [76 - offset, 75],
    [78 - offset, 75],
    [63, 63],
  ] as const;
  const seen = new Set<string>();
  for (const { scope, encoding, plain, charset } of stylesOf(usual, others, found.encoding)) {
    const uncut: EncodedForm = { charset, encoding, scope, plain, first: Number.POSITIVE_INFINITY, other: Number.POSITIVE_INFINITY };
    const written = texts.map((text) => encodeText(text, uncut)).join('\n');
    if (seen.has(written)) continue;
    seen.add(written);
    if (written.split(/[ \n]/).some((word) => word.length > shortestCut)) {
      for (const [first, other] of cuts) yield { ...uncut, first, other };
    }
    yield uncut;
  }
}

function* stylesOf(
  usual: readonly string[],
  others: readonly string[],
  found: string | undefined,
): Generator<Pick<EncodedForm, 'scope' | 'encoding' | 'plain' | 'charset'>> {
  const encodings = found?.toLowerCase() === 'b' ? (['Q', 'B', 'q', 'b'] as const) : (['B', 'Q', 'b', 'q'] as const);
  for (const charsets of [usual, others]) {
    for (const scope of ['whole', 'runs', 'span', 'words'] as const) {
      for (const encoding of encodings) {
        const plains = encoding === 'Q' ? PLAIN_SETS : encoding === 'q' ? PLAIN_SETS.slice(0, 2) : [''];
        for (const charset of charsets) for (const plain of plains) yield { charset, encoding, scope, plain };
      }
    }
  }
}

/** A word no longer than this is cut by nobody. */
const shortestCut = 55;

const OTHER_CHARSETS = ['iso-8859-1', 'ISO-8859-1', 'windows-1252', 'Windows-1252', 'iso-8859-15'];

/** @returns The text in that form, one character an octet; undefined where the charset does not have its characters. */
export function encodeText(text: string, form: EncodedForm): string | undefined {
  const encoder = encoderOf(form.charset);
  if (encoder === undefined || encoder(text) === undefined) return undefined;
  return piecesOf(text, form.scope)
    .map(({ piece, isEncoded }, at) => {
      if (!isEncoded) return piece;
      return wordsOf(piece, form, at === 0 ? form.first : form.other, encoder).join(' ');
    })
    .join(' ');
}

/** Text cut at spaces into what is encoded and what is not; between two pieces one space stands that is shown. */
function piecesOf(text: string, scope: EncodedForm['scope']): { piece: string; isEncoded: boolean }[] {
  if (scope === 'whole') return [{ piece: text, isEncoded: true }];
  const words = text.split(' ');
  const needs = words.map((word) => /[^\x20-\x7e]|=\?/.test(word));
  const first = needs.indexOf(true);
  if (first === -1) return [{ piece: text, isEncoded: false }];
  if (scope === 'span') {
    const last = needs.lastIndexOf(true);
    return [
      { piece: words.slice(0, first).join(' '), isEncoded: false },
      { piece: words.slice(first, last + 1).join(' '), isEncoded: true },
      { piece: words.slice(last + 1).join(' '), isEncoded: false },
    ].filter(({ piece }) => piece !== '');
  }
  const pieces: { piece: string; isEncoded: boolean }[] = [];
  for (const [at, word] of words.entries()) {
    const previous = pieces.at(-1);
    const isEncoded = needs[at]!;
    if (previous === undefined || previous.isEncoded !== isEncoded) pieces.push({ piece: word, isEncoded });
    else if (scope === 'runs' || !isEncoded) pieces[pieces.length - 1] = { piece: `${previous.piece} ${word}`, isEncoded };
    else pieces.push({ piece: ` ${word}`, isEncoded }); // the space between two words is shown only where one of them holds it
  }
  return pieces;
}

type Encoder = (text: string) => Uint8Array | undefined;

/** In every charset here its characters are themselves. */
const ASCII: readonly (Uint8Array | undefined)[] = Array.from({ length: 128 }, (_, code) => Uint8Array.of(code));

/** Encoded-words no longer than allowed; a character is never cut in two. */
function wordsOf(text: string, { charset, encoding, plain, first, other }: EncodedForm, firstWidth: number, encoder: Encoder): string[] {
  const isB = encoding === 'B' || encoding === 'b';
  const frame = `=?${charset}?${encoding}?`;
  const words: string[] = [];
  let held = '';
  let octets = 0;
  const close = () => {
    words.push(`${frame}${held}?=`);
    held = '';
    octets = 0;
  };
  let pending = '';
  for (const character of text) {
    const encoded = ASCII[character.charCodeAt(0)] ?? encoder(character) ?? new Uint8Array();
    const width = (words.length === 0 ? Math.min(firstWidth, first) : other) - frame.length - 2;
    if (isB) {
      if (octets > 0 && 4 * Math.ceil((octets + encoded.length) / 3) > width) {
        held = btoa(octetsToLatin1(encoder(pending) ?? new Uint8Array()));
        close();
        pending = '';
      }
      pending += character;
      octets += encoded.length;
      continue;
    }
    const written = quotedOctets(encoded, plain);
    if (held !== '' && held.length + written.length > width) close();
    held += written;
  }
  if (isB && pending !== '') held = btoa(octetsToLatin1(encoder(pending) ?? new Uint8Array()));
  if (held !== '') close();
  return words;
}

function quotedOctets(octets: Uint8Array, plain: string): string {
  let out = '';
  for (const octet of octets) {
    const character = CHARACTERS[octet]!;
    if (octet === 0x20) out += '_';
    else if (IS_PLAIN[octet]! || (octet < 0x7f && plain.includes(character))) out += character;
    else out += ESCAPES[octet]!;
  }
  return out;
}

const CHARACTERS = Array.from({ length: 256 }, (_, octet) => String.fromCharCode(octet));
const IS_PLAIN = CHARACTERS.map((character) => /[A-Za-z0-9]/.test(character));
const ESCAPES = CHARACTERS.map((_, octet) => `=${octet.toString(16).toUpperCase().padStart(2, '0')}`);

/** Undefined where the charset is none of UTF-8 and those of one octet a character, or unknown. */
function encoderOf(label: string): Encoder | undefined {
  const name = label.toLowerCase();
  let encoder = encoders.get(name);
  if (encoder === undefined) {
    encoder = name === 'utf-8' || name === 'utf8' ? (text) => utf8.encode(text) : singleOctetEncoder(name);
    if (encoders.size < maxEncoders && encoder !== undefined) encoders.set(name, encoder);
  }
  return encoder;
}

const utf8 = new TextEncoder();
const encoders = new Map<string, Encoder>();
/** Labels come out of mail: as many are kept as there are charsets of one octet. */
const maxEncoders = 40;

function singleOctetEncoder(label: string): Encoder | undefined {
  if (!/^(?:us-ascii|iso-8859-\d{1,2}|windows-125\d|koi8-[ru]|macintosh)$/.test(label)) return undefined;
  const octetOf = new Map<string, number>();
  // The platform reads the ISO labels of Western Europe as windows-1252: what is written is the standard's own.
  const isLatin1 = label === 'iso-8859-1' || label === 'us-ascii';
  const decoder = isLatin1 ? undefined : new TextDecoder(label);
  for (let octet = label === 'us-ascii' ? 127 : 255; octet >= 0; octet--) {
    octetOf.set(decoder?.decode(Uint8Array.of(octet)) ?? String.fromCharCode(octet), octet);
  }
  return (text) => {
    const octets = new Uint8Array(text.length);
    let length = 0;
    for (const character of text) {
      const octet = octetOf.get(character);
      if (octet === undefined) return undefined;
      octets[length++] = octet;
    }
    return octets.subarray(0, length);
  };
}

/** The text as raw octets, one character each: what programs write that know RFC 6532, and those that know nothing. */
export function rawForms(text: string): string[] {
  const forms = [octetsToLatin1(utf8.encode(text))];
  const latin1 = encoderOf('iso-8859-1')?.(text);
  if (latin1 !== undefined && strictUtf8(latin1ToOctets(text)) === undefined) forms.push(octetsToLatin1(latin1));
  return forms;
}
