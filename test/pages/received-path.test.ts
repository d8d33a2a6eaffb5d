import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatDuration } from '../../src/pages/format.ts';
import { type Hop, receivedPath } from '../../src/pages/received-path.ts';
import { english } from '../../src/pages/words/english.ts';

const sent = Date.parse('2016-05-12T14:02:00Z') / 1000;
const hopAfter = (seconds: number, more: Partial<Hop> = {}): Hop => ({
  clauses: [
    { name: 'from', value: 'client.halden.example' },
    { name: 'by', value: 'mx.halden.example' },
  ],
  time: { epochSeconds: sent + seconds, offsetMinutes: 120 },
  covered: false,
  ...more,
});
const pathOf = (...hops: Hop[]) => String(receivedPath({ written: { epochSeconds: sent }, hops, left: 0 }, english));

describe('the way that a mail took', () => {
  it('is a list of hops, each with its time to the second, its zone and UTC, and the delay since the one before', () => {
    const page = pathOf(hopAfter(5), hopAfter(70));
    assert.match(page, /12 May 2016, 16:02:05 \+0200 <span class="utc">\(14:02:05 UTC\)/);
    assert.match(page, /5\u00a0s later[\s\S]*1\u00a0min 5\u00a0s later/);
    assert.match(page, /from<\/span> <bdi lang="">client\.halden\.example/);
    assert.equal(page.match(/<li>/g)?.length, 3);
  });

  it('says in plain words that a clock went back, or that a mail took longer than servers keep it', () => {
    assert.match(pathOf(hopAfter(70), hopAfter(5)), /1\u00a0min 5\u00a0s earlier than the line before: one of the two clocks is wrong/);
    assert.match(pathOf(hopAfter(6 * 86_400)), /6\u00a0d later: longer than mail servers keep trying/);
    assert.doesNotMatch(pathOf(hopAfter(4 * 86_400)), /longer than/);
  });

  it('counts the delay from the last hop that names a time', () => {
    const page = pathOf(hopAfter(5), hopAfter(0, { time: undefined }), hopAfter(8));
    assert.match(page, /no time that can be read/);
    assert.match(page, /3\u00a0s later/);
  });

  it('draws no bar where all happened in one second', () => {
    assert.doesNotMatch(pathOf(hopAfter(0)), /<svg/);
    assert.match(pathOf(hopAfter(0)), /in the same second/);
  });

  it('says which hops stand above the signature', () => {
    const page = pathOf(hopAfter(5, { place: 'below', covered: true }), hopAfter(6, { place: 'below' }), hopAfter(7, { place: 'above' }));
    assert.match(
      page,
      /covered by the signature<[\s\S]*below the signature, and is not covered[\s\S]*above the signature: added after signing/,
    );
  });

  it('is nothing where no server left a line', () => {
    assert.equal(receivedPath({ hops: [], left: 0 }, english), undefined);
  });

  it('stays light however long it is, and says how much is left out', () => {
    const hops = Array.from({ length: 30 }, () => hopAfter(1, { clauses: [{ name: 'from', value: '\u202e'.repeat(200) }] }));
    const page = pathOf(...hops);
    assert.ok(Buffer.byteLength(page) < 40_000);
    assert.match(page, /hops are not shown here/);
  });
});

describe('a duration', () => {
  it('is told by its two largest units', () => {
    assert.deepEqual(
      [0, 59, 60, 65, 3_600, 3_659, 3_660, 86_399, 86_400, 1_000_000].map((seconds) =>
        formatDuration(seconds, english).replaceAll('\u00a0', ' '),
      ),
      ['0 s', '59 s', '1 min', '1 min 5 s', '1 h', '1 h', '1 h 1 min', '23 h 59 min', '1 d', '11 d 13 h'],
    );
  });
});
