import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { StoredKey } from '../../src/evidence/keys/key.ts';
import { defaultPolicy, type Policy } from '../../src/evidence/policy.ts';
import { CAUTIONS, type Caution, isBlocking } from '../../src/evidence/verdict.ts';
import { assess, LETTER, LETTER_SECONDS } from './support/assess.ts';
import { keyRecord, storedKey } from './support/keys.ts';
import { type SigningOptions, sign } from './support/signer.ts';

const DAY = 86_400;
const day = (count: number): number => LETTER_SECONDS + count * DAY;
const seen = (first: number, last = first) => ({ firstSeenSeconds: day(first), lastSeenSeconds: day(last) });
/** The key that the letters here are signed with, sighted at their time. */
const KEY = storedKey('rsa2048', seen(-100, 100));
const PLAIN: SigningOptions = { key: 'rsa2048' };

/** The cautions on the only signature. */
function cautions(text: string, keys = [KEY], policy: Partial<Policy> = {}): readonly Caution[] {
  return assess(text, keys, { policy: { ...defaultPolicy, ...policy } }).signature.cautions;
}

function received(days: number): string {
  return `Received: from a by b; ${new Date(day(days) * 1000).toUTCString().replace('GMT', '+0000')}\r\n`;
}

it('a plain signature has no caution', () => assert.deepEqual(cautions(sign(LETTER, PLAIN)), []));

describe('weak-key', () => {
  const weak = (key: 'rsa1000' | 'rsa1024' | 'ed25519') => cautions(sign(LETTER, { key }), [storedKey(key, seen(0))]).includes('weak-key');

  it('is an RSA key below 1,024 bits', () => assert.equal(weak('rsa1000'), true));
  it('is no RSA key of 1,024 bits, and no Ed25519 key', () => assert.deepEqual([weak('rsa1024'), weak('ed25519')], [false, false]));
});

describe('private-key-public', () => {
  const published: StoredKey = { ...KEY, privateKeyPublicSinceSeconds: day(500) };
  const has = (keys = [published], policy: Partial<Policy> = {}) =>
    cautions(sign(LETTER, PLAIN), keys, policy).includes('private-key-public');

  it('is a key whose private half is published, whenever that was', () => assert.equal(has(), true));
  it('is it where the archive was acquired since', () => assert.equal(has([published], { acquiredAtSeconds: day(500) }), true));
  it('is none where the archive was acquired before', () => assert.equal(has([published], { acquiredAtSeconds: day(499) }), false));
  it('is it although another source of the same key does not know', () => assert.equal(has([KEY, { ...published, ...seen(900) }]), true));
  it('is not the publication of another key', () => {
    assert.equal(has([KEY, storedKey('rsa1024', { ...seen(0), privateKeyPublicSinceSeconds: 0 })]), false);
  });
});

describe('field-added', () => {
  for (const name of ['From', 'Subject', 'Date', 'To', 'Cc', 'Reply-To', 'Sender', 'Content-Type']) {
    it(`is a second ${name} above the covered one`, () => {
      const letter = `Reply-To: a@example.org\r\nSender: a@example.org\r\nContent-Type: text/plain\r\n${LETTER}`;
      assert.ok(!cautions(sign(letter, PLAIN)).includes('field-added'));
      assert.ok(cautions(`${name}: ada@example.org\r\n${sign(letter, PLAIN)}`).includes('field-added'));
    });
  }

  it('is no field that was never covered, nor a second one that is covered too', () => {
    assert.ok(!cautions(`Reply-To: x@example.org\r\n${sign(LETTER, PLAIN)}`).includes('field-added'));
    const twice = `Subject: one\r\n${LETTER}`;
    assert.ok(!cautions(sign(twice, { ...PLAIN, names: ['from', 'subject', 'subject'] })).includes('field-added'));
  });
});

describe('many-froms', () => {
  it('is a From with several mailboxes, or several Froms', () => {
    const two = LETTER.replace('<ada@example.org>', '<ada@example.org>, ben@example.org');
    assert.ok(cautions(sign(two, PLAIN)).includes('many-froms'));
    assert.ok(cautions(sign(`From: ben@example.org\r\n${LETTER}`, { ...PLAIN, names: ['from', 'from'] })).includes('many-froms'));
  });
});

describe('key-conflict', () => {
  const signed = sign(LETTER, PLAIN);
  const has = (...keys: Parameters<typeof cautions>[1] & object) => cautions(signed, keys).includes('key-conflict');
  const other = (first: number, last = first) => storedKey('rsa2048other', seen(first, last));
  const own = (first: number, last = first) => storedKey('rsa2048', seen(first, last));

  it('is another key sighted nearer to the message', () => {
    assert.equal(has(own(300), other(100)), true);
    assert.equal(has(own(300), other(0)), true);
    assert.equal(has(own(100), other(300)), false);
  });

  it('is a revocation sighted nearer to the message', () => {
    assert.equal(has(own(-300), storedKey('rsa2048', { ...seen(-100), record: 'v=DKIM1; p=' })), true);
  });

  it('is none where both were sighted then: a rotation, with days of grace', () => {
    assert.equal(has(own(-300, -10), other(-5, 300)), false);
    assert.equal(has(own(-300, -30), other(-5, 300)), true);
  });

  it('is none where the same key was also sighted nearer', () => assert.equal(has(own(300), own(50), other(100)), false));

  it('is no record that cannot be read', () => assert.equal(has(own(300), storedKey('rsa2048', { ...seen(0), record: 'junk' })), false));

  it('beside a key without a sighting is only one that was sighted then', () => {
    assert.equal(has(storedKey('rsa2048'), other(300)), false);
    assert.equal(has(storedKey('rsa2048'), other(0)), true);
    assert.equal(has(own(300), storedKey('rsa2048other')), false);
  });

  it('beside a recovered key is any better key that covers the time', () => {
    assert.equal(has(storedKey('rsa2048', { ...seen(0), tier: 'recovered' }), other(-10, 10)), true);
    assert.equal(has(storedKey('rsa2048', { ...seen(0), tier: 'recovered' }), other(300)), false);
  });
});

describe('key-seen-late', () => {
  const lookedUp = (days: number) => storedKey('rsa2048', { tier: 'dns', lookedUpAtSeconds: day(days) });
  const has = (...keys: Parameters<typeof cautions>[1] & object) => cautions(sign(LETTER, PLAIN), keys).includes('key-seen-late');

  it('is a key that was only looked up, more than 730 days after the message', () => {
    assert.equal(has(lookedUp(731)), true);
    assert.equal(has(lookedUp(730)), false);
  });

  it('is not got round by a signature or a Received of today over an old Date', () => {
    const today = `t=${day(731)}`;
    assert.ok(cautions(sign(LETTER, { ...PLAIN, tags: today }), [lookedUp(731)]).includes('key-seen-late'));
    assert.ok(cautions(received(731) + sign(LETTER, PLAIN), [lookedUp(731)]).includes('key-seen-late'));
    const dateOpen = { ...PLAIN, tags: today, names: ['from', 'subject'] };
    assert.equal(cautions(sign(LETTER, dateOpen), [lookedUp(731)]).includes('key-seen-late'), false);
  });

  it('is as many days as the policy says', () => {
    assert.ok(cautions(sign(LETTER, PLAIN), [lookedUp(31)], { keySeenLateDays: 30 }).includes('key-seen-late'));
  });

  it('is none where a key file has the same key', () => assert.equal(has(lookedUp(731), storedKey('rsa2048')), false));
  it('is no archived key, however late', () => assert.equal(has(storedKey('rsa2048', seen(5_000))), false));
});

describe('type-unsigned', () => {
  const part = (boundary: string, text: string) => `--${boundary}\r\nContent-Type: text/plain\r\n\r\n${text}\r\n`;
  const mime = (body: string) =>
    LETTER.split('\r\n\r\n')[0]!.concat(
      '\r\nMIME-Version: 1.0\r\nContent-Transfer-Encoding: 8bit\r\nContent-Type: multipart/mixed; boundary=outer\r\n\r\n',
      body,
    );
  const hidden = mime(`${part('hidden', 'one')}--hidden--\r\n${part('outer', 'two')}--outer--\r\n`);
  const inside = mime(`${part('outer', part('inside', 'one'))}--outer--\r\n`);
  const plain = mime(`${part('outer', 'one')}--outer--\r\n`);
  const names = ['from', 'to', 'cc', 'subject', 'date', 'content-type', 'content-transfer-encoding'];
  const has = (letter: string, covered: readonly string[]) =>
    cautions(sign(letter, { ...PLAIN, names: covered })).includes('type-unsigned');

  it('is a body that begins with another boundary than the declared one', () => assert.equal(has(hidden, names.slice(0, 5)), true));
  it('is a second MIME structure inside of a part', () => assert.equal(has(inside, names.slice(0, 5)), true));
  it('is none where the body has one reading', () => assert.equal(has(plain, names.slice(0, 5)), false));
  it('is none where type and encoding are covered', () => {
    assert.equal(has(hidden, names), false);
    assert.equal(has(inside, names), false);
  });
  it('is it where only one of the two is covered', () => {
    assert.equal(
      has(
        hidden,
        names.filter((name) => name !== 'content-type'),
      ),
      true,
    );
    assert.equal(
      has(
        hidden,
        names.filter((name) => name !== 'content-transfer-encoding'),
      ),
      true,
    );
  });
  it('is it where the fields are missing and could have been taken away', () => {
    const bare = hidden.replace(/^(?:MIME-Version|Content-Type: multi|Content-Transfer).*\r\n/gm, '');
    assert.equal(has(bare, names.slice(0, 5)), true);
    assert.equal(has(bare, names), false);
  });

  /** A letter that is signed without a word on how it is to be read, and what somebody writes above it. */
  const claimed = (line: string, covered = names.slice(0, 5)) =>
    cautions(`${line}\r\n${sign(LETTER, { ...PLAIN, names: covered })}`).includes('type-unsigned');
  it('is a plain letter that an added field calls something else', () => {
    for (const line of [
      'Content-Type: text/html',
      'Content-Type: text/plain; charset=utf-16be',
      'Content-Type: application/pdf; name="bribe.pdf"',
      'Content-Type: message/rfc822',
      'Content-Transfer-Encoding: base64',
      'Content-Transfer-Encoding: x-uuencode',
      'Content-Disposition: attachment; filename="bribe.pdf"',
    ]) {
      assert.equal(claimed(line), true, line);
    }
  });
  it('is none for what programs write above a plain letter', () => {
    for (const line of [
      'Content-Type: text/plain; charset=us-ascii; format=flowed',
      'Content-Type: text/plain; charset=koi8-r',
      'Content-Type: text/plain; charset=iso-2022-jp',
      'Content-Transfer-Encoding: 7bit',
      'Content-Transfer-Encoding: quoted-printable',
      'Content-Disposition: inline',
    ]) {
      assert.equal(claimed(line), false, line);
    }
  });
  it('is no encoding that only what a list has added does not fit', () => {
    const encoded = LETTER.split('\r\n\r\n')[0]!.concat('\r\nContent-Transfer-Encoding: base64\r\n\r\nSGVsbG8gd29ybGQh\r\n');
    const signed = sign(encoded, { ...PLAIN, names: names.slice(0, 5) });
    assert.equal(cautions(signed).includes('type-unsigned'), false);
    assert.equal(cautions(`${signed}_____\r\nthe list\r\n`).includes('type-unsigned'), false);
  });
  it('is a second Content-Transfer-Encoding above the covered one', () => {
    const encoded = LETTER.replace('\r\n\r\n', '\r\nContent-Transfer-Encoding: 7bit\r\nContent-Type: text/plain\r\n\r\n');
    const twice = `Content-Transfer-Encoding: 8bit\r\n${sign(encoded, { ...PLAIN, names })}`;
    assert.equal(cautions(twice).includes('type-unsigned'), true);
  });
});

describe('signed-in-future', () => {
  const has = (signedDays: number, receivedDays: number) =>
    cautions(received(receivedDays) + sign(LETTER, { ...PLAIN, tags: `t=${day(signedDays)}` })).includes('signed-in-future');

  it('is t= more than a day after the earliest Received above', () => {
    assert.equal(has(2.01, 1), true);
    assert.equal(has(2, 1), false);
    assert.equal(has(0, 1), false);
  });
  it('is nothing without a Received', () => {
    assert.ok(!cautions(sign(LETTER, { ...PLAIN, tags: `t=${day(9_000)}` })).includes('signed-in-future'));
  });
});

describe('cautions that are told', () => {
  it('sha1 is a signature by rsa-sha1', () => assert.deepEqual(cautions(sign(LETTER, { ...PLAIN, hash: 'sha1' })), ['sha1']));

  it('testing-key is a key with t=y', () => {
    assert.deepEqual(cautions(sign(LETTER, PLAIN), [{ ...KEY, record: keyRecord('rsa2048', 't=y; ') }]), ['testing-key']);
  });

  it('outside-key-window is a message beyond the sightings and their grace', () => {
    assert.deepEqual(cautions(sign(LETTER, PLAIN), [storedKey('rsa2048', seen(-300, -21))]), ['outside-key-window']);
    assert.deepEqual(cautions(sign(LETTER, PLAIN), [storedKey('rsa2048', seen(-300, -20))]), []);
    assert.deepEqual(cautions(sign(LETTER, PLAIN), [storedKey('rsa2048', seen(-300, -20))], { windowGraceDays: 0 }), [
      'outside-key-window',
    ]);
  });

  it('key-window-unknown is a key without a sighting, or a message without a time', () => {
    assert.deepEqual(cautions(sign(LETTER, PLAIN), [storedKey('rsa2048')]), ['key-window-unknown']);
    assert.deepEqual(cautions(sign(LETTER.replace(/^Date:.*\r\n/m, ''), PLAIN)), ['key-window-unknown']);
  });

  it('expired is x= before the earliest Received above', () => {
    const signed = sign(LETTER, { ...PLAIN, tags: `x=${day(1)}` });
    assert.deepEqual(cautions(received(2) + signed), ['expired']);
    assert.deepEqual(cautions(received(1) + signed), []);
    assert.deepEqual(cautions(signed), []);
  });

  for (const name of ['To', 'Reply-To', 'Sender', 'Content-Type', 'Content-Transfer-Encoding']) {
    it(`unsigned-field is a ${name} that is not covered`, () => {
      const letter = name === 'To' ? LETTER : `${name}: x\r\n${LETTER}`;
      const names = ['from', 'to', 'cc', 'subject', 'date'].filter((covered) => covered !== name.toLowerCase());
      assert.deepEqual(cautions(sign(letter, { ...PLAIN, names })), ['unsigned-field']);
    });
  }

  it('body-tail-unsigned is a body longer than l=', () => {
    assert.deepEqual(cautions(sign(LETTER, { ...PLAIN, length: 30 })), ['body-tail-unsigned']);
  });
});

it('a signature without a key has the cautions that need none', () => {
  assert.deepEqual(cautions(`Subject: x\r\n${sign(LETTER, { ...PLAIN, hash: 'sha1' })}`, []), ['field-added', 'sha1', 'unsigned-field']);
});

it('blocking are those that verdicts.md names', () => {
  assert.deepEqual(CAUTIONS.filter(isBlocking), [
    'weak-key',
    'private-key-public',
    'field-added',
    'many-froms',
    'key-conflict',
    'key-seen-late',
    'type-unsigned',
    'signed-in-future',
  ]);
});
