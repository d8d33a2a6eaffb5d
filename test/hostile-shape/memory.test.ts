import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { main } from '../cli/run.ts';
import { scratchFolder } from '../scratch.ts';

/** Octets of each mail. */
const size = 40_000_000;

/** What an import may hold at the most: two thirds more than was seen of any of these. Bare CRs once took 26 octets for each, a gigabyte here. */
const mostMegabytes = 850;

const header = 'From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n';
const mails: Readonly<Record<string, () => Buffer>> = {
  'NUL octets': () => filled('\r\n', '\0'),
  'bare CRs': () => filled('\r\n', '\r'),
  'one line': () => filled('\r\n', 'x'),
  'base64 without end': () => filled('Content-Transfer-Encoding: base64\r\n\r\n', 'QUJD'),
};

function filled(rest: string, repeated: string): Buffer {
  return Buffer.concat([Buffer.from(header + rest), Buffer.alloc(size, repeated)]);
}

describe('a mail of forty megabytes', { skip: process.platform !== 'linux' && 'only Linux tells of memory in /proc' }, () => {
  for (const [what, make] of Object.entries(mails)) {
    it(`of ${what} takes bounded memory to import`, { timeout: 120_000 }, async () => {
      using scratch = scratchFolder();
      const path = join(scratch.path, 'mail.eml');
      writeFileSync(path, make());
      const args = ['--disable-warning=ExperimentalWarning', main, 'import', path, '--archive', join(scratch.path, 'archive')];
      const importing = spawn(process.execPath, args, { stdio: 'ignore' });
      let most = 0;
      while (importing.exitCode === null) {
        most = Math.max(most, peakMegabytes(importing.pid!));
        await setTimeout(20);
      }
      assert.equal(importing.exitCode, 0);
      assert.ok(most > size / 1e6, 'it was measured');
      assert.ok(most < mostMegabytes, `${most} MB`);
    });
  }
});

/** The most that a process has held so far; 0 where it has ended. */
function peakMegabytes(pid: number): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1000;
  } catch {
    return 0;
  }
}
