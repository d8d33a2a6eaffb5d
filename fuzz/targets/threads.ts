import assert from 'node:assert/strict';
import { maxReferences, maxThreadIndexOctets } from '../../src/message/limits.ts';
import { parseMessage } from '../../src/message/message.ts';
import { isMessageId, parseReferenceIds } from '../../src/message/message-ids.ts';
import { readReferences } from '../../src/message/references.ts';
import { parseThreadIndex, readThreadIndex, startOfThread, threadAnswerOctets, threadRootOctets } from '../../src/message/thread-index.ts';
import { assertNoLonger, displaced } from '../laws.ts';
import { octetsOfLatin1, type Target, textOf } from '../target.ts';

const own = 'own@x.example';
const people: ReadonlySet<string> = new Set(['ann@x.example']);

/** 12 May 2016 as older Outlooks write it, and as newer ones do, with an answer. */
const roots = ['01d1ac56da4b000102030405060708090a0b0c0d0e0f', '0101d1ac56da000102030405060708090a0b0c0d0e0f0011223344'];

export const threadTargets: readonly Target[] = [
  {
    name: 'references',
    laws: 'the identifiers of References and In-Reply-To: each once, never the own one, none without end, without brackets and white space; written plainly they are read back',
    seeds: () =>
      [
        'References: <a@x> <b@x>\r\n\t<c@x>\r\nIn-Reply-To: <d@x>\r\n\r\n',
        'References: a@x, <own@x.example> &lt;b@x&gt;\nIn-Reply-To: message of "x" from Ann <ann@x.example> <c@x>\n\n',
        'References: =?us-ascii?q?=3Ca=40x=3E?=\n =?us-ascii?q?_=3Cb=40x=3E?=\nreferences: <a@x> <e@x\n\n',
        `References:${Array.from({ length: 150 }, (_, n) => `\n <${n}@x>`).join('')}\n\n`,
      ].map(octetsOfLatin1),
    tokens: [
      ...['References: ', 'In-Reply-To: ', '\r\n ', '\n', '\n\n', '<', '>', '<<', '>>', '<a@x>', '<own@x.example>', '<ann@x.example>', '@'],
      ...['&lt;', '&gt;', '&#60;', '&', ';', ',', ' ', '\t', '=?utf-8?q?', '=3C', '=3E', '_', '?=', '<unknown>', '<1>', '\0', '\u00e9'],
    ],
    run: checkReferences,
  },
  {
    name: 'thread-index',
    laws: 'octets of a length that one can have, which begin with a time of this age; in Base64, folded, they are read back',
    seeds: () => roots.map((hex) => octetsOfLatin1(Buffer.from(hex, 'hex').toString('base64'))),
    tokens: ['A', '/', '+', '=', '==', ' ', '\r\n\t', 'AQHRrFbaSw', 'AAAAAAA', '\n', '\u00e9'],
    run: (input) => checkThreadIndex(input),
  },
];

function checkReferences(input: Uint8Array): void {
  const read = readReferences(parseMessage(input), own, people);
  assert.deepEqual(readReferences(parseMessage(displaced(input)), own, people), read);
  assertNoLonger(read.length, maxReferences);
  assertNoLonger(read.join('').length, input.length);
  assert.equal(new Set(read).size, read.length, 'one stands there twice');
  assert.ok(!read.includes(own), 'it follows itself');
  for (const id of read) {
    assert.doesNotMatch(id, /[<>\s]/);
    assert.ok(isMessageId(id), id);
  }
  const plain = read.filter((id) => /^[!-%'-;=?-~]+$/.test(id) && !id.includes('=?'));
  const written = `References: ${plain.map((id) => `<${id}>`).join('\r\n ')}\r\n\r\n`;
  assert.deepEqual(readReferences(parseMessage(octetsOfLatin1(written)), own, people), plain, 'what is written is read otherwise');
  for (const id of parseReferenceIds(textOf(input))) assert.doesNotMatch(id, /[<>\s]/);
}

function checkThreadIndex(input: Uint8Array): void {
  const text = textOf(input);
  const found = parseThreadIndex(text);
  if (found !== undefined) checkIndex(found);
  readThreadIndex(parseMessage(octetsOfLatin1(`Thread-Index: ${text}\r\n\r\n`)));
  if (input.length < threadRootOctets) return;
  // Whatever octets follow the first, such an index can be written.
  const length = threadRootOctets + threadAnswerOctets * Math.floor((input.length - threadRootOctets) / threadAnswerOctets);
  const made = input.slice(0, Math.min(length, maxThreadIndexOctets));
  made[0] = 1;
  checkIndex(made);
}

function checkIndex(index: Uint8Array): void {
  assertNoLonger(index.length, maxThreadIndexOctets);
  assert.equal((index.length - threadRootOctets) % threadAnswerOctets, 0);
  const started = startOfThread(index);
  assert.ok(Number.isInteger(started));
  const year = new Date(started * 1000).getUTCFullYear();
  assert.ok(year >= 1829 && year <= 2057, `${year}`);
  const folded = Buffer.from(index).toString('base64').replaceAll(/.{60}/g, '$&\r\n\t');
  const message = parseMessage(octetsOfLatin1(`Thread-Index: !\r\nThread-Index: ${folded}\r\n\r\n`));
  assert.deepEqual(readThreadIndex(message), new Uint8Array(index), 'what is written is read otherwise');
}
