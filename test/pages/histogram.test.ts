import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { groupMonths, histogram, maxBars, proportionBar } from '../../src/pages/histogram.ts';
import { english } from '../../src/pages/words/english.ts';

const month = (index: number): string => `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
const anyMonths = fc
  .uniqueArray(fc.integer({ min: 1900 * 12, max: 9999 * 12 + 11 }), { minLength: 1, maxLength: 60 })
  .map((indexes) =>
    indexes.toSorted((a, b) => a - b).map((index) => ({ month: month(index), counts: { verified: 1 + (index % 7), failed: index % 3 } })),
  );

describe('groupMonths', () => {
  it('keeps months as they are, with the silent ones between them', () => {
    assert.deepEqual(
      groupMonths([
        { month: '2015-12', counts: { verified: 2 } },
        { month: '2016-02', counts: { failed: 1 } },
      ]),
      [
        { from: '2015-12', to: '2015-12', counts: { verified: 2 } },
        { from: '2016-01', to: '2016-01', counts: {} },
        { from: '2016-02', to: '2016-02', counts: { failed: 1 } },
      ],
    );
  });

  it('takes quarters for ten years, and whole years for a lifetime', () => {
    const quarters = groupMonths([
      { month: '2006-02', counts: { verified: 1 } },
      { month: '2016-05', counts: { verified: 1 } },
    ]);
    assert.deepEqual(quarters[0], { from: '2006-01', to: '2006-03', counts: { verified: 1 } });
    const years = groupMonths([
      { month: '1971-02', counts: { verified: 1 } },
      { month: '2016-05', counts: { verified: 1 } },
    ]);
    assert.deepEqual(years.at(-1), { from: '2016-01', to: '2016-12', counts: { verified: 1 } });
  });

  it('loses no message, leaves no gap and never draws too many bars, whatever the years', () =>
    fc.assert(
      fc.property(anyMonths, (months) => {
        const bars = groupMonths(months);
        const total = (all: readonly { counts: { verified?: number; failed?: number } }[]) =>
          all.reduce((sum, { counts }) => sum + (counts.verified ?? 0) + (counts.failed ?? 0), 0);
        assert.ok(total(bars) >= 0.98 * total(months));
        assert.ok(bars.length <= maxBars);
        const [first, last] = [bars[0]?.from ?? '', bars.at(-1)?.to ?? ''];
        for (const { month } of months.filter(({ month }) => first <= month && month <= last))
          assert.equal(bars.filter(({ from, to }) => from <= month && month <= to).length, 1);
      }),
    ));

  it('leaves out the few that lie years away from all others', () => {
    const bulk = { month: '2016-02', counts: { verified: 400 } };
    const unset = { month: '1970-01', counts: { unverified: 2 } };
    const forged = { month: '9999-12', counts: { failed: 1 } };
    assert.deepEqual(groupMonths([unset, bulk, forged]), [{ from: '2016-02', to: '2016-02', counts: { verified: 400 } }]);
    assert.equal(groupMonths([{ ...unset, counts: { unverified: 40 } }, bulk]).length, 47);
  });

  it('makes nothing of nothing', () => {
    assert.deepEqual(groupMonths([]), []);
  });
});

describe('histogram', () => {
  it('shows even a single message among thousands', () => {
    const bars = [
      { from: '2016-01', to: '2016-01', counts: { unverified: 90_000, contradicted: 1 }, query: 'date:2016-01' },
      { from: '2016-02', to: '2016-02', counts: { verified: 1 }, query: 'date:2016-02' },
    ];
    const chart = String(histogram(bars, 0, english));
    assert.match(chart, /v-contradicted" width="100%" y="[\d.]+" height="1"/);
    assert.match(chart, /<title>February 2016: 1\u00a0e-mail<\/title>/);
  });

  it('is left out where there is nothing to compare', () => {
    assert.equal(histogram([{ from: '2016-01', to: '2016-01', counts: { verified: 5 }, query: 'x' }], 0, english), undefined);
  });
});

describe('proportionBar', () => {
  it('fills the width, each verdict by its share, in an order that never changes', () => {
    assert.match(String(proportionBar({ failed: 1, verified: 3 })), /v-verified" x="0%" width="75%".*v-failed" x="75%" width="25%"/);
  });
});
