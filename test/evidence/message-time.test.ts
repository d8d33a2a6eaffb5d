import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { messageTime } from '../../src/evidence/message-time.ts';
import { messageOf } from './support/assess.ts';

const at = (day: number): number => Date.UTC(2016, 2, day) / 1000;
const received = (day: number): string => `Received: from a by b; ${day} Mar 2016 00:00:00 +0000\r\n`;
const SIGNATURE = 'DKIM-Signature: x\r\n';

/** The times of the DKIM-Signature in these fields. */
function timeOf(fields: string, signedAtSeconds?: number): ReturnType<typeof messageTime> {
  const message = messageOf(`${fields}\r\n`);
  return messageTime(
    message,
    message.fields.findIndex(({ lowerName }) => lowerName === 'dkim-signature'),
    signedAtSeconds,
  );
}

describe('the time of a message', () => {
  it('is that of the signature, where it says so', () => {
    assert.equal(timeOf(`${received(5)}${SIGNATURE}Date: 1 Mar 2016 00:00:00 +0000\r\n`, at(2)).seconds, at(2));
  });

  it('else is that of the earliest Received above the signature: the lowest one', () => {
    const fields = `${received(5)}${received(4)}${SIGNATURE}${received(3)}Date: 1 Mar 2016 00:00:00 +0000\r\n`;
    assert.deepEqual(timeOf(fields), { seconds: at(4), receivedSeconds: at(4) });
  });

  it('is not moved by a server far above whose clock is slow', () => {
    assert.equal(timeOf(`${received(1)}${received(4)}${SIGNATURE}`).seconds, at(4));
  });

  it('passes over a Received that has no time', () => {
    assert.equal(timeOf(`${received(5)}Received: from a by b\r\n${SIGNATURE}`).seconds, at(5));
  });

  it('else is that of the lowest Date, which signatures cover first', () => {
    const fields = `Date: 9 Mar 2016 00:00:00 +0000\r\n${SIGNATURE}Date: 1 Mar 2016 00:00:00 +0000\r\n`;
    assert.deepEqual(timeOf(fields), { seconds: at(1) });
  });

  it('else is not known', () => assert.deepEqual(timeOf(`${SIGNATURE}Date: yesterday\r\n`), {}));
});
