import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { monthOf, parseMoment } from '../../src/query/dates.ts';

const anyDay = fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true });

describe('parseMoment', () => {
  it('knows the first and last second of a leap day', () => {
    assert.deepEqual(parseMoment('2016-02-29'), {
      startSeconds: Date.parse('2016-02-29') / 1000,
      endSeconds: Date.parse('2016-03-01') / 1000,
    });
  });

  it('agrees with the calendar of JavaScript on every day and every second', () =>
    fc.assert(
      fc.property(anyDay, (date) => {
        const text = date.toISOString().slice(0, 19);
        const second = Math.floor(date.getTime() / 1000);
        assert.deepEqual(parseMoment(text), { startSeconds: second, endSeconds: second + 1 });
        const midnight = Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / 1000;
        assert.deepEqual(parseMoment(text.slice(0, 10)), { startSeconds: midnight, endSeconds: midnight + 86_400 });
      }),
    ));
});

describe('monthOf', () => {
  it('agrees with the calendar of JavaScript, before 1970 too', () =>
    fc.assert(
      fc.property(anyDay, (date) => {
        assert.equal(monthOf(Math.floor(date.getTime() / 1000)), date.getUTCFullYear() * 12 + date.getUTCMonth());
      }),
    ));
});
