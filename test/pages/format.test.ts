import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatDay, formatIsoDay, formatMoment, formatNumber, formatSize, formatZone } from '../../src/pages/format.ts';
import { highlightWords } from '../../src/pages/highlight.ts';
import { urls } from '../../src/pages/urls.ts';
import { english } from '../../src/pages/words/english.ts';
import { parseQuery } from '../../src/query/parse.ts';

describe('numbers', () => {
  it('have thousands marks', () => {
    assert.deepEqual(
      [0, 999, 1_000, 71_848, 1_234_567].map((value) => formatNumber(value, english)),
      ['0', '999', '1,000', '71,848', '1,234,567'],
    );
  });

  it('of octets take the unit that a reader grasps', () => {
    assert.deepEqual(
      [0, 999, 1_000, 48_640, 999_499, 999_500, 1_204_000, 25_300_000].map((octets) => formatSize(octets, english)),
      ['0 B', '999 B', '1 kB', '49 kB', '999 kB', '1.0 MB', '1.2 MB', '25 MB'].map((text) => text.replace(' ', '\u00a0')),
    );
  });
});

describe('dates', () => {
  it('stand in the zone of their writer, with UTC beside', () => {
    assert.equal(
      formatMoment({ epochSeconds: 1_463_061_720, offsetMinutes: 120 }, english).toString(),
      '<time datetime="2016-05-12T14:02:00Z">12 May 2016, 16:02 +0200 <span class="utc">(14:02 UTC)</span></time>',
    );
  });

  it('name the day in UTC too where it is another', () => {
    assert.match(
      formatMoment({ epochSeconds: 1_463_011_200, offsetMinutes: -300 }, english).toString(),
      /11 May 2016, 19:00 −0500 .*\(12 May, 00:00 UTC\)/,
    );
  });

  it('are told only once in UTC itself', () => {
    assert.equal(
      formatMoment({ epochSeconds: 0 }, english).toString(),
      '<time datetime="1970-01-01T00:00:00Z">1 January 1970, 00:00 UTC</time>',
    );
  });

  it('never throw, whatever a mail claims', () =>
    fc.assert(
      fc.property(fc.double(), fc.integer(), (epochSeconds, offsetMinutes) => void formatMoment({ epochSeconds, offsetMinutes }, english)),
    ));

  it('of keys are days', () => {
    assert.equal(formatIsoDay('2016-10-25T00:00:00Z', english), '25 October 2016');
    assert.equal(formatIsoDay('whenever', english), 'whenever');
    assert.equal(formatDay(1_463_061_720, english), '12 May 2016');
    assert.equal(formatZone(-210), '−0330');
  });
});

describe('urls', () => {
  it('hold the whole state of a search, readable', () => {
    assert.equal(
      urls.search({ q: 'from:lena@halden.example "draft budget"', sort: 'relevance', page: 2 }),
      '/search?q=from:lena@halden.example+%22draft+budget%22&sort=relevance&page=2',
    );
    assert.equal(urls.search({ q: 'a', sort: '-date', page: 1 }), '/search?q=a');
  });

  it('give a query back as it was, whatever it holds', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (q) => {
        assert.equal(new URL(urls.search({ q }), 'http://localhost').searchParams.get('q'), q.toWellFormed());
      }),
    ));

  it('keep any file name inside its folder', () =>
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('..', '.', '', '../../keys', '%2e%2e')), (name) => {
        assert.match(new URL(urls.attachment('a'.repeat(64), name), 'http://localhost').pathname, /^\/attachments\/a{64}\/[^/]+$/);
      }),
    ));
});

describe('highlightWords', () => {
  const runs = (line: string, query: string): string => {
    const parsed = parseQuery(query);
    assert.ok(parsed.ok);
    return highlightWords(line, parsed.query)
      .map(({ text, found }) => (found ? `[${text}]` : text))
      .join('');
  };

  it('marks whole words without regard to case and diacritics, and beginnings by a star', () => {
    assert.equal(runs('Budget, BUDGÉT, budgets', 'budget'), '[Budget], [BUDGÉT], budgets');
    assert.equal(runs('budgets rise', 'bud*'), '[budgets] rise');
  });

  it('marks nothing that is excluded, or asked of another field', () => {
    assert.equal(runs('budget draft lena', 'budget -draft from:lena'), '[budget] draft lena');
  });
});
