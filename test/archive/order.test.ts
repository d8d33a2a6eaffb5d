import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { openArchive } from '../../src/archive/archive.ts';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import type { MailSource } from '../../src/archive/ports.ts';
import type { MessageRecord } from '../../src/archive/record.ts';
import { generateDemo } from '../../src/demo/generate.ts';
import { writeDemo } from '../../src/demo/write.ts';
import { readKeys } from '../../src/sources/keys/open.ts';
import { scratchFolder } from '../scratch.ts';

/** A source that gives these messages. */
function literalSource(messages: readonly Uint8Array[]): MailSource {
  return {
    path: 'literal',
    format: 'tree',
    octetsRead: () => 0,
    async *items() {
      for (const [index, octets] of messages.entries()) yield { kind: 'message', message: { at: String(index), octets } };
    },
  };
}

describe('the order of an import', () => {
  it('changes no verdict, mark, reason or signature, and no set of messages that make a thread', async () => {
    using scratch = scratchFolder();
    const { keyFiles } = await writeDemo(join(scratch.path, 'demo'), { messages: 30, seed: 5, attachments: 'small' });
    const { keys } = await readKeys(keyFiles[0]!);
    const messages = [...generateDemo({ messages: 80, seed: 5, attachments: 'small' })].map(({ octets }) => octets);

    let archives = 0;
    const judged = async (order: readonly Uint8Array[]) => {
      const directory = join(scratch.path, `archive-${++archives}`);
      const keeper = openKeeper(directory, { create: true });
      keeper.addKeys(keys);
      keeper.close();
      await importMail(directory, [literalSource(order)], { jobs: 1 });
      using archive = openArchive(directory);
      const records: MessageRecord[] = [];
      for await (const record of archive.list('')) records.push(record);
      const threads = Object.groupBy(records, ({ thread }) => String(thread));
      return {
        threads: Object.values(threads)
          .map((members) =>
            members!
              .map(({ sha256 }) => sha256)
              .sort()
              .join(),
          )
          .sort(),
        verdicts: records.map((record) => unnumbered(record, records)).sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1)),
      };
    };
    const expected = await judged(messages);
    assert.ok(new Set(expected.verdicts.map(({ verdict }) => verdict)).size >= 3, 'the sample should have several verdicts');
    const orders = fc.shuffledSubarray(messages, { minLength: messages.length });
    await fc.assert(
      fc.asyncProperty(orders, async (order) => assert.deepEqual(await judged(order), expected)),
      { numRuns: 5 },
    );
  });
});

/** Numbers follow the order of the import: a message is named by its hash instead. */
function unnumbered({ number: _n, thread: _t, ...rest }: MessageRecord, all: readonly MessageRecord[]) {
  const named = JSON.stringify(rest, (name, value: unknown) => {
    if (name === 'number') return all.find((other) => other.number === value)?.sha256;
    return name === 'sentence' || name === 'detail' ? String(value).replaceAll(/#\d+/g, '#N') : value;
  });
  const { reasons, corroboratedBy, contradictedBy, disputedBy, ...others } = JSON.parse(named) as typeof rest;
  const sorted = (list: readonly unknown[]) => list.map((one) => JSON.stringify(one)).sort();
  return { ...others, reasons: sorted(reasons), by: [corroboratedBy, contradictedBy, disputedBy].map(sorted) };
}
