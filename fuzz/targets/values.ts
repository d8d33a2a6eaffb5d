import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addressKey, domainOf, type Mailbox, parseAddresses } from '../../src/message/addresses.ts';
import { decodeCharset } from '../../src/message/charset.ts';
import { parseDate } from '../../src/message/dates.ts';
import { decodeEncodedWords, endOfEncodedWord } from '../../src/message/encoded-words.ts';
import { safeFilename } from '../../src/message/filenames.ts';
import { maxAddresses, maxParameters } from '../../src/message/limits.ts';
import { parseMessageIds } from '../../src/message/message-ids.ts';
import { parseParameters } from '../../src/message/parameters.ts';
import { parseReceived } from '../../src/message/received.ts';
import { assertNoLonger, assertPrintable } from '../laws.ts';
import { latin1Of, octetsOfText, type Target, textOf } from '../target.ts';

const encodedWords = [
  '=?utf-8?q?a=20b?=',
  '=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=',
  '=?utf-7?q?+AAA-?=',
  '=?x*en?q?',
  '?=',
  '=?',
  '?q?',
  '?b?',
];
const addressTokens = [
  ...'<>(),;:@."\\ []',
  '<a@b.example>',
  '"x"',
  '(c)',
  '[mailto:',
  '@[1.2.3.4]',
  "'",
  'undisclosed-recipients:;',
  '\u00e9',
  '\u202e',
];
const anyAddressPiece = fc.constantFrom(...addressTokens, ...encodedWords, 'ada', 'ada@example.org', 'Smith, John', ', ', ' ');
const labels = [
  ...['utf-8', 'us-ascii', 'iso-8859-1', 'windows-1252', 'iso-2022-jp', 'shift_jis', 'euc-jp', 'gb2312', 'gb18030', 'big5', 'euc-kr'],
  ...[
    'utf-7',
    'utf-16',
    'utf-16be',
    'utf-16le',
    'koi8-r',
    'windows-1251',
    'x-user-defined',
    'replacement',
    'nonsense',
    'ibm866',
    'macintosh',
  ],
];

export const valueTargets: readonly Target[] = [
  {
    name: 'addresses',
    laws: 'bounded; names and addresses are printable; the mailboxes written plainly are read back',
    seeds: () =>
      [
        'Ada <ada@example.org>, "B, en" <ben@example.net>',
        'team: a@b.c, d@e.f;',
        'a@b (Ada \\) (x)), Smith, John <j@x.example>',
        '<@a,@b:c@d.e>',
      ].map(octetsOfText),
    tokens: [...addressTokens, ...encodedWords],
    grammar: fc.array(anyAddressPiece, { maxLength: 12 }).map((pieces) => octetsOfText(pieces.join(''))),
    run: (input) => checkAddresses(textOf(input)),
  },
  {
    name: 'dates',
    laws: 'whole seconds within four-digit years, an offset of hours; the moment written by RFC 5322 is read back',
    seeds: () =>
      [
        'Tue, 01 Mar 2016 10:00:00 +0100',
        '21 Nov 97 09:55 EST',
        '2016-03-01T10:00:00.5Z',
        'Thu Nov 21 09:55:06 PM CET 2026',
        '1-Jan-2000 1.02.03 (x) Z',
      ].map(octetsOfText),
    tokens: [
      'Mon, ',
      'Jan',
      ' +0000',
      '-0000',
      ' EST',
      ' Z',
      ':',
      '.',
      ' ',
      '(',
      ')',
      '\\',
      'AM',
      'PM',
      'GMT+01',
      '+01:00',
      '60',
      '31',
      '29 Feb ',
      '1900',
      '9999',
      'T',
      '-',
      '/',
    ],
    run: (input) => checkDate(textOf(input)),
  },
  {
    name: 'encoded-words',
    laws: 'bounded; a text without any stays as it is; where a word is said to end, one ends',
    seeds: () => [...encodedWords.slice(0, 3), '=?utf-8?q?a?= =?utf-8?b?YQ==?= b', '=?euc-kr?b?x?='].map(octetsOfText),
    tokens: [...encodedWords, ...labels, '=20', '_', '=', 'QQ==', ' ', '*en', '?'],
    run: (input) => checkEncodedWords(textOf(input)),
  },
  {
    name: 'parameters',
    laws: 'bounded; names are lower-case; a boundary is never empty',
    seeds: () => ['text/plain; charset="utf-8"; name*0*=utf-8\'\'a%41; name*1=b', 'a/b; boundary=b; x="\\"y"; (c) z = w'].map(octetsOfText),
    tokens: [
      ...';="\\() \t',
      "'",
      '*',
      '*0=',
      '*0*=',
      '*1*=',
      "utf-8'en'",
      '%41',
      '%',
      'boundary=',
      'name=',
      'filename*=',
      'charset=',
      '\r\n ',
      ...encodedWords,
    ],
    run: (input) => checkParameters(latin1Of(input)),
  },
  {
    name: 'charset',
    laws: 'the first octet chooses a label: no text longer than its octets allow, no surrogate alone',
    seeds: () => labels.map((_, index) => Uint8Array.of(index, ...octetsOfText('caf\u00e9 \u65e5\u672c +AOk- \u001b$B'))),
    tokens: ['+', '-', '+AAA-', '+/+-', '+2D3cAA-', '\u001b$B', '\u001b(B', '\u001b(J', '\u00e9', '\ufeff', '\u{1f600}', '~{', '~}'],
    run: checkCharset,
  },
  {
    name: 'received',
    laws: 'clauses are taken from the text; the time is whole seconds',
    seeds: () =>
      ['from a.example (b [1.2.3.4]) by c.example with ESMTPS id 7 for <d@e.f>; Tue, 1 Mar 2016 10:00:00 +0000', 'by x; (y) 2016'].map(
        octetsOfText,
      ),
    tokens: [
      'from ',
      ' by ',
      ' with ',
      ' id ',
      ' for ',
      ' via ',
      ';',
      '(',
      ')',
      '\\',
      '<',
      '>',
      'Tue, 1 Mar 2016 10:00:00 +0000',
      ' ',
      '\t',
    ],
    run: (input) => checkReceived(textOf(input)),
  },
  {
    name: 'message-ids',
    laws: 'ids hold no bracket and no white space, and are all taken from the text',
    seeds: () => ['<a@b> (c) <d@e>\t<f', 'a@b, c@d e'].map(octetsOfText),
    tokens: ['<', '>', '@', ' ', ',', '<<', '>>', '<a@b>', '\t', '(', ')'],
    run(input) {
      const text = textOf(input);
      const ids = parseMessageIds(text);
      for (const id of ids) assert.doesNotMatch(id, /[<>\s]/);
      assertNoLonger(ids.join('').length, text.length);
    },
  },
  {
    name: 'filenames',
    laws: 'no separator, no control, not hidden, not a device, short; a safe name stays as it is',
    seeds: () => ['a.pdf', '../../etc/passwd', 'C:\\con.txt', '\u202egpj.exe', `${'x'.repeat(300)}.tar.gz`, 'nul .txt'].map(octetsOfText),
    tokens: [
      '/',
      '\\',
      '..',
      '.',
      ' ',
      'con',
      'NUL',
      'com1',
      'lpt\u00b9',
      ':',
      '\u202e',
      '\u200b',
      '\ufffd',
      '\u{e0041}',
      '\u0301',
      '\u{1f468}\u200d\u{1f469}',
      '.exe',
      '\0',
    ],
    run: (input) => checkFilename(textOf(input)),
  },
];

function checkAddresses(text: string): void {
  const mailboxes = parseAddresses(text);
  assertNoLonger(mailboxes.length, Math.min(maxAddresses, text.length));
  assertNoLonger(
    mailboxes.reduce((sum, { name = '', address }) => sum + name.length + address.length, 0),
    3 * text.length + 16,
  );
  for (const { name, address } of mailboxes) {
    assertPrintable(address);
    if (name !== undefined) assertPrintable(name);
    assert.ok(name !== '' && (name !== undefined || address !== ''), 'a mailbox of nobody');
    addressKey(address);
    assertNoLonger(domainOf(address)?.length ?? 0, 5 * address.length + 8);
  }
  assertNoLonger(parseAddresses(text, 3).length, 3);
  const plain = mailboxes.filter(isPlain);
  assert.deepEqual(
    parseAddresses(plain.map(written).join(', ')),
    plain.slice(0, maxAddresses),
    'what is written plainly is read otherwise',
  );
}

function isPlain({ name, address }: Mailbox): boolean {
  return (
    /^[\w+-][\w.+-]*@[\w.-]*[\w-]$/.test(address) &&
    (name === undefined || /^[\p{L}\p{N}][\p{L}\p{N} .,()@-]*[\p{L}\p{N}]$/u.test(name)) &&
    name?.includes('  ') !== true
  );
}

function written({ name, address }: Mailbox): string {
  return name === undefined ? `<${address}>` : `"${name}" <${address}>`;
}

function checkDate(text: string): void {
  const found = parseDate(text);
  if (found === undefined) return;
  assert.ok(Number.isInteger(found.epochSeconds));
  assert.ok(found.epochSeconds > Date.UTC(1899, 11, 30) / 1000 && found.epochSeconds < Date.UTC(10_000, 0, 3) / 1000);
  assert.ok(found.offsetMinutes === undefined || Math.abs(found.offsetMinutes) < 100 * 60);
  const date = new Date(found.epochSeconds * 1000);
  if (date.getUTCFullYear() < 1900 || date.getUTCFullYear() > 9999) return;
  assert.equal(parseDate(date.toUTCString())?.epochSeconds, found.epochSeconds);
}

function checkEncodedWords(text: string): void {
  const decoded = decodeEncodedWords(text);
  assertNoLonger(decoded.length, 2 * text.length);
  if (!text.includes('=?')) assert.equal(decoded, text);
  for (let at = text.indexOf('=?'); at >= 0 && at < 2_000; at = text.indexOf('=?', at + 1)) {
    const end = endOfEncodedWord(text, at);
    if (end !== undefined) assert.equal(text.slice(end - 2, end), '?=');
  }
}

function checkParameters(raw: string): void {
  const { value, parameters, boundary } = parseParameters(raw);
  assert.ok(parameters.size <= maxParameters);
  assert.equal(value, value.toLowerCase());
  assert.doesNotMatch(value, /\s/);
  let length = 0;
  for (const [name, parameter] of parameters) {
    assert.equal(name, name.toLowerCase());
    length += name.length + parameter.length;
  }
  assertNoLonger(length, 3 * raw.length);
  if (boundary !== undefined) assert.ok(boundary.length > 0 && boundary.length <= raw.length);
}

function checkCharset(input: Uint8Array): void {
  const label = labels[(input[0] ?? 0) % (labels.length + 1)];
  const octets = input.subarray(1);
  const text = decodeCharset(octets, label);
  assertNoLonger(text.length, 2 * octets.length + 2);
  if (label !== 'utf-7') assert.ok(text.isWellFormed());
}

function checkReceived(text: string): void {
  const { epochSeconds, offsetMinutes: _, ...clauses } = parseReceived(text);
  assert.ok(epochSeconds === undefined || Number.isInteger(epochSeconds));
  // A comment that is glued to a word is set apart.
  for (const clause of Object.values(clauses)) assertNoLonger(clause.length, 2 * text.length);
}

function checkFilename(name: string): void {
  const safe = safeFilename(name);
  assert.doesNotMatch(safe, /[/\\<>:"|?*\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
  assert.doesNotMatch(safe, /^[\s.]|[\s.]$/);
  assert.doesNotMatch(safe, /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i);
  assert.ok(safe !== '' && Buffer.byteLength(safe) <= 255, `${Buffer.byteLength(safe)} octets`);
  assert.equal(safeFilename(safe), safe);
}
