import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { maxThreadIndexOctets } from '../../src/message/limits.ts';
import { parseThreadIndex, startOfThread } from '../../src/message/thread-index.ts';

/** The upper six octets of the FILETIME of 12 May 2016 14:02 UTC, a GUID, and an answer. */
const root = Buffer.from('01d1ac56da4b000102030405060708090a0b0c0d0e0f', 'hex');
const answer = Buffer.concat([root, Buffer.from('0011223344', 'hex')]);

describe('parseThreadIndex', () => {
  it('gives the octets of a root and of an answer, folded or not', () => {
    assert.deepEqual(Buffer.from(parseThreadIndex(root.toString('base64'))!), root);
    const folded = answer.toString('base64').replace(/(.{10})/g, '$1 ');
    assert.deepEqual(Buffer.from(parseThreadIndex(folded)!), answer);
  });

  it('gives nothing where it cannot be one', () => {
    for (const octets of [root.subarray(0, 21), answer.subarray(0, 25), Buffer.concat([Buffer.from([2]), root.subarray(1)])]) {
      assert.equal(parseThreadIndex(octets.toString('base64')), undefined);
    }
    const endless = Buffer.concat([root, Buffer.alloc(5 * maxThreadIndexOctets)]);
    for (const text of ['', 'not Base64!', '====', endless.toString('base64')]) assert.equal(parseThreadIndex(text), undefined);
  });
});

describe('startOfThread', () => {
  it('is the time at which the conversation began, as older Outlooks write it and as newer ones do', () => {
    const newer = Buffer.concat([Buffer.from('0101d1ac56da', 'hex'), root.subarray(6)]);
    const started = Date.UTC(2016, 4, 12, 14, 2) / 1000;
    for (const index of [root, newer]) assert.ok(Math.abs(startOfThread(index) - started) <= 2, `${startOfThread(index)}`);
  });
});
