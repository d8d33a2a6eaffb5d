import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createZstdCompress } from 'node:zlib';
import { decompress } from '../../../src/sources/compression.ts';
import { MboxSplitter } from '../../../src/sources/mail/mbox-splitter.ts';
import { type Met, walk } from '../../../src/sources/mail/walk.ts';
import { temporaryFolder } from '../temporary.ts';

const rule = { dateless: false, patch: false, afterEmptyLine: true };
const mebibyte = 1 << 20;

describe('an mbox of any size', () => {
  it('is cut in bounded memory: 400 MiB of mail hold no more than 8 MiB', () => {
    const message = `From a@example.org Thu Jan  1 00:00:00 1970\nSubject: a\n\n${`${'x'.repeat(71)}\n`.repeat(500)}\n`;
    const chunk = Buffer.from(message.repeat(30));
    const splitter = new MboxSplitter({ rule, usesContentLength: false, maxMessageOctets: 150 * mebibyte });
    let [pushed, messages, octets, mostHeld] = [0, 0, 0, 0];
    const count = (frames: ReturnType<MboxSplitter['push']>) => {
      for (const frame of frames) {
        assert.equal(frame.kind, 'message');
        messages += 1;
        if (frame.kind === 'message') octets += frame.octets.length;
      }
    };
    for (; pushed < 400 * mebibyte; pushed += chunk.length) {
      count(splitter.push(chunk));
      mostHeld = Math.max(mostHeld, splitter.heldOctets);
    }
    count(splitter.finish());
    assert.equal(messages, (pushed / chunk.length) * 30);
    assert.equal(octets, messages * (message.length - 45));
    assert.ok(mostHeld <= 8 * mebibyte, `${mostHeld} octets were held`);
  });

  it('passes over an endless message without holding it, and lets go of the room that large ones needed', () => {
    const limit = 4 * mebibyte;
    const splitter = new MboxSplitter({ rule, usesContentLength: true, maxMessageOctets: limit });
    const header = Buffer.from('From a@example.org Thu Jan  1 00:00:00 1970\nContent-Length: 99999999\nSubject: a\n\n');
    const text = Buffer.from(`${'From x'.repeat(10)}\n\n`.repeat(1000));
    let mostHeld = 0;
    splitter.push(header);
    for (let pushed = 0; pushed < 40 * mebibyte; pushed += text.length) {
      assert.deepEqual(splitter.push(text), []);
      mostHeld = Math.max(mostHeld, splitter.heldOctets);
    }
    assert.ok(mostHeld < 5 * limit, `${mostHeld} octets were held`);
    assert.deepEqual(
      splitter.push(Buffer.from('From b@example.org Thu Jan  1 00:00:00 1970\nSubject: b\n\n')).map(({ kind }) => kind),
      ['too-large'],
    );
    assert.deepEqual(
      splitter.finish().map((frame) => frame.kind === 'message' && frame.octets.toString()),
      ['Subject: b\n'],
    );
  });

  it('and any compression: a bomb of 512 MiB is a long stream of small chunks', async () => {
    const packer = createZstdCompress();
    const packed: Buffer[] = [];
    packer.on('data', (part: Buffer) => packed.push(part));
    const zeros = Buffer.alloc(16 * mebibyte);
    for (let part = 0; part < 32; part += 1) await new Promise<void>((resolve) => packer.write(zeros, () => resolve()));
    packer.end();
    await once(packer, 'end');
    const bomb = Buffer.concat(packed);
    assert.ok(bomb.length < mebibyte);
    async function* chunks() {
      yield bomb;
    }
    let [size, largest] = [0, 0];
    const before = process.memoryUsage.rss();
    let most = 0;
    for await (const part of decompress(chunks(), 'zstd')) {
      size += part.length;
      largest = Math.max(largest, part.length);
      most = Math.max(most, process.memoryUsage.rss() - before);
    }
    assert.equal(size, 512 * mebibyte);
    assert.ok(largest <= mebibyte && most < 300 * mebibyte, `largest chunk ${largest}, memory grew by ${most}`);
  });
});

describe('the time to cut an mbox', () => {
  it('grows as the stream does, however its lengths and lines try to have octets read again', () => {
    const hostile = [
      'From a@example.org Thu Jan  1 00:00:00 1970\nContent-Length: 999999\nContent-Length: 999998\n\nx\n\n',
      '\n\nFrom x x x x x',
      '\n\nFrom -\n\nFrom a@example.org Thu Jan  1 00:00:00 197',
      '>>>>>>>>>>>>From From From \n\nFrom ',
    ];
    for (const piece of hostile) {
      const times = [1, 4].map((factor) => {
        const octets = Buffer.from(piece.repeat((factor * mebibyte) / piece.length));
        const start = process.cpuUsage();
        const splitter = new MboxSplitter({ rule: { ...rule, dateless: true }, usesContentLength: true, maxMessageOctets: mebibyte });
        for (let at = 0; at < octets.length; at += 1 << 16) splitter.push(octets.subarray(at, at + (1 << 16)));
        splitter.finish();
        return process.cpuUsage(start).user / 1000;
      });
      assert.ok(times[1]! < times[0]! * 4 * 4 + 400, `${times.map(Math.round)} ms of processor for ${JSON.stringify(piece)}`);
    }
  });
});

describe('a tree of very many folders', () => {
  it('is not followed for ever: too deep a folder is told', async () => {
    await using folder = await temporaryFolder();
    const deep = join(folder.path, ...Array.from({ length: 150 }, () => 'd'));
    await mkdir(deep, { recursive: true });
    await writeFile(join(deep, 'a.eml'), 'From: a@example.org\n\nx\n');
    const met: Met[] = [];
    for await (const thing of walk(folder.path)) met.push(thing);
    const at = Array.from({ length: 101 }, () => 'd').join('/');
    assert.deepEqual(met, [{ kind: 'failure', at, reason: 'more than 100 folders lie within each other here: not read' }]);
  });
});
