import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readInstance } from '../../src/evidence/arc/fields.ts';
import { isHarmless } from '../../src/evidence/chains/differences.ts';
import { canonicalBody } from '../../src/evidence/dkim/body.ts';
import { headerOctets, signedFields } from '../../src/evidence/dkim/header.ts';
import { parseSignature } from '../../src/evidence/dkim/signature.ts';
import { base64Octets, decodeDkimQuotedPrintable } from '../../src/evidence/dkim/tag-list.ts';
import { rowsOfCsv } from '../../src/evidence/keys/files/csv.ts';
import { isDigOutput, rowsOfDig } from '../../src/evidence/keys/files/dig.ts';
import { rowsOfJson } from '../../src/evidence/keys/files/json.ts';
import { rowsOfJsonl } from '../../src/evidence/keys/files/jsonl.ts';
import { readPublicList } from '../../src/evidence/keys/files/public-list.ts';
import { recordOfText } from '../../src/evidence/keys/files/record-file.ts';
import { RowFault } from '../../src/evidence/keys/files/row.ts';
import { rowsOfZone } from '../../src/evidence/keys/files/zone.ts';
import { parseKeyRecord } from '../../src/evidence/keys/record.ts';
import { parseAuthenticationResults, parseReceivedSpf } from '../../src/evidence/recorded-results.ts';
import { Budget } from '../../src/evidence/repair/budget.ts';
import { exportedHeader } from '../../src/evidence/repair/headers/exported-header.ts';
import { listFrom } from '../../src/evidence/repair/headers/list-from.ts';
import { recipients } from '../../src/evidence/repair/headers/recipients.ts';
import { parseMessage } from '../../src/message/message.ts';
import { parseMessageIds, parseReferenceIds } from '../../src/message/message-ids.ts';
import { readPeople, readPerson } from '../../src/message/quoting/people.ts';
import { parseThreadIndex } from '../../src/message/thread-index.ts';
import { highlightWords } from '../../src/pages/highlight.ts';
import { mailText } from '../../src/pages/mail-text.ts';
import { english } from '../../src/pages/words/english.ts';
import { listChips } from '../../src/query/edit.ts';
import { parseQuery } from '../../src/query/parse.ts';
import { foldText } from '../../src/query/words.ts';
import { indexText } from '../../src/search/fts5/writer.ts';
import { makeSnippet } from '../../src/search/snippet.ts';
import { maildirFlags, maildirFolder, printablePath } from '../../src/sources/mail/file-names.ts';
import { detectMbox } from '../../src/sources/mail/mbox-dialect.ts';
import { recognise } from '../../src/sources/mail/recognise.ts';
import { nodeCrypto } from '../evidence/support/assess.ts';
import { type Bait, checkLinear } from '../linear.ts';

interface Case {
  readonly what: string;
  readonly baits: readonly Bait[];
  readonly work: (text: string) => unknown;
  /** Units of the smaller input: a parser with a limit is measured below it. */
  readonly smallest?: number;
}

const pieces = (...all: string[]): Bait[] => all.map((piece) => ['', piece]);
const octets = (text: string): Buffer => Buffer.from(text, 'latin1');
const fromLine = 'From a@example.org Thu Jan  1 00:00:00 1970\n';
const digest = '0'.repeat(64);
const signature = 'DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=s; h=from:to; bh=QUJD; b=QUJD';
const csvHeader = 'domain,selector,record\n';

const cases: readonly Case[] = [
  {
    what: 'the tags of a signature',
    baits: [
      ...pieces('a=b;', ' ', '=', ';', 'x=\r\n ', 'a;', '\r\n', 'x'),
      ['h=', 'from:'],
      ['z=', 'a:b|'],
      ['z=', '=3D'],
      ['b=', 'QQ\r\n '],
    ],
    work: parseSignature,
    smallest: 8_000,
  },
  {
    what: 'the tags of a key',
    baits: [...pieces('a=b;', '=', ' ;'), ['p=', 'QQ '], ['v=DKIM1; p=', 'MIGf'], ['n=', '=20']],
    work: parseKeyRecord,
    smallest: 8_000,
  },
  {
    what: 'base64 and the quoted-printable of DKIM',
    baits: pieces('QQ', ' ', '=', '=3', '\r\n'),
    work: (text) => [base64Octets(text), decodeDkimQuotedPrintable(text)],
  },
  {
    what: 'the canonical body',
    baits: pieces(' ', '\t', '\r', '\n', '\r\n', ' \r\n', ' \r', 'a ', '\r\r\n', ' \n', 'a\n').map(
      ([, piece]): Bait => ['A: b\r\n\r\n', piece],
    ),
    work(text) {
      const message = parseMessage(octets(text));
      return [canonicalBody(message, 'relaxed'), canonicalBody(message, 'simple')];
    },
  },
  {
    what: 'the identifiers of messages',
    baits: pieces('<', '>', '<a', '<a>', ' ', '<<', 'a@b ', '<a@b>'),
    work: (text) => [parseMessageIds(text), parseReferenceIds(text)],
  },
  {
    what: 'the places of messages in Outlook conversations',
    baits: pieces('A', 'Ac', '=', ' ', 'AQAB', '\n'),
    work: parseThreadIndex,
  },
  {
    what: 'keys in CSV',
    baits: ['"', '""', ',', '\n', '"a\n', '\r', 'a,b,c\n', '"\n"', '"a"b', '",'].map((piece): Bait => [csvHeader, piece]),
    work: (text) => [...rowsOfCsv(octets(text))],
  },
  {
    what: 'the header row of CSV',
    baits: pieces(',', 'domain,', '"a",', ' '),
    work: (text) => [...rowsOfCsv(octets(text))],
  },
  {
    what: 'keys in JSONL',
    baits: pieces('{', '[', '"', '\\', '{"a":', '\n', '{}\n', '"\\u'),
    work: (text) => [...rowsOfJsonl(octets(text))],
  },
  {
    what: 'a key record as DNS tools print it',
    baits: [...pieces('"', ' ', '('), ['x IN TXT ', '"a" '], ['"', '\\"'], ['"', '\\0'], ['"', '\\034']],
    work: ofFaults(recordOfText),
  },
  {
    what: 'what dig prints',
    baits: [
      ...pieces('\n', ';', '; <<>> DiG\n', '"', '(', '\t'),
      [';; ANSWER SECTION:\n', 's._domainkey.a.example. 60 IN TXT "a"\n'],
      [';; ANSWER SECTION:\n', 'a. 60 IN CNAME b.\n'],
      ['s._domainkey.a.example. 60 IN TXT ', '"a" '],
    ],
    work: (text) => [isDigOutput(text), ...rowsOfDig(text)],
  },
  {
    what: 'zone files',
    baits: [
      ...pieces('\n', '(', ')', ';', '"', '\\', '$ORIGIN a.\n', '$TTL 1\n', 'a ', ' '),
      ['$ORIGIN example.\n', 's._domainkey IN TXT "v=DKIM1; p="\n'],
      ['s._domainkey IN TXT ( ', '"a"\n'],
      ['s._domainkey IN TXT ( ', '; x\n'],
      ['$ORIGIN example.\ns._domainkey ', '1'],
    ],
    work: (text) => [...rowsOfZone(text)],
  },
  {
    what: 'keys in JSON',
    baits: [...pieces('[', '{"a":', '"', '\\u', ' '), ['[', '{"domain":"a","selector":"b","record":"c"},'], ['{"domain":["', 'a","']],
    work: ofFaults((text) => [...rowsOfJson(text)]),
  },
  {
    what: 'keys in JSON on one line',
    baits: [['[', '{},']],
    work(text) {
      for (const _ of rowsOfJson(text));
    },
    smallest: 200_000,
  },
  {
    what: 'lists of public keys',
    baits: pieces('\n', '-----BEGIN PUBLIC KEY-----\n', '-----BEGIN PUBLIC KEY-----\nMIIB\n', 'MIIB', 'p=', 'a;b\n', '#\n', ' '),
    work: ofFaults((text) => readPublicList(text)),
  },
  {
    what: 'what stands behind a digest in such a list',
    baits: [[digest, ' ']],
    // A line separator is no end of a line, and nothing that the engine's dot matches.
    work: (text) => readPublicList(`${text}\u2028x`),
  },
  {
    what: 'the instance of an ARC set',
    baits: [...pieces(' ', 'i', ';', '; i'), ['i', ' '], ['i=', ' '], ['i=1', ' ']],
    work: (text) => ['arc-authentication-results', 'arc-seal'].map((name) => readInstance(name, text)),
  },
  {
    what: 'what other servers recorded',
    baits: [
      ...pieces('a', ';', '(', ')', '"', '\\', ' ', '\r\n ', '='),
      ['a; ', 'dkim=pass header.d=a; '],
      ['a; dkim=pass ', 'header.d=a '],
      ['a; dkim=pass (', '('],
      ['pass ', 'client-ip=1; '],
      ['pass (', '\\('],
    ],
    work: (text) => [parseAuthenticationResults(text), parseReceivedSpf(text)],
  },
  {
    what: 'the header as it is signed',
    baits: [
      ['A: ', ' '],
      ['A: ', '\r\n '],
      ['A: ', '\t\r\n\t'],
      ['A:', 'b '],
      ['A', ' '],
      ['', 'A: b\r\n'],
      ['A: b\r\n', 'A : b\r\n'],
    ].map(([prefix, piece]): Bait => [prefix!, piece!]),
    work(text) {
      const message = parseMessage(octets(`${text}\r\nC: d\r\n\r\nbody\r\n`));
      const { indexes } = signedFields(message, ['a', 'a', 'c'], -1);
      return (['relaxed', 'simple'] as const).map((mode) => headerOctets(message, mode, indexes, message.fields[0]!, { start: 0, end: 0 }));
    },
  },
  {
    what: 'what repairs undo of a header',
    baits: pieces('\r', ' ', 'a', '\\"', '<'),
    work(text) {
      const fields = [
        'To: b@example.org',
        `From: a${text} <a@example.org>`,
        `Reply-To: "${text} <a@example.org>`,
        `List-Post: <mailto:${text}`,
        `X: ${text}\r`,
      ];
      const message = parseMessage(octets(`${signature}\r\n${fields.join('\r\n')}\r\n\r\n`));
      const parsed = parseSignature(signature.slice(signature.indexOf(':') + 1));
      assert.ok(parsed.kind === 'signature');
      const clues = { signature: parsed.signature, ownField: 0, crypto: nodeCrypto, budget: new Budget({ candidates: 100, octets: 1e9 }) };
      for (const reversal of [exportedHeader, listFrom, recipients]) {
        let proposed = 0;
        for (const _ of reversal.propose(message, clues)) if (++proposed === 3) break;
      }
    },
    smallest: 7_000,
  },
  {
    what: 'people beside a quote',
    baits: pieces('-', '\t', 'a, ', ', b', '@', "a'"),
    work: (text) => [readPeople(text, 100), readPeople(`;,${text}@`, 100), readPerson(text)],
    smallest: 2_400,
  },
  {
    what: 'words that differ by what programs do to them',
    baits: pieces('\u00e2', 'a\u00e3', '\u00c3'),
    work: (text) => isHarmless([text], ['b']),
  },
  {
    what: 'the text of a mail on its page',
    baits: pieces(' ', '\n', '\t\n', '\u00a0'),
    work: (text) =>
      mailText({ number: 1 }, { source: 'plain', segments: [{ kind: 'own', text: `a${text}`, depth: 0 }] }, english).toString(),
    smallest: 5_000,
  },
  {
    what: 'the names of files',
    baits: pieces('\\', '\xff', '\0', ':2,', '!2,S', '.a', '/', '/.', '..'),
    work: (text) => [printablePath(octets(text)), maildirFlags(text), maildirFolder(text)],
  },
  {
    what: 'what a file is',
    baits: pieces('a: b\n', 'a:\n', ' ', '\n', '1', 'From ', '<'),
    work: (text) => recognise(octets(text), true, {}),
    smallest: 8_000,
  },
  {
    what: 'the dialect of an mbox',
    baits: [
      '\nFrom ',
      `\n${fromLine}`,
      fromLine,
      '>',
      '>From ',
      '\n>>From \n',
      'Content-Length: 9\n',
      `\n${fromLine}Content-Length: 70\n\n`,
      '\n\n',
    ].map((piece): Bait => [fromLine, piece]),
    work: (text) => detectMbox(octets(text), true),
  },
  {
    what: 'a query',
    baits: pieces('(', ')', '-', '- ', 'NOT ', 'a OR ', 'a* ', '"', 'a:', 'from:', '-(', '"" ', '\u0301', '*', 'a'),
    work: (text) => [parseQuery(text), listChips(text)],
    smallest: 512,
  },
  {
    what: 'the words of a text',
    baits: [
      ...pieces('\u0301', 'a\u0301', '\u00ad', '\u00e9', '-', 'a ', '\u{1f600}', '\u0130', '\ud800', '\u200d'),
      // Marks in the wrong order: diacritics, some with what parts them until it is left out, and the signs of Thai, which stay.
      ...['\u0301\u0327', '\u0301\u0327\u00ad', '\u0e48\u0e38', '\u0e48\u0e38\u00ad'].map((piece): Bait => ['b', piece]),
    ],
    work: (text) => [foldText(text), indexText(text), makeSnippet(text, ['a', 'b*'], 200), highlightWords(text, everything)],
  },
];

const parsed = parseQuery('a b* "c d"');
const everything = parsed.ok ? parsed.query : undefined;

describe('time grows with the input, not with its square', () => {
  for (const { what, baits, work, smallest } of cases) {
    it(`in ${what}`, () => {
      for (const [prefix, piece] of baits) checkLinear(prefix, piece, work, smallest);
    });
  }
});

/** What is no key is told by an error. */
function ofFaults(work: (text: string) => unknown): (text: string) => unknown {
  return (text) => {
    try {
      return work(text);
    } catch (error) {
      if (error instanceof RowFault) return error;
      throw error;
    }
  };
}
