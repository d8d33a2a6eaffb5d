import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { generateDemo } from '../../src/demo/generate.ts';
import { writeDemo } from '../../src/demo/write.ts';
import { readKeys } from '../../src/sources/keys/open.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { scratchFolder } from '../scratch.ts';

const hashOf = (octets: Uint8Array | string) => createHash('sha256').update(octets).digest('hex');

/** The hash of every file below, by its relative path. */
function hashTree(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [relative(folder, path), hashOf(readFileSync(path))]));
}

describe('writing the demo', () => {
  it('writes the same files, octet by octet, whenever it is run', async () => {
    using scratch = scratchFolder();
    for (const name of ['a', 'b']) await writeDemo(join(scratch.path, name), { messages: 120, seed: 9 });
    assert.deepEqual(hashTree(join(scratch.path, 'a')), hashTree(join(scratch.path, 'b')));
  });

  it('writes sources that read back as the very messages, each in all its places', async () => {
    using scratch = scratchFolder();
    const options = { messages: 400, seed: 1 };
    const { sources, manifest } = await writeDemo(scratch.path, options);

    const expected: string[] = [];
    for (const { octets, places } of generateDemo(options)) {
      const lf = Buffer.from(octets).toString('latin1').replaceAll('\r\n', '\n');
      for (const place of places) expected.push(hashOf(place === 'claire' ? octets : Buffer.from(lf, 'latin1')));
    }
    const found: string[] = [];
    for (const path of sources) {
      const source = await openMailSource(path);
      for await (const item of source.items()) {
        assert.equal(item.kind, 'message', JSON.stringify(item));
        if (item.kind === 'message') found.push(hashOf(item.message.octets));
      }
    }
    assert.deepEqual(found.sort(), expected.sort());
    assert.equal(new Set(found).size, manifest.messages);
    assert.ok(found.length > manifest.messages, 'nobody has the same mail as somebody else');
  });

  it('writes an mbox, a Maildir, a tree of .eml files and a compressed mbox', async () => {
    using scratch = scratchFolder();
    const { sources } = await writeDemo(scratch.path, { messages: 100, seed: 1 });
    const kinds = await Promise.all(sources.map(async (path) => (await openMailSource(path)).format));
    assert.deepEqual(kinds, ['mbox', 'maildir', 'tree', 'mbox']);
  });

  it('writes a keys file that is read without a failure', async () => {
    using scratch = scratchFolder();
    const { keyFiles } = await writeDemo(scratch.path, { messages: 1, seed: 1 });
    const { keys, failures } = await readKeys(keyFiles[0]!);
    assert.deepEqual(failures, []);
    assert.equal(keys.length, 22);
    assert.ok(keys.every((key) => key.source.startsWith('fictional')));
  });

  it('counts in its manifest what it wrote', async () => {
    using scratch = scratchFolder();
    const { manifest } = await writeDemo(scratch.path, { messages: 150, seed: 4 });
    const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((total, count) => total + count, 0);
    assert.deepEqual([manifest.messages, sum(manifest.intended), sum(manifest.conditions)], [150, 150, 150]);
  });
});
