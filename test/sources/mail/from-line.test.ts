import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fromLineKind } from '../../../src/sources/mail/from-line.ts';

describe('fromLineKind', () => {
  const kinds: readonly (readonly [string, ReturnType<typeof fromLineKind>])[] = [
    ['From author@example.org Thu Jan  1 00:00:00 1970', 'dated'],
    ['From author@example.org  Sat Feb  5 09:19:10 2022', 'dated'],
    ['From "two words"@example.org Thu Jan  1 00:00:00 1970', 'dated'],
    ['From author Thu Jan  1 00:00 1970', 'dated'],
    ['From - Mon Jun  3 12:50:27 1996', 'dated'],
    ['From 1234567890123456789@xxx Mon Jan 01 10:00:00 +0000 2016', 'dated'],
    ['From author@example.org Thu Jan  1 00:00:00 EST 1970', 'dated'],
    ['From author@example.org Thu Jan  1 00:00:00 1970 +0200', 'dated'],
    ['From uunet!host!author Thu Jan  1 00:00:00 1970 remote from uunet', 'dated'],
    ['From ???@??? Thu Jan 01 00:00:00 1970', 'dated'],
    ['From author@example.org Thu, 1 Jan 1970 00:00:00 +0000 (UTC)', 'dated'],
    ['From  Thu Jan  1 00:00:00 1970', 'dated'],
    ['From -', 'dateless'],
    ['From - ', 'dateless'],
    ['From 1234567890123456789@xxx', 'dateless'],
    [`From ${'0123456789'.repeat(4)} Mon Sep 17 00:00:00 2001`, 'patch'],
    ['From Russia with love', undefined],
    ['From my point of view', undefined],
    ['From Monday, Jan 3 on, at 10:30, we met', undefined],
    ['From the meeting on Thu Jan  1 00:00:00 1970 we learned nothing', undefined],
    ['From : John Doe <john@example.org>', undefined],
    ['From john@example.org to jane@example.org', undefined],
  ];
  for (const [line, kind] of kinds) it(`takes "${line}" for ${kind ?? 'text'}`, () => assert.equal(fromLineKind(line), kind));

  it('answers in a bounded time, whatever the line', () => {
    const piece = fc.constantFrom('From ', ' ', '  ', 'Mon ', 'Jan', ' 1 ', '00:00:00', ' +0000', ' EST', '1970', 'remote from ', '@', 'x');
    const start = process.cpuUsage();
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 300 }), (pieces) => {
        fromLineKind(`From ${pieces.join('')}`.slice(0, 1024));
      }),
      { numRuns: 300 },
    );
    const milliseconds = process.cpuUsage(start).user / 1000;
    assert.ok(milliseconds < 3000, `${milliseconds} ms of processor for 300 lines`);
  });
});
