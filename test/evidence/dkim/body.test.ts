import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { bodyDigests, canonicalBody, hashBody } from '../../../src/evidence/dkim/body.ts';
import type { Canonicalization } from '../../../src/evidence/dkim/tag-values.ts';
import { messageOf, nodeCrypto } from '../support/assess.ts';
import { canonicalBody as plainCanonicalBody } from '../support/signer.ts';

const CANONICALIZATIONS: readonly Canonicalization[] = ['simple', 'relaxed'];

/** The canonical form of a body of a message whose header ends its lines in CRLF. */
function canonical(body: string, canonicalization: Canonicalization): string {
  return Buffer.from(canonicalBody(messageOf(`A: x\r\n\r\n${body}`), canonicalization)).toString('latin1');
}

/** Text with much of what canonicalisation looks at. */
const anyBody = fc
  .array(fc.constantFrom(' ', '\t', '\r\n', '\r\n', 'a', 'bc', '\r', '.', '\xe9', '\x00'), { maxLength: 60 })
  .map((parts) => parts.join(''));
const anyCanonicalization = fc.constantFrom(...CANONICALIZATIONS);

describe('a canonical body', () => {
  it('is reduced as in the example (RFC 6376 §3.4.5)', () => {
    const body = ' C \r\nD \t E\r\n\r\n\r\n';
    assert.equal(canonical(body, 'relaxed'), ' C\r\nD E\r\n');
    assert.equal(canonical(body, 'simple'), ' C \r\nD \t E\r\n');
  });

  it('of nothing is one line end when simple (§3.4.3), and nothing when relaxed (§3.4.4)', () => {
    for (const body of ['', '\r\n', '\r\n\r\n\r\n']) {
      assert.equal(canonical(body, 'simple'), '\r\n');
      assert.equal(canonical(body, 'relaxed'), '');
    }
    assert.equal(canonical(' \r\n\t\r\n', 'relaxed'), '');
    assert.equal(canonical(' \r\n\t\r\n', 'simple'), ' \r\n\t\r\n');
  });

  it('gets the line end that it lacks', () => {
    for (const canonicalization of CANONICALIZATIONS) assert.equal(canonical('a', canonicalization), 'a\r\n');
    assert.equal(canonical('a \t', 'relaxed'), 'a\r\n');
  });

  it('takes a bare CR or LF for data where the message has CRLF', () => {
    for (const canonicalization of CANONICALIZATIONS) {
      assert.equal(canonical('a\rb\nc\r\n', canonicalization), 'a\rb\nc\r\n');
      assert.equal(canonical('a\n\n', canonicalization), 'a\n\n\r\n');
      assert.equal(canonical('a\r', canonicalization), 'a\r\r\n');
    }
    assert.equal(canonical('a \nb', 'relaxed'), 'a \nb\r\n');
  });

  it('is that of the plain reading of the RFC, whatever the octets', () => {
    fc.assert(
      fc.property(anyBody, anyCanonicalization, (body, canonicalization) => {
        assert.equal(canonical(body, canonicalization), plainCanonicalBody(body, canonicalization));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is the same where LF ends the lines of the whole message', () => {
    fc.assert(
      fc.property(anyBody, anyCanonicalization, (text, canonicalization) => {
        const body = text.replaceAll('\r', '').replaceAll('\n', '\r\n'); // a CR before LF would be a line end of the other kind
        const message = messageOf(`A: x\n\n${body.replaceAll('\r\n', '\n')}`);
        assert.equal(Buffer.from(canonicalBody(message, canonicalization)).toString('latin1'), plainCanonicalBody(body, canonicalization));
      }),
      { numRuns: 2_000 },
    );
  });

  it('does not change the second time, whatever the octets', () => {
    fc.assert(
      fc.property(anyBody, anyCanonicalization, (body, canonicalization) => {
        const once = canonical(body, canonicalization);
        assert.equal(canonical(once, canonicalization), once);
      }),
    );
  });
});

describe('a body hash', () => {
  const message = messageOf('A: x\r\n\r\none  two\r\nthree\r\n\r\n');

  it('is that of the first octets alone where a length is given, and counts all', () => {
    const { digest, total } = hashBody(message, 'relaxed', 'sha256', 3, nodeCrypto);
    assert.deepEqual(Buffer.from(digest), createHash('sha256').update('one').digest());
    assert.equal(total, 16);
  });

  it('of no octets is that of nothing', () => {
    const { digest, total } = hashBody(message, 'simple', 'sha1', 0, nodeCrypto);
    assert.deepEqual(Buffer.from(digest), createHash('sha1').digest());
    assert.equal(total, 17);
  });

  it('is that of the canonical body, whatever its size and length', () => {
    const block = `${'x'.repeat(60)}  y \t\r\n`;
    for (const [lines, length] of [
      [1, undefined],
      [900, undefined],
      [3_000, undefined],
      [3_000, 70_000],
      [3_000, 1e76],
      [40_000, 2_000_000],
    ] as const) {
      for (const lineEnd of ['\r\n', '\n']) {
        const text = `A: x\r\n\r\n${block.repeat(lines)}${'z'.repeat(100_000)}`.replaceAll('\r\n', lineEnd);
        for (const canonicalization of CANONICALIZATIONS) {
          const octets = canonicalBody(messageOf(text), canonicalization);
          const { digest, total } = hashBody(messageOf(text), canonicalization, 'sha256', length, nodeCrypto);
          assert.equal(total, octets.length);
          assert.deepEqual(Buffer.from(digest), createHash('sha256').update(octets.subarray(0, length)).digest());
        }
      }
    }
  });

  it('is computed once for signatures that ask the same', () => {
    let hashes = 0;
    const counting = {
      ...nodeCrypto,
      sha256(octets: Uint8Array) {
        hashes++;
        return nodeCrypto.sha256(octets);
      },
    };
    const digestOf = bodyDigests(message, counting);
    for (const bodyCanonicalization of ['simple', 'simple', 'relaxed', 'simple'] as const)
      digestOf({ bodyCanonicalization, hash: 'sha256' });
    digestOf({ bodyCanonicalization: 'simple', hash: 'sha256', bodyLength: 3 });
    assert.equal(hashes, 3);
  });

  it('takes time in proportion to the size of the body', () => {
    for (const unit of [' ', '\t', '\r\n', ' \r\n', '\r', '\n', 'a ', 'a\t\r\n']) {
      const hostile = messageOf(`A: x\r\n\r\n${unit.repeat(8_000_000 / unit.length)}.`);
      for (const canonicalization of CANONICALIZATIONS) {
        const before = process.threadCpuUsage();
        hashBody(hostile, canonicalization, 'sha256', undefined, nodeCrypto);
        const { user } = process.threadCpuUsage(before);
        assert.ok(user < 3_000_000, `${JSON.stringify(unit)} ${canonicalization}`);
      }
    }
  });
});
