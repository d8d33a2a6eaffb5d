import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { differingFields } from '../../../src/evidence/repair/same-fields.ts';
import { parseMessage } from '../../../src/message/message.ts';

const pieces = fc.constantFrom(
  ...['Ben', 'Weiss', '<ada@example.org>', 'ada@example.org', 'via', '=?utf-8?q?Eve?=', '=?x?q?Eve?=', '=?utf-8?q?', '?=', '=20'],
  ...['"', "'", ',', ';', ':', '<', '>', '[mailto:', '[', ']', '\\', '@', '.', ' ', '  ', '\t', '\r\n ', '@a.example:', '<>', '""'],
);
const written = fc.array(pieces, { minLength: 1, maxLength: 8 }).map((all) => all.join(''));
const put = fc.constantFrom('Eve', 'Eve Bell', '"Eve"', '[Eve]', '<Eve>', '\\Eve', '@Eve', '<eve@evil.example>', '=?utf-8?q?Mallory?=');

const header = (value: string) => parseMessage(Buffer.from(`From: ${value}\r\n\r\n`, 'utf8'));
const signedOtherwise = (value: string, signed: string) => Object.keys(differingFields(header(value), header(signed)));

describe('an address field', () => {
  it('reads otherwise when any word is put into it, wherever that is', () => {
    fc.assert(
      fc.property(written, written, put, (before, after, word) => {
        assert.deepEqual(signedOtherwise(before + word + after, before + after), ['from']);
      }),
      { numRuns: 20_000 },
    );
  });

  it('reads the same however its names are quoted or encoded and its addresses parted', () => {
    const same = ['Ada Bell <ada@example.org>, ben@example.net', '"Ada Bell" <ada@example.org>; <ben@example.net>'];
    for (const value of [...same, '=?utf-8?q?Ada_Bell?= <ada@example.org>,\r\n ben@example.net']) {
      assert.deepEqual(signedOtherwise(value, same[0]!), []);
    }
    assert.deepEqual(signedOtherwise('"The board": Ada <ada@example.org>;', 'The board: "Ada" <ada@example.org>;'), []);
  });

  it('reads otherwise by the name of a group or a route', () => {
    const signed = 'Ada <ada@example.org>';
    for (const value of ['Eve and Bob: Ada <ada@example.org>', 'Ada <@evil.example:ada@example.org>']) {
      assert.deepEqual(signedOtherwise(value, signed), ['from'], value);
    }
  });
});
