import { describe, it } from 'node:test';
import { parseAddresses } from '../../src/message/addresses.ts';
import { listAttachments } from '../../src/message/attachments.ts';
import { decodeCharset } from '../../src/message/charset.ts';
import { decodePart, partText } from '../../src/message/content.ts';
import { parseDate } from '../../src/message/dates.ts';
import { decodeEncodedWords } from '../../src/message/encoded-words.ts';
import { decodedText } from '../../src/message/fields.ts';
import { safeFilename } from '../../src/message/filenames.ts';
import { unfoldFlowed } from '../../src/message/flowed.ts';
import { htmlToText } from '../../src/message/html-text.ts';
import { parseMessage } from '../../src/message/message.ts';
import { parseParameters } from '../../src/message/parameters.ts';
import { parseParts } from '../../src/message/parts.ts';
import { splitQuotes } from '../../src/message/quotes.ts';
import { bodyReadings } from '../../src/message/readings.ts';
import { parseReceived } from '../../src/message/received.ts';
import { type Bait, checkLinear } from '../linear.ts';
import { everyPart, latin1 } from './mail.ts';

const header: Bait[] = [
  ['', 'a: b\n'],
  ['', '\n '],
  ['a:', ' \r\n '],
  ['', 'x\n'],
  ['', 'From \n'],
  ['', ':'],
  ['', '\r'],
  ['Subject: ', '=?utf-8?q?a?= '],
  ['Subject: ', '=?utf-8?q?'],
  ['Content-Type: a/b; ', 'x=y; '],
  ['Content-Type: a/b; ', 'x*0*=%41; '],
  ['', 'Received: from a by b; Tue, 01 Mar 2016 10:00:00 +0000\n'],
  ['', 'DKIM-Signature: v=1\n'],
  ['References: ', '<a@b>\n '],
  ['Subject: ', '\r'],
  ['Subject: ', '\0'],
];

const mixed = 'Content-Type: multipart/mixed; boundary=b\n\n';
const body: Bait[] = [
  [mixed, '--b\n'],
  [mixed, '--b\n\nx\n'],
  [mixed, '--\n'],
  [mixed, '--b:c\n'],
  [mixed, '--c\nContent-Type: text/plain\n'],
  [mixed, '--b\nContent-Type: multipart/mixed; boundary=b\n\n'],
  [mixed, '--b\nContent-Type: message/rfc822\n\n'],
  [mixed, '--b\nContent-Type: multipart/mixed; boundary=c\n\n'],
  [mixed, '--b\nContent-Type: multipart/mixed\n\n--c\nContent-Type: x/y\n\n'],
  ['\n', 'begin 644 x\n'],
  ['\n', 'begin 644 x\n#0V%T\n'],
  ['\n', 'begin 644 x\n#0V%T\nend\n'],
  ['Content-Transfer-Encoding: base64\n\n', 'QQ==\n'],
  ['Content-Transfer-Encoding: base64\n\n', '*'],
  ['Content-Transfer-Encoding: quoted-printable\n\n', '= '],
  ['Content-Transfer-Encoding: quoted-printable\n\n', ' '],
  ['Content-Transfer-Encoding: uuencode\n\n', '#0V%T\n'],
  ['Content-Transfer-Encoding: quoted-printable\n\n', '=\n'],
  ['Content-Transfer-Encoding: quoted-printable\n\n', '=\r'],
  ['Content-Transfer-Encoding: base64\n\n', '='],
  ['\n', '\r'],
  ['\n', '\0'],
  ['\n', 'begin 644 x\nbegin 644 y\n'],
  ['Content-Type: text/plain; format=flowed\n\n', 'a \n'],
  ['Content-Type: text/plain; format=flowed\n\n', '>'],
  ['Content-Type: text/plain; format=flowed\n\n', '> \n>> \n'],
  ['Content-Type: text/plain; charset=utf-16\n\n', '\xd8\0'],
  ['Content-Type: text/plain; charset=iso-2022-jp\n\n', '\x1b$B\x1b(B'],
  ['Content-Type: text/plain; charset=utf-8\n\n', '\xff\xc3'],
  [mixed, '--b--\n--b\n'],
  [mixed, '--b'],
  [mixed, `--b\nContent-Type: multipart/mixed; boundary=${'b'.repeat(60)}\n\n--${'b'.repeat(59)}\n`],
];

const addresses: Bait[] = [
  'a@b,',
  '<',
  '"',
  '(',
  '"<',
  '<\\",',
  '"\\',
  '"<\\"',
  '=?a?q?',
  '[mailto:',
  'a@b ',
  'a ',
  '@[',
  ':',
  'a<b>',
  '(\\',
  '" "',
  '. ',
].flatMap((piece): Bait[] => [
  ['', piece],
  ['"', piece],
]);

const words: Bait[] = ['=?utf-8?q?', '=?utf-8?q?a?=', '=?', '?=', '=?utf-8?q? ?= ', '=?a*', '=?u?b?*=?x ', '=?u?b?A=?x '].map((piece) => [
  '',
  piece,
]);
const parameters: Bait[] = [
  ...['x=y;', 'x="', 'x=y ', '(', 'x*1=', '=', ' ', ';', 'x = ', '%41', "'"].map((piece): Bait => ['a/b; ', piece]),
  ['a/b; boundary="', ' '],
];
const html: Bait[] = [
  ...[
    '<a>',
    '</b>',
    '<blockquote>',
    '<div style="display:none">',
    '<!--',
    '&amp',
    '<a b',
    '<td>',
    '<pre>\n',
    '<li>',
    '<p>',
    '</',
    '<title>',
    '<style></',
    '\n',
    '&#x',
  ],
].map((piece) => ['', piece]);
const lines: Bait[] = [
  '>\n',
  'a\n',
  '\n',
  'From: a\n',
  'From: a\nSent: b\n',
  '-----\n',
  'On 3 May wrote:\n',
  '> a\n\n',
  'x wrote:\n> a\n',
  ' ',
  '_-',
  '> \n \n',
  '> a\nb\n',
  'On 3 May a@b.c wrote:\n\n',
  '*From:* a\n',
  'From: a\nSent: 3 May 2016\nTo: b\n\n',
  'From: a\nSent: 3 May 2016\n> b\n',
  'On 3 May 2016, A <a@b.c> wrote:\n> b\n\n',
  'On 3 May 2016, A <a@b.c> wrote:\n\nb\n\n',
  'On 3 May 2016, A <a@b.c> wrote:\n\nb\n\n> c\n',
  '> '.repeat(60),
  `${'a'.repeat(70)}\n> ${'b'.repeat(70)}\n> > c\n`,
  '-----Original Message-----\n\n',
  '-----Forwarded by a on b-----\n> \n',
  '-- \na\n',
  'This e-mail is confidential\n\n',
  'This e-mail is confidential ',
  'Sent from my iPhone\n\n',
  'Alice ---5/3/2016 2:02---\n',
  '3 May 2016 ',
  'a@b ',
  '1/',
].map((piece) => ['', piece]);

describe('time grows with the input, not with its square', () => {
  const octetWork: [string, Bait[], (octets: Uint8Array) => unknown][] = [
    ['the header', header, readHeader],
    ['the part tree and the decoders', body, readBody],
  ];
  for (const [what, baits, work] of octetWork) {
    it(`in ${what}`, () => {
      for (const [prefix, piece] of baits) checkLinear(prefix, piece, (text) => work(latin1(text)));
    });
  }
  const textWork: [string, Bait[], (text: string) => unknown][] = [
    ['addresses', addresses, (text) => [parseAddresses(text), parseAddresses(text.padEnd(2 * text.length, '[mailto:]'))]],
    ['encoded-words', words, (text) => [decodeEncodedWords(text), decodeEncodedWords(`${text}*?=`)]],
    ['parameters', parameters, parseParameters],
    ['HTML', html, htmlToText],
    ['quotes', lines, splitQuotes],
    ['flowed text', lines, (text) => unfoldFlowed(text, true)],
    ['dates', words, parseDate],
    ['trace fields', addresses, parseReceived],
    ['file names', addresses, safeFilename],
    [
      'UTF-7',
      [
        ['', '+AAA'],
        ['', '+'],
        ['+', 'A'],
      ],
      (text) => decodeCharset(latin1(text), 'utf-7'),
    ],
  ];
  for (const [what, baits, work] of textWork) {
    it(`in ${what}`, () => {
      for (const [prefix, piece] of baits) checkLinear(prefix, piece, work);
    });
  }
});

function readHeader(octets: Uint8Array): number {
  const message = parseMessage(octets);
  const parts = parseParts(message);
  return message.fields.reduce((sum, field) => sum + decodedText(message.octets, field).length, parts.faults.length);
}

function readBody(octets: Uint8Array): number {
  const message = parseMessage(octets);
  const { root } = parseParts(message);
  bodyReadings(message, root);
  listAttachments(root);
  return everyPart(root).reduce((sum, part) => sum + decodePart(message, part).length, partText(message, root).length);
}
