import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openArchive } from '../../src/archive/archive.ts';
import { ledgerView } from '../../src/views/apparatus.ts';
import { scratchFolder } from '../scratch.ts';
import { chainmail } from './run.ts';

/** More than a report holds. */
const broken = 1_203;

const scratch = scratchFolder();
const archive = join(scratch.path, 'archive');
before(() => {
  for (const [folder, files] of [
    ['one', broken],
    ['two', 1],
  ] as const) {
    const mail = join(scratch.path, folder, 'in');
    mkdirSync(mail, { recursive: true });
    for (let i = 0; i < files; i++) writeFileSync(join(mail, `${folder}-${String(i).padStart(4, '0')}.eml`), '\0');
  }
});
after(() => scratch[Symbol.dispose]());

/** Two sources that are called the same, from where each was imported. */
const importIn = (folder: string, ...args: string[]) =>
  chainmail(['import', 'in', '--archive', archive, ...args], { cwd: join(scratch.path, folder) });

describe('failures of an import', () => {
  it('are all listed by --json, however many, and the printed report says so', () => {
    const { text, status } = importIn('one', '--json');
    assert.equal(status, 1);
    const report = JSON.parse(text);
    assert.equal(report.sources[0].failed, broken);
    assert.deepEqual(
      report.sources[0].failures.map(({ at }: { at: string }) => at),
      Array.from({ length: broken }, (_, i) => `one-${String(i).padStart(4, '0')}.eml`),
    );
    assert.deepEqual(Object.keys(report), ['sources', 'totals', 'verdicts', 'seconds', 'stopped']);
    assert.match(importIn('one').text, /… and 1,193 more \(import it with --json to list them all\)/);
  });

  it('are told under their own source, though another has more of them and is called the same', () => {
    assert.deepEqual(
      JSON.parse(importIn('two', '--json').text).sources[0].failures.map(({ at }: { at: string }) => at),
      ['two-0000.eml'],
    );
    using opened = openArchive(archive);
    assert.deepEqual(
      ledgerView(opened).map(({ path, failed, failures }) => [path, failed, failures.length, failures[0]?.at]),
      [
        ['in', broken, 10, 'one-0000.eml'],
        ['in', 1, 1, 'two-0000.eml'],
      ],
    );
  });
});
