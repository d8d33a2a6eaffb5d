import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { attachmentOctets } from '../../src/archive/attachment-octets.ts';
import { decodePart } from '../../src/message/content.ts';
import { parseMessage } from '../../src/message/message.ts';
import { parseParts } from '../../src/message/parts.ts';

const header = 'Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n';

/** The octets by the way of the archive, and by that of the browser. */
function bothWays(body: Uint8Array): [Uint8Array, Uint8Array] {
  const message = parseMessage(Buffer.concat([Buffer.from(header), body]));
  const { root } = parseParts(message);
  return [Uint8Array.from(attachmentOctets(message, root)), Uint8Array.from(decodePart(message, root))];
}

it('gives the octets that were encoded', () => {
  const octets = Buffer.from(Uint8Array.from({ length: 100_000 }, (_, place) => (place * 7_919) >> 3));
  const lines = octets.toString('base64').replace(/.{76}/g, '$&\r\n');
  assert.deepEqual(bothWays(Buffer.from(lines))[0], Uint8Array.from(octets));
});

it('reads base64 as a browser does that decodes it octet by octet, however broken it is', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'ABCDabcd0189+/'), maxLength: 40 });
  const junk = fc.constantFrom(
    '\n',
    '\r\n',
    '\r',
    ' ',
    '\t',
    '\f',
    '\0',
    '=',
    '==',
    '-',
    '_',
    '*',
    '!',
    '\x80',
    '\xff',
    '=\n',
    '====\r\n\r\n',
    '-- \n',
  );
  const anyBody = fc.array(fc.oneof({ weight: 3, arbitrary: digits }, junk), { maxLength: 20 });
  fc.assert(
    fc.property(anyBody, (pieces) => {
      const [fast, plain] = bothWays(Buffer.from(pieces.join(''), 'latin1'));
      assert.deepEqual(fast, plain);
    }),
    { numRuns: 5_000 },
  );
});
