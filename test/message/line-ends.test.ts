import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { withLfLineEnds } from '../../src/message/line-ends.ts';

it('every line end becomes LF, a CRLF one and a bare CR one, wherever the text is cut into stretches', () => {
  const anyText = fc
    .array(fc.constantFrom('\r', '\n', '\r\n', 'a', 'x'.repeat(30_000)), { maxLength: 12 })
    .map((pieces) => pieces.join(''));
  fc.assert(fc.property(anyText, (text) => withLfLineEnds(text) === text.replace(/\r\n?/g, '\n')));
  assert.equal(withLfLineEnds(`${'x'.repeat((1 << 16) - 1)}\r\n\r`), `${'x'.repeat((1 << 16) - 1)}\n\n`);
});
