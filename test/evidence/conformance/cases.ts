import { type KeyName, keyRecord, publicMaterial } from '../support/keys.ts';
import { type SigningOptions, sign } from '../support/signer.ts';
import { generateBody, generateMessage, word } from './generator.ts';
import type { Random } from './random.ts';

/** One signed message, perhaps damaged, and the key record that its selector has; undefined: none. */
export interface Case {
  readonly message: string;
  readonly record: string | undefined;
}

const SIGNER = 'the tests';
const MAILAUTH = "mailauth's signer";

/** How a message is signed; `signMail` may be another project's signer. */
export interface Signing {
  readonly signMail: (message: string, options: SigningOptions) => Promise<string>;
}

/** A kind of message. `make` gives another message of it each time. */
export interface CaseKind {
  readonly name: string;
  readonly make: (random: Random, signing: Signing) => Promise<Case> | Case;
}

const KEYS: readonly KeyName[] = ['rsa1024', 'rsa1024', 'rsa1024e3', 'rsa512', 'ed25519'];
const CANONICALIZATIONS = ['simple/simple', 'simple/relaxed', 'relaxed/simple', 'relaxed/relaxed', 'relaxed', 'simple'];
const NAMES = ['from', 'to', 'subject', 'date', 'message-id', 'cc', 'x-note', 'x-note', 'content-type'];

/** Signed as anyone might. */
function randomOptions(random: Random): SigningOptions {
  const key = random.pick(KEYS);
  return {
    key,
    canonicalization: random.pick(CANONICALIZATIONS),
    hash: key === 'ed25519' || random.chance(0.7) ? 'sha256' : 'sha1',
    names: random.chance(0.2) ? ['From', 'Subject', 'from', 'subject', 'List-Id'] : NAMES,
  };
}

/** Signed by our test signer, then changed. */
function damaged(name: string, change: (message: string, random: Random) => string, more: Partial<SigningOptions> = {}): CaseKind {
  return {
    name,
    make(random) {
      const options = { ...randomOptions(random), ...more };
      return { message: change(sign(generateMessage(random), options), random), record: keyRecord(options.key) };
    },
  };
}

/** Signed by our test signer, with tags that are signed too. */
function tagged(name: string, more: (random: Random, options: SigningOptions) => Partial<SigningOptions>): CaseKind {
  return {
    name,
    make(random) {
      const options = randomOptions(random);
      const all = { ...options, ...more(random, options) };
      return { message: sign(generateMessage(random), all), record: keyRecord(all.key) };
    },
  };
}

/** Signed by our test signer; the key record is another one. */
function keyed(name: string, record: (key: KeyName) => string | undefined, more: Partial<SigningOptions> = {}): CaseKind {
  return {
    name,
    make(random) {
      const options = { ...randomOptions(random), ...more };
      return { message: sign(generateMessage(random), options), record: record(options.key) };
    },
  };
}

/** A field written by hand, `{bh}` and `{b}` to be filled in. */
function written(name: string, template: (algorithm: string) => string): CaseKind {
  return tagged(name, (_, { key, hash = 'sha256' }) => ({
    canonicalization: 'relaxed/relaxed',
    names: ['from', 'subject'],
    template: template(`${key === 'ed25519' ? 'ed25519' : 'rsa'}-${hash}`),
  }));
}

const field = (tags: string): string => `DKIM-Signature: ${tags}`;
const inField = (change: (field: string) => string) => (message: string) =>
  message.replace(/^DKIM-Signature:.*?\r\n(?![ \t])/s, (text) => change(text));
const inHeader = (change: (header: string) => string) => (message: string) => {
  const end = message.indexOf('\r\n\r\n');
  return change(message.slice(0, end)) + message.slice(end);
};
const inBody = (change: (body: string) => string) => (message: string) => {
  const end = message.indexOf('\r\n\r\n') + 4;
  return message.slice(0, end) + change(message.slice(end));
};

export const CASE_KINDS: readonly CaseKind[] = [
  ...Array.from({ length: 4 }, (_, i): CaseKind => tagged(`as signed, by ${SIGNER} (${i + 1})`, () => ({}))),
  ...Array.from(
    { length: 8 },
    (_, i): CaseKind => ({
      name: `as signed, by ${MAILAUTH} (${i + 1})`,
      async make(random, { signMail }) {
        const options = { ...randomOptions(random), key: random.pick(['rsa1024', 'rsa2048', 'ed25519'] as const), hash: 'sha256' as const };
        return { message: await signMail(generateMessage(random), options), record: keyRecord(options.key) };
      },
    }),
  ),
  ...(['Subject changed', 'body changed', 'LF throughout'] as const).map(
    (change): CaseKind => ({
      name: `${change}, by ${MAILAUTH}`,
      async make(random, { signMail }) {
        const message = await signMail(generateMessage(random), { key: 'rsa1024' });
        const changed = {
          'Subject changed': () => message.replace(/^Subject:/m, 'Subject: Re:'),
          'body changed': () => inBody((body) => `${body}Postscript\r\n`)(message),
          'LF throughout': () => message.replaceAll('\r\n', '\n'),
        };
        return { message: changed[change](), record: keyRecord('rsa1024') };
      },
    }),
  ),
  damaged('LF throughout', (message) => message.replaceAll('\r\n', '\n')),
  damaged(
    'LF in the body alone',
    inBody((body) => `${body}\r\nlast`.replaceAll('\r\n', '\n')),
  ),
  damaged(
    'one bare LF added in the body',
    inBody((body) => `one\nmore\r\n${body}`),
  ),
  damaged(
    'body: one word changed',
    inBody((body) => `Another\r\n${body}`),
  ),
  damaged(
    'body: empty lines added at the end',
    inBody((body) => `${body}\r\n\r\n\r\n`),
  ),
  damaged(
    'body: white space added at line ends',
    inBody((body) => body.replaceAll('\r\n', ' \t\r\n')),
  ),
  damaged(
    'body: white space doubled',
    inBody((body) => body.replaceAll(' ', '  ')),
  ),
  damaged('body: replaced', (message, random) => inBody(() => generateBody(random))(message)),
  damaged(
    'body: last line end taken away',
    inBody((body) => body.replace(/(?:\r\n)+$/, '')),
  ),
  damaged(
    'body: last line end taken away, white space left',
    inBody((body) => `${body.trimEnd()} \t`),
  ),
  damaged(
    'Subject changed',
    inHeader((header) => header.replace(/^Subject:/m, 'Subject: Re:')),
  ),
  damaged(
    'Subject: case of its name changed',
    inHeader((header) => header.replace(/^Subject:/m, 'SUBJECT:')),
  ),
  damaged(
    'Subject: space before the colon',
    inHeader((header) => header.replace(/^Subject:/m, 'Subject :')),
  ),
  damaged(
    'fields refolded',
    inHeader((header) => header.replace(/^(From:.*?) (?=\S*$)/m, '$1\r\n\t')),
  ),
  damaged('second Subject on top', (message) => `Subject: Another\r\n${message}`),
  damaged('second From on top', (message) => `From: eve@example.com\r\n${message}`),
  damaged(
    'second Subject below',
    inHeader((header) => `${header}\r\nSubject: Another`),
  ),
  damaged(
    'To taken away',
    inHeader((header) => header.replace(/^To:.*?\r\n(?![ \t])/ms, '')),
  ),
  damaged('unsigned field added', (message, random) => `X-Seen: ${word(random)}\r\n${message}`),
  damaged(
    'b=: one character changed',
    inField((text) => text.replace(/(b=[^;]{20})(.)/, (_, head, old) => head + (old === 'A' ? 'B' : 'A'))),
  ),
  damaged(
    'bh=: one character changed',
    inField((text) => text.replace(/(bh=)(.)/, (_, head, old) => head + (old === 'A' ? 'B' : 'A'))),
  ),
  damaged(
    'DKIM-Signature: unsigned tag added',
    inField((text) => text.replace('v=1;', 'v=1; note=x;')),
  ),
  damaged(
    'two signatures, the upper one broken',
    (message) => `${inField((text) => text.replace('s=s1', 's=s2'))(message).split('\r\nFrom:')[0]}\r\n${message}`,
  ),
  tagged('l= as long as the body or longer', (random) => ({ length: 2_000 + random.below(10) })),
  tagged('l=0', () => ({ length: 0 })),
  { ...damaged('l= shorter than the body', (message) => message, { length: 5 }) },
  damaged(
    'l=, text added after it',
    inBody((body) => `${body}\r\nPostscript\r\n`),
    { length: 3 },
  ),
  tagged('t= and x= long past', () => ({ tags: 't=1456800000; x=1456900000' })),
  tagged('x= before t=', () => ({ tags: 't=1456800000; x=1456700000' })),
  tagged('x= equal to t=', () => ({ tags: 't=1456800000; x=1456800000' })),
  tagged('t= no number', () => ({ tags: 't=yesterday' })),
  tagged('l= no number', () => ({ tags: 'l=all' })),
  tagged('i= in a subdomain', () => ({ tags: 'i=ada@mail.example.org' })),
  tagged('i= outside of d=', () => ({ tags: 'i=ada@example.net' })),
  tagged('q=dns/txt among others', () => ({ tags: 'q=http:dns/txt' })),
  tagged('q= unknown', () => ({ tags: 'q=http' })),
  tagged('unknown tag', () => ({ tags: 'note=x' })),
  tagged('z= copied fields', () => ({ tags: 'z=From:ada@example.org|Subject:=20lamp' })),
  tagged('a tag twice', () => ({ tags: 't=1456800000; t=1456800001' })),
  tagged('h= without From', () => ({ names: ['to', 'subject'] })),
  tagged('c= with an unknown word', () => ({ canonicalization: 'relaxed/nofws' })),
  tagged('c= in capitals', () => ({ canonicalization: 'RELAXED/RELAXED' })),
  written('v= missing', (algorithm) => field(`a=${algorithm}; c=relaxed/relaxed; d=example.org; s=s1; h=from:subject; bh={bh}; b={b}`)),
  written('v=2', (algorithm) => field(`v=2; a=${algorithm}; c=relaxed/relaxed; d=example.org; s=s1; h=from:subject; bh={bh}; b={b}`)),
  written('bh= missing', (algorithm) => field(`v=1; a=${algorithm}; c=relaxed/relaxed; d=example.org; s=s1; h=from:subject; b={b}`)),
  written('h= missing', (algorithm) => field(`v=1; a=${algorithm}; c=relaxed/relaxed; d=example.org; s=s1; bh={bh}; b={b}`)),
  written('b= first, v= last', (algorithm) =>
    field(`b={b}; bh={bh}; a=${algorithm}; c=relaxed/relaxed; d=example.org; s=s1; h=from:subject; v=1`),
  ),
  written('semicolon at the end', (algorithm) =>
    field(`v=1; a=${algorithm}; c=relaxed/relaxed; d=example.org; s=s1; h=from:subject; bh={bh}; b={b};`),
  ),
  written('white space everywhere', (algorithm) =>
    field(`\r\n v = 1 ;\ta =\t${algorithm} ; c = relaxed/relaxed ; d = example.org ; s = s1 ; h = from : subject ; bh = {bh} ; b = {b} ;`),
  ),
  written('empty tag', (algorithm) =>
    field(`v=1; a=${algorithm};; c=relaxed/relaxed; d=example.org; s=s1; h=from:subject; bh={bh}; b={b}`),
  ),
  written('tag names in capitals', (algorithm) =>
    field(`V=1; A=${algorithm}; C=relaxed/relaxed; D=example.org; S=s1; H=from:subject; BH={bh}; B={b}`),
  ),
  written('a= unknown', () => field(`v=1; a=rsa-sha512; c=relaxed/relaxed; d=example.org; s=s1; h=from:subject; bh={bh}; b={b}`)),
  written('d= of one label', (algorithm) => field(`v=1; a=${algorithm}; c=relaxed/relaxed; d=org; s=s1; h=from:subject; bh={bh}; b={b}`)),
  keyed('no key record', () => undefined),
  keyed('another key', (key) => keyRecord(key === 'ed25519' ? 'ed25519other' : 'rsa2048other')),
  keyed('key revoked', () => 'v=DKIM1; p='),
  keyed('key record: of the other type', (key) => keyRecord(key === 'ed25519' ? 'rsa1024' : 'ed25519')),
  keyed('key record: k= unknown', (key) => `v=DKIM1; k=dsa; p=${publicMaterial(key)}`),
  keyed('key record: without v= and k=', (key) => `p=${publicMaterial(key)}`, { key: 'rsa1024' }),
  keyed('key record: v=DKIM2', (key) => keyRecord(key).replace('DKIM1', 'DKIM2')),
  keyed('key record: v= last', (key) => `${keyRecord(key).replace('v=DKIM1; ', '')}; v=DKIM1`),
  keyed('key record: PKCS #1', (key) => `v=DKIM1; p=${publicMaterial(key, 'pkcs1')}`, { key: 'rsa1024' }),
  keyed('key record: s=email', (key) => keyRecord(key, 's=email; ')),
  keyed('key record: s= for another service', (key) => keyRecord(key, 's=sip; ')),
  keyed('key record: h= has the hash', (key) => keyRecord(key, 'h=sha1:sha256; ')),
  keyed('key record: h= has another hash', (key) => keyRecord(key, 'h=sha1; '), { hash: 'sha256' }),
  keyed('key record: t=s, i= in a subdomain', (key) => keyRecord(key, 't=s; '), { tags: 'i=@mail.example.org' }),
  keyed('key record: t=y', (key) => keyRecord(key, 't=y; ')),
  keyed('key record: a tag twice', (key) => `${keyRecord(key, 'n=a; ')}; n=b`),
  keyed('key record: p= cut short', (key) => keyRecord(key).slice(0, -20)),
  keyed('key record: p= missing', () => 'v=DKIM1; k=rsa'),
  keyed('key record: white space in p=', (key) => keyRecord(key).replace(/(p=.{10})(.{10})/, '$1 $2\t')),
  keyed('DigestInfo without NULL', (key) => keyRecord(key), { key: 'rsa1024', hash: 'sha256', withoutNull: true }),
  keyed('padding of the block damaged', (key) => keyRecord(key), {
    key: 'rsa1024e3',
    hash: 'sha256',
    alterBlock: (block) => block.with(9, 0xfe),
  }),
];
