import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { type DemoOptions, generateDemo } from '../../src/demo/generate.ts';
import { parseMessage } from '../../src/message/message.ts';
import { parseParts } from '../../src/message/parts.ts';
import { bestText } from '../../src/message/text.ts';

function hashOf(options: DemoOptions): string {
  const hash = createHash('sha256');
  for (const { octets, places, folder } of generateDemo(options)) hash.update(octets).update(places.join() + folder);
  return hash.digest('hex');
}

const textOf = (octets: Uint8Array) => {
  const message = parseMessage(octets);
  return bestText(message, parseParts(message).root).text;
};

describe('the generator of the demo', () => {
  const items = [...generateDemo({ messages: 1500, seed: 1 })];

  it('gives the same octets for the same options, and others for another seed', () => {
    const first = hashOf({ messages: 300, seed: 1 });
    assert.equal(hashOf({ messages: 300, seed: 1 }), first);
    assert.notEqual(hashOf({ messages: 300, seed: 2 }), first);
  });

  it('gives exactly as many messages as asked for, no two with the same octets', () => {
    for (const messages of [0, 1, 7, 100]) assert.equal([...generateDemo({ messages, seed: 3 })].length, messages);
    const hashes = new Set(items.map((item) => createHash('sha256').update(item.octets).digest('hex')));
    assert.equal(hashes.size, 1500);
  });

  it('names nobody outside the domains reserved for examples (RFC 2606, RFC 6761)', () => {
    for (const { octets } of items) {
      const source = Buffer.from(octets).toString('latin1').replaceAll('=\r\n', '');
      const text = `${source}\n${textOf(octets)}`;
      for (const [, domain] of text.matchAll(/[\w.+-]@([a-z0-9][a-z0-9.-]*\.[a-z]+)/gi)) {
        assert.match(domain!, /\.(?:example|test|invalid)$/i);
      }
    }
  });

  it('writes lines of CRLF alone, and no mailbox without somebody to read it', () => {
    for (const { octets, places } of items) {
      assert.doesNotMatch(Buffer.from(octets).toString('latin1'), /\r(?!\n)|(?<!\r)\n/);
      assert.ok(places.length > 0);
    }
  });

  it('does not repeat itself: thousands of word forms, hardly a text twice', () => {
    const received = items.filter((item) => item.folder === 'inbox').map((item) => textOf(item.octets));
    assert.ok(new Set(received).size > received.length * 0.98);
    const forms = new Set(received.flatMap((text) => text.toLowerCase().match(/\p{L}+/gu) ?? []));
    assert.ok(forms.size > 2500, `${forms.size} word forms`);
  });

  it('quotes in the manner of each mail program, in both languages', () => {
    const all = items.map((item) => textOf(item.octets)).join('\n');
    for (const manner of [
      /^On \w{3}, \w{3} \d+, \d{4} at \d+:\d\d [AP]M, /m,
      /^Le \w{3}\. \d+ \S+ \d{4} à \d\d:\d\d, /m,
      /^-----Original Message-----$/m,
      /^-----Message d'origine-----$/m,
      /^On \d+ \w{3} \d{4}, at /m,
      /^On \d\d\/\d\d\/\d{4} \d\d:\d\d, .* wrote:$/m,
      /^Le \d\d\/\d\d\/\d{4} \d\d:\d\d, .* a écrit :$/m,
      /^---------- Forwarded message ----------$/m,
      /^Begin forwarded message:$/m,
      /^-------- Message transféré --------$/m,
    ]) {
      assert.match(all, manner);
    }
  });

  it('writes in every charset and transfer encoding that old mail has', () => {
    const all = items.map((item) => Buffer.from(item.octets).toString('latin1')).join('');
    for (const word of [
      'charset=UTF-8',
      'charset=iso-8859-1',
      'charset=windows-1252',
      'format=flowed',
      '=?UTF-8?B?',
      '=?iso-8859-1?Q?',
      "*=UTF-8''",
      'begin 644',
    ]) {
      assert.ok(all.toLowerCase().includes(word.toLowerCase()), word);
    }
    for (const encoding of ['7bit', '8bit', 'base64', 'quoted-printable'])
      assert.ok(all.includes(`Content-Transfer-Encoding: ${encoding}`), encoding);
  });

  it('keeps to a realistic size where that is asked for: about 33 kB a message, 0.37 attachments', () => {
    let octets = 0;
    let attachments = 0;
    for (const item of generateDemo({ messages: 800, seed: 5, attachments: 'realistic' })) {
      octets += item.octets.length;
      attachments += item.attachments;
    }
    assert.ok(octets / 800 > 24_000 && octets / 800 < 42_000, `${octets / 800} octets`);
    assert.ok(attachments / 800 > 0.28 && attachments / 800 < 0.46, `${attachments / 800} attachments`);
  });
});
