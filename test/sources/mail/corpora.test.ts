import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openMailSource } from '../../../src/sources/mail/open.ts';

const corpora = fileURLToPath(new URL('../../../../shared/corpora/', import.meta.url));
const skip = existsSync(corpora) ? false : `${corpora} is not here`;

/** Reads a source to its end; holds nothing. */
async function tally(path: string) {
  const source = await openMailSource(corpora + path);
  const places = new Set<string>();
  const tally = { messages: 0, failures: 0, octets: 0 };
  for await (const item of source.items()) {
    const { at } = item.kind === 'message' ? item.message : item.failure;
    assert.ok(!places.has(at), `${at} is told twice`);
    places.add(at);
    if (item.kind === 'message') {
      tally.messages += 1;
      tally.octets += item.message.octets.length;
      assert.ok(item.message.octets.length > 0);
    } else {
      tally.failures += 1;
      assert.ok(item.failure.reason.length > 0);
    }
  }
  assert.equal(source.octetsRead(), source.totalOctets);
  return { ...tally, source };
}

describe('the corpora', { skip }, () => {
  it('linux-api-5000 has 5,000 messages, blinux-list 6,019, both mboxrd in zstd', async () => {
    for (const [name, expected] of [['linux-api-5000', 5000] as const, ['blinux-list', 6019] as const]) {
      const { messages, failures, source } = await tally(`lists/${name}.mbox.zst`);
      assert.deepEqual([messages, failures, source.format, source.dialect, source.compression], [expected, 0, 'mbox', 'mboxrd', 'zstd']);
    }
  });

  it('every .eml, mbox and Maildir of the other formats is read, every file is told', async () => {
    const least: Readonly<Record<string, readonly [messages: number, failures: number]>> = {
      'eml-smime': [9, 12],
      mbox: [12, 0],
      'mikel-mail-MIT': [104, 7],
      'mimekit-testdata-MIT': [270, 302],
      'nodemailer-mailparser-MIT': [10, 0],
      'notmuch-corpora-GPL3': [320, 1],
      'spamscope-mail-parser-Apache2': [22, 1],
      'stalwart-mail-parser-MIT-Apache': [113, 224],
      emlx: [2, 23],
      msg: [11, 230],
      pst: [0, 15],
      tnef: [0, 6],
    };
    for (const [name, expected] of Object.entries(least)) {
      const { messages, failures } = await tally(`formats/${name}`);
      assert.deepEqual([messages, failures], expected, name);
    }
  });

  it("Netscape's mbox with 29 messages has 29, by their lengths where they fit and by From lines where not", async () => {
    const { messages, source } = await tally('formats/mimekit-testdata-MIT/mbox/content-length.mbox.txt');
    assert.deepEqual([messages, source.dialect], [29, 'mboxcl2']);
  });

  it("notmuch's and stalwart's Maildirs are read with their folders and flags", async () => {
    const { messages, source } = await tally('formats/notmuch-corpora-GPL3/default');
    assert.deepEqual([messages, source.format, source.expected], [53, 'maildir', 53]);
    const { items } = await openMailSource(`${corpora}formats/stalwart-mail-parser-MIT-Apache/maildir`);
    const seen = new Set<string>();
    for await (const item of items()) if (item.kind === 'message') seen.add(`${item.message.folder} ${item.message.flags}`);
    assert.ok(seen.has('My Folder/Nested Folder FP') && seen.has('My Folder TDR') && seen.has('undefined STln'), [...seen].join());
  });
});
