import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canBeTime } from '../../../src/evidence/chains/attributed-time.ts';

const at = (iso: string) => Date.parse(iso) / 1000;

describe('the time beside a quote', () => {
  it('can be that of a message wherever the one who quotes may live', () => {
    const offset = fc.integer({ min: -12 * 4, max: 14 * 4 }).map((quarters) => quarters * 900);
    const moment = fc.integer({ min: 0, max: 2 ** 31 });
    fc.assert(
      fc.property(moment, offset, (utc, east) => {
        const local = new Date((utc + east) * 1000);
        const day = { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() };
        assert.ok(canBeTime({ ...day, hour: local.getUTCHours(), minute: local.getUTCMinutes() }, utc));
        assert.ok(canBeTime(day, utc));
        assert.ok(canBeTime({ ...day, hour: 0, minute: 0, epochSeconds: utc - (utc % 60) }, utc));
      }),
    );
  });

  it('cannot be that of a message sent minutes or days before or after it', () => {
    const told = { year: 2016, month: 5, day: 12, hour: 14, minute: 2 };
    assert.ok(canBeTime(told, at('2016-05-12T12:02:31Z')));
    assert.ok(!canBeTime(told, at('2016-05-12T12:09:00Z')));
    assert.ok(!canBeTime(told, at('2016-05-14T12:02:00Z')));
    assert.ok(!canBeTime({ ...told, epochSeconds: at('2016-05-12T12:02:00Z') }, at('2016-05-12T13:02:00Z')));
  });

  it('can be of either half of the day, where its clock may have twelve hours and no zone is named', () => {
    const told = { year: 2016, month: 5, day: 12, hour: 3, minute: 2 };
    assert.ok(canBeTime(told, at('2016-05-12T20:02:00Z')));
    assert.ok(canBeTime({ ...told, hour: 12 }, at('2016-05-11T16:02:00Z')));
    assert.ok(!canBeTime({ ...told, hour: 13 }, at('2016-05-11T16:02:00Z')));
    assert.ok(!canBeTime({ ...told, offsetMinutes: -300 }, at('2016-05-12T20:02:00Z')));
    assert.ok(!canBeTime(told, at('2016-05-12T20:09:00Z')));
  });

  it('may name its day in either order', () => {
    const told = { year: 2016, month: 4, day: 5, hour: 9, minute: 30, otherDay: { month: 5, day: 4 } };
    assert.ok(canBeTime(told, at('2016-04-05T07:30:00Z')));
    assert.ok(canBeTime(told, at('2016-05-04T07:30:00Z')));
    assert.ok(!canBeTime(told, at('2016-06-04T07:30:00Z')));
  });
});
