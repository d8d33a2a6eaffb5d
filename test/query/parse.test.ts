import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Query } from '../../src/query/ast.ts';
import { parseQuery } from '../../src/query/parse.ts';
import { printQuery } from '../../src/query/print.ts';
import { maxNesting, maxPrefixes, maxQueryLength, maxTerms } from '../../src/query/vocabulary.ts';
import { anyQuery, anyQueryLikeText, withoutPositions } from './arbitrary.ts';

describe('parseQuery', () => {
  it('takes an empty text for every message', () => {
    assert.deepEqual(read(''), { kind: 'all', start: 0, end: 0 });
    assert.equal(read(' \n ').kind, 'all');
  });

  it('asks for all of the bare words', () => {
    assert.deepEqual(read('draft Budget'), {
      kind: 'and',
      start: 0,
      end: 12,
      parts: [
        { kind: 'words', words: ['draft'], prefix: false, start: 0, end: 5 },
        { kind: 'words', words: ['Budget'], prefix: false, start: 6, end: 12 },
      ],
    });
  });

  it('binds words that stand together more tightly than OR, and knows OR, AND and NOT in capitals alone', () => {
    same('a b OR c d', '(a b) OR (c d)');
    same('a AND b', 'a b');
    same('NOT a b', '-a b');
    assert.equal(printQuery(read('a or not and b')), 'a or not and b');
    assert.equal(words(read('"OR"')), 'OR');
  });

  it('excludes words, phrases, fields and parentheses after a hyphen', () => {
    for (const part of ['b', '"b c"', 'from:b', '(b OR c)', '-b']) {
      const query = read(`a -${part}`);
      assert.ok(query.kind === 'and' && query.parts[1]!.kind === 'not', part);
    }
    assert.equal(words(read('e-mail')), 'e mail');
  });

  it('reads an address, a web address, a time of day and a hyphenated word as phrases of their words', () => {
    assert.equal(words(read('lena.brandt@example.org')), 'lena brandt example org');
    assert.equal(words(read('http://example.org/a?b=c')), 'http example org a b c');
    assert.equal(words(read('10:30')), '10 30');
    assert.equal(words(read('co-ordinate')), 'co ordinate');
    assert.equal(words(read('snake_case')), 'snake case');
    assert.equal(printQuery(read('Re: budget')), 'Re budget');
  });

  it('reads phrases in straight and curled quotation marks, and beginnings before a star', () => {
    same('“draft budget”', '"draft budget"');
    assert.deepEqual(bare('budg*'), { kind: 'words', words: ['budg'], prefix: true });
    assert.deepEqual(bare('"draft budg"*'), { kind: 'words', words: ['draft', 'budg'], prefix: true });
    assert.deepEqual(bare('subject:budg*'), { kind: 'words', field: 'subject', words: ['budg'], prefix: true });
  });

  it('takes quotation marks in values, and fields in capitals', () => {
    assert.deepEqual(bare('From:"Lena Brandt"'), { kind: 'words', field: 'from', words: ['Lena', 'Brandt'], prefix: false });
  });

  it('takes a whole address after from:, to: and cc: for exactly that address', () => {
    assert.deepEqual(bare('from:Lena@Example.org'), { kind: 'address', field: 'from', address: 'lena@example.org' });
    assert.equal(read('from:lena@').kind, 'words');
    assert.equal(read('from:lena@example*').kind, 'words');
    assert.equal(read('subject:lena@example.org').kind, 'words');
  });

  it('takes verdicts and marks from their closed lists, or all that begin alike', () => {
    assert.deepEqual(bare('verdict:verified'), { kind: 'verdict', value: { name: 'verified' } });
    assert.deepEqual(bare('verdict:verified*'), { kind: 'verdict', value: { beginning: 'verified' } });
    assert.deepEqual(bare('mark:sealed'), { kind: 'mark', value: { name: 'sealed' } });
  });

  it('reads the remaining fields', () => {
    assert.deepEqual(bare('signer:*'), { kind: 'signer' });
    assert.deepEqual(bare('signer:Example.org.'), { kind: 'signer', domain: 'example.org' });
    assert.deepEqual(bare('domain:@example.org'), { kind: 'domain', domain: 'example.org' });
    assert.deepEqual(bare('domain:@Bücher.example。'), { kind: 'domain', domain: 'xn--bcher-kva.example' });
    assert.deepEqual(bare('type:.PDF'), { kind: 'type', type: 'pdf' });
    assert.deepEqual(bare('type:image/*'), { kind: 'type', type: 'image' });
    assert.deepEqual(bare('thread:7'), { kind: 'thread', thread: 7 });
    assert.deepEqual(bare('number:12'), { kind: 'number', first: 12, last: 12 });
    assert.deepEqual(bare('number:5..9'), { kind: 'number', first: 5, last: 9 });
    assert.deepEqual(bare('number:5..'), { kind: 'number', first: 5 });
    assert.deepEqual(bare('has:attachment'), { kind: 'has', what: 'attachment' });
  });

  it('includes both ends of a range of dates, the day of after:, but not the month of before:', () => {
    const at = (text: string) => Date.parse(text) / 1000;
    const bounds = (text: string) => {
      const query = read(text);
      assert.ok(query.kind === 'date');
      return [query.fromSeconds, query.untilSeconds];
    };
    assert.deepEqual(bounds('date:2016-03-01..2016-05'), [at('2016-03-01'), at('2016-06-01')]);
    assert.deepEqual(bounds('date:2016'), [at('2016-01-01'), at('2017-01-01')]);
    assert.deepEqual(bounds('date:2016-03-01T12:00'), [at('2016-03-01T12:00Z'), at('2016-03-01T12:01Z')]);
    assert.deepEqual(bounds('date:2016-12-31..'), [at('2016-12-31'), undefined]);
    assert.deepEqual(bounds('date:..2016-02'), [undefined, at('2016-03-01')]);
    assert.deepEqual(bounds('after:2016-03-01'), [at('2016-03-01'), undefined]);
    assert.deepEqual(bounds('before:2016-04'), [undefined, at('2016-04-01')]);
  });

  it('gives each part its place in the text, parentheses included', () => {
    const query = read('a -(b OR "c d")');
    assert.ok(query.kind === 'and');
    const excluded = query.parts[1]!;
    assert.deepEqual([excluded.start, excluded.end], [2, 15]);
    assert.ok(excluded.kind === 'not' && excluded.part.kind === 'or');
    assert.deepEqual([excluded.part.start, excluded.part.end], [3, 15]);
    assert.deepEqual([excluded.part.parts[1]!.start, excluded.part.parts[1]!.end], [9, 14]);
  });
});

describe('an error of the query language', () => {
  const faults: [text: string, at: number, found: string, message: RegExp][] = [
    ['a (b', 2, '(b', /character 3: expected a "\)" that closes/],
    ['a) b', 1, ')', /no parenthesis is open here/],
    ['a OR', 4, '', /^At the end: expected a word/],
    ['OR a', 0, 'OR', /"OR"/],
    ['()', 1, ')', /expected a word/],
    ['a "b', 2, '"b', /quotation mark/],
    ['R & D', 2, '&', /a letter or a digit/],
    ['""', 0, '""', /a letter or a digit/],
    ['a - b', 2, '-', /a letter or a digit/],
    ['wo*d', 2, '*', /star at the end/],
    ['a-*', 2, '*', /before the star/],
    ['foo:bar', 0, 'foo:', /expected a field \(from: to: .*before:\), but found foo:.*"foo:bar"/],
    ['form:lena', 0, 'form:', /Did you mean from:\?/],
    ['from: lena', 5, '', /At character 6: expected a value right after from:/],
    ['from:(a OR b)', 5, '(', /\(from:a OR from:b\)/],
    ['verdict:verfied', 8, 'verfied', /Did you mean verified\?/],
    ['verdict:x*', 8, 'x*', /headers-verified/],
    ['mark:seal', 5, 'seal', /Did you mean sealed\?/],
    ['has:attachments', 4, 'attachments', /expected attachment/],
    ['number:9..5', 10, '5', /not below 9/],
    ['number:..', 7, '..', /a range/],
    ['thread:x', 7, 'x', /a number/],
    ['date:2016-13', 10, '13', /a month from 01 to 12/],
    ['date:2016-02-30', 13, '30', /01 to 29: 2016-02 has no other/],
    ['date:2015..2015-02-29', 19, '29', /01 to 28/],
    ['date:1900-02-29', 13, '29', /01 to 28/],
    ['date:2016-03-01T24:00', 16, '24', /an hour/],
    ['date:2017..2016', 11, '2016', /not before 2017/],
    ['date:1/2/2016', 5, '1/2/2016', /such as 2016, 2016-03/],
    ['before:2016..2017', 7, '2016..2017', /such as 2016, 2016-03/],
    ['domain:a..b', 7, 'a..b', /such as example.org/],
    ['type:a/b/c', 5, 'a/b/c', /application\/pdf/],
  ];
  for (const [text, at, found, message] of faults) {
    it(`says where and what was expected in ${text}`, () => {
      const parsed = parseQuery(text);
      assert.ok(!parsed.ok);
      assert.deepEqual([parsed.error.at, parsed.error.found], [at, found]);
      assert.match(parsed.error.message, message);
      assert.ok(parsed.error.message.includes(parsed.error.expected));
    });
  }

  it('stands for every limit: length, nesting, number of terms and of stars', () => {
    assert.ok(parseQuery('a'.repeat(maxQueryLength)).ok);
    assert.ok(!parseQuery('a'.repeat(maxQueryLength + 1)).ok);
    assert.ok(parseQuery(`${'('.repeat(maxNesting)}a${')'.repeat(maxNesting)}`).ok);
    assert.ok(!parseQuery(`${'('.repeat(maxNesting + 1)}a${')'.repeat(maxNesting + 1)}`).ok);
    assert.ok(parseQuery(`${'-'.repeat(maxNesting)}a`).ok);
    assert.ok(!parseQuery(`${'-'.repeat(maxNesting + 1)}a`).ok);
    assert.ok(parseQuery('a '.repeat(maxTerms)).ok);
    assert.ok(!parseQuery('a '.repeat(maxTerms + 1)).ok);
    assert.ok(parseQuery(`${'a* '.repeat(maxPrefixes)} * signer:* verdict:verified*`).ok);
    assert.ok(!parseQuery('from:a* '.repeat(maxPrefixes + 1)).ok);
  });
});

describe('the parser and the printer', () => {
  it('give back every query that was printed', () =>
    fc.assert(
      fc.property(anyQuery, (query) => {
        assert.deepEqual(withoutPositions(read(printQuery(query))), withoutPositions(query));
      }),
    ));

  it('never throw, and agree, whatever the text', () =>
    fc.assert(
      fc.property(fc.oneof(anyQueryLikeText, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })), (text) => {
        const parsed = parseQuery(text);
        if (!parsed.ok) {
          assert.ok(parsed.error.at <= text.length);
          return;
        }
        assert.deepEqual(withoutPositions(read(printQuery(parsed.query))), withoutPositions(parsed.query));
      }),
      { numRuns: 1000 },
    ));
});

function read(text: string): Query {
  const parsed = parseQuery(text);
  if (!parsed.ok) assert.fail(`${text}: ${parsed.error.message}`);
  return parsed.query;
}

function bare(text: string): unknown {
  return withoutPositions(read(text));
}

function same(one: string, other: string): void {
  assert.deepEqual(bare(one), bare(other));
}

function words(query: Query): string {
  assert.ok(query.kind === 'words');
  return query.words.join(' ');
}
