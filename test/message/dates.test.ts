import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseDate } from '../../src/message/dates.ts';

/** A date-time as ISO 8601 in UTC and its offset in minutes, or what `parseDate` says of an impossible one. */
function read(text: string): [string, number | undefined] | undefined {
  const date = parseDate(text);
  return date === undefined ? undefined : [new Date(date.epochSeconds * 1000).toISOString().replace('.000', ''), date.offsetMinutes];
}

describe('parseDate', () => {
  it('reads the form of RFC 5322 §3.3', () => {
    assert.deepEqual(read('Fri, 21 Nov 1997 09:55:06 -0600'), ['1997-11-21T15:55:06Z', -360]);
    assert.deepEqual(read('1 Jan 2000 00:00 +0530'), ['1999-12-31T18:30:00Z', 330]);
  });

  it('reads the obsolete forms of RFC 5322 §4.3', () => {
    assert.deepEqual(read('21 Nov 97 09:55:06 GMT'), ['1997-11-21T09:55:06Z', 0]);
    assert.deepEqual(read('Fri, 21 Nov 1997 09(comment):   55  :  06 -0600'), ['1997-11-21T15:55:06Z', -360]);
    assert.deepEqual(read('1 Jan 49 00:00:00 Z'), ['2049-01-01T00:00:00Z', 0]);
    assert.deepEqual(read('1 Jan 50 00:00:00 Z'), ['1950-01-01T00:00:00Z', 0]);
    assert.deepEqual(read('1 Jan 103 10:00:00 EST'), ['2003-01-01T15:00:00Z', -300]);
    assert.deepEqual(read('Thu, 13 Feb 1969 23:32 -0330 (Newfoundland (Time))'), ['1969-02-14T03:02:00Z', -210]);
  });

  it('takes -0000, military letters and unknown names for an unknown offset, and the time for UTC', () => {
    for (const zone of ['-0000', 'A', 'Y', 'XYZ', '', '+9900']) {
      assert.deepEqual(read(`1 Jan 2003 10:00:00 ${zone}`), ['2003-01-01T10:00:00Z', undefined], zone);
    }
  });

  it('passes over a wrong, missing or foreign day name', () => {
    for (const day of ['Sat, ', '', 'mar. ', 'Freitag, '])
      assert.deepEqual(read(`${day}3 May 2016 10:00:00 +0200`), ['2016-05-03T08:00:00Z', 120], day);
  });

  it('reads what programs write besides', () => {
    const cases: [string, string, number | undefined][] = [
      ['Tue May  3 10:00:00 2016', '2016-05-03T10:00:00Z', undefined],
      ['Tue May  3 10:00:00 UTC 2016', '2016-05-03T10:00:00Z', 0],
      ['Wed Jul 10 15:00:15 CEST 2002', '2002-07-10T13:00:15Z', 120],
      ['May 3, 2016 10:00 PM', '2016-05-03T22:00:00Z', undefined],
      ['Tue, 3 May 2016 12:00:00 am EDT', '2016-05-03T04:00:00Z', -240],
      ['3-May-2016 10.00.00 +0100', '2016-05-03T09:00:00Z', 60],
      ['3 May 2016 10:00:00 GMT+0100', '2016-05-03T09:00:00Z', 60],
      ['3 May 2016 10:00:00 GMT +01:00', '2016-05-03T09:00:00Z', 60],
      ['3 May 2016 10:00:00 GMT +0100', '2016-05-03T09:00:00Z', 60],
      ['2016-05-03T10:00:00Z', '2016-05-03T10:00:00Z', 0],
      ['2016-05-03 10:00:00.123 +02:00', '2016-05-03T08:00:00Z', 120],
      ['2016-05-03', '2016-05-03T00:00:00Z', undefined],
    ];
    for (const [text, utc, offset] of cases) assert.deepEqual(read(text), [utc, offset], text);
  });

  it('reads the usual form as it reads the same with a comment and more space in it', () => {
    const two = (most: number) => fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(2, '0'));
    const usual = fc.tuple(
      fc.constantFrom('', 'Tue, ', 'mar, '),
      two(33),
      fc.constantFrom('Jan', 'feb', 'MAY', 'Dec', 'Mai'),
      fc.integer({ min: 1890, max: 9999 }),
      fc.tuple(two(25), two(61), two(61)),
      fc.constantFrom('+0000', '-0000', '+0530', '-0330', '+1500', '+1501', '-0175', '+9999'),
    );
    fc.assert(
      fc.property(usual, ([day, date, month, year, clock, zone]) => {
        const text = `${day}${date} ${month} ${year} ${clock.join(':')} ${zone}`;
        assert.deepEqual(parseDate(text), parseDate(`${text.replaceAll(' ', '  ')} (a (nested) comment)`));
        assert.deepEqual(parseDate(`${text} (CEST)`), parseDate(text));
      }),
    );
  });

  it('refuses what is no moment', () => {
    for (const text of [
      '31 Nov 2016 10:00 Z',
      '29 Feb 2015 10:00 Z',
      '0 May 2016 10:00 Z',
      '3 May 2016 24:00:00 Z',
      '3 May 2016 10:60 Z',
      '3 May 2016',
      '3 Foo 2016 10:00',
      '3 May 1899 10:00 Z',
      '',
      'now',
      '10:00',
      '2016-13-01',
    ]) {
      assert.equal(read(text), undefined, text);
    }
    assert.deepEqual(read('29 Feb 2016 10:00 Z'), ['2016-02-29T10:00:00Z', 0]);
    assert.deepEqual(read('31 Dec 2016 23:59:60 Z'), ['2017-01-01T00:00:00Z', 0], 'a leap second');
  });

  it('reads back every date that it is told', () => {
    const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
    const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
    const two = (value: number): string => String(value).padStart(2, '0');
    fc.assert(
      fc.property(fc.integer({ min: -2_000_000_000, max: 4_000_000_000 }), fc.integer({ min: -719, max: 839 }), (epochSeconds, offset) => {
        const local = new Date((epochSeconds + offset * 60) * 1000);
        const sign = offset < 0 ? '-' : '+';
        const zone = `${sign}${two(Math.floor(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`;
        const text = `${days[local.getUTCDay()]}, ${local.getUTCDate()} ${months[local.getUTCMonth()]} ${local.getUTCFullYear()} ${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())} ${zone}`;
        assert.deepEqual(parseDate(text), { epochSeconds, offsetMinutes: offset });
      }),
    );
  });

  it('never throws, and gives whole seconds', () => {
    const token = fc.constantFrom('May', '3', '2016', '99', '10:00', ':', '(', ')', '+0100', 'GMT', ',', ' ', '-', 'T', 'am', '\\');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(token).map((tokens) => tokens.join(' ')),
        ),
        (text) => {
          const date = parseDate(text);
          if (date !== undefined) assert.ok(Number.isInteger(date.epochSeconds));
        },
      ),
    );
  });
});
