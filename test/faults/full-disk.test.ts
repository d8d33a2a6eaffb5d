import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import { writeDemo } from '../../src/demo/write.ts';
import { archiveFileName } from '../../src/store/database.ts';
import { dumpArchive } from '../archive/dump.ts';
import { chainmail, main, startServing } from '../cli/run.ts';
import { scratchFolder } from '../scratch.ts';
import { smallDisk, withoutDisk } from './small-disk.ts';

function countMessages(directory: string): number {
  const db = new DatabaseSync(join(directory, archiveFileName), { readOnly: true });
  try {
    return Number(db.prepare('SELECT count(*) AS n FROM messages').get()!['n']);
  } finally {
    db.close();
  }
}

/** Takes all room that is left on a disk. */
function fill(folder: string): string {
  const path = join(folder, 'filler');
  spawnSync('dd', ['if=/dev/zero', `of=${path}`, 'bs=4k']);
  return path;
}

describe('a full disk', { skip: withoutDisk }, () => {
  it('stops an import, which says so, keeps what was committed, and goes on when there is room', { timeout: 300_000 }, async () => {
    using scratch = scratchFolder();
    const { sources, keyFiles } = await writeDemo(join(scratch.path, 'demo'), { messages: 500, seed: 5, attachments: 'small' });
    using disk = smallDisk(join(scratch.path, 'disk'), 3);
    const directory = join(disk.path, 'archive');
    const args = (archive: string) => ['import', ...sources, '--keys', keyFiles[0]!, '--archive', archive, '--json'];
    // What there is room for is committed; what comes after it is not.
    const first = join(scratch.path, 'first.mbox');
    const letters = Array.from(
      { length: 20 },
      (_, index) => `From a Thu Jan  1 00:00:00 1970\nFrom: a@b.example\nSubject: ${index}\n\nHere.\n\n`,
    );
    writeFileSync(first, letters.join(''));
    const begin = (archive: string) => chainmail(['import', first, '--archive', archive]);
    assert.equal(begin(directory).status, 0);
    const stopped = chainmail(args(directory));
    assert.equal(stopped.status, 3, stopped.errors);
    assert.match(stopped.errors, /is full\. What was committed is kept; make room and run the command again\./);
    assert.doesNotMatch(stopped.errors, /^ {4}at /m, 'no stack');
    disk.resize(200);
    const kept = countMessages(directory);
    assert.ok(kept >= letters.length, `${kept} messages are left`);
    const again = chainmail(args(directory));
    assert.ok([0, 1].includes(again.status!), again.errors);
    assert.ok(countMessages(directory) > kept);
    const undisturbed = join(scratch.path, 'undisturbed');
    begin(undisturbed);
    chainmail(args(undisturbed));
    assert.deepEqual(dumpArchive(directory), dumpArchive(undisturbed));
    assert.equal(chainmail(['audit', '--archive', directory]).status, 0);
  });

  it('stops an assessment, which loses nothing and can be run again', { timeout: 120_000 }, async () => {
    using scratch = scratchFolder();
    const { sources, keyFiles } = await writeDemo(join(scratch.path, 'demo'), { messages: 300, seed: 5, attachments: 'small' });
    const made = join(scratch.path, 'made');
    chainmail(['import', ...sources, '--archive', made]);
    chainmail(['keys', 'import', keyFiles[0]!, '--archive', made]);
    using disk = smallDisk(join(scratch.path, 'disk'), 40);
    const directory = join(disk.path, 'archive');
    cpSync(made, directory, { recursive: true });
    const filler = fill(disk.path);
    const stopped = chainmail(['assess', '--archive', directory]);
    assert.equal(stopped.status, 3, stopped.errors);
    assert.match(stopped.errors, /is full|cannot be opened or written/);
    rmSync(filler);
    assert.equal(countMessages(directory), countMessages(made));
    assert.equal(chainmail(['assess', '--archive', directory]).status, 0);
    assert.equal(chainmail(['audit', '--archive', directory]).status, 0);
  });

  it('stops a list that is written to it, which says so', async () => {
    using scratch = scratchFolder();
    const { sources } = await writeDemo(join(scratch.path, 'demo'), { messages: 300, seed: 5, attachments: 'small' });
    const directory = join(scratch.path, 'archive');
    chainmail(['import', ...sources, '--archive', directory]);
    using disk = smallDisk(join(scratch.path, 'disk'), 1);
    writeFileSync(join(disk.path, 'list.jsonl'), '');
    fill(disk.path);
    for (const command of ['list', 'search "" --json', 'show 1 --raw']) {
      const line = `"${process.execPath}" --disable-warning=ExperimentalWarning "${main}" ${command} --archive "${directory}" > "${join(disk.path, 'list.jsonl')}"`;
      const { status, stderr } = spawnSync('sh', ['-c', line], { encoding: 'utf8' });
      assert.equal(status, 1, `${command}: ${stderr}`);
      assert.match(stderr, /cannot be written: .*no space left/i, command);
      assert.doesNotMatch(stderr, /^ {4}at /m, 'no stack');
    }
    assert.deepEqual(readdirSync(disk.path).sort(), ['filler', 'list.jsonl']);
  });
});

describe('a medium that cannot be written', { skip: withoutDisk }, () => {
  it('can be read, searched, served and audited; what would write is told', { timeout: 120_000 }, async () => {
    using scratch = scratchFolder();
    const { sources, keyFiles } = await writeDemo(join(scratch.path, 'demo'), { messages: 100, seed: 5, attachments: 'small' });
    using disk = smallDisk(join(scratch.path, 'disk'), 60);
    const directory = join(disk.path, 'archive');
    chainmail(['import', ...sources, '--keys', keyFiles[0]!, '--archive', directory]);
    disk.writeProtect();
    for (const command of [['search', 'the'], ['list'], ['show', '1'], ['keys', 'list'], ['audit']]) {
      const { status, errors } = chainmail([...command, '--archive', directory]);
      assert.equal(status, 0, `${command.join(' ')}: ${errors}`);
    }
    for (const command of [['import', ...sources], ['assess'], ['keys', 'import', keyFiles[0]!]]) {
      const { status, errors } = chainmail([...command, '--archive', directory]);
      assert.equal(status, 3, `${command[0]}: ${errors}`);
      assert.match(errors, /cannot be opened or written.*See who may write there/, command[0]);
    }
    await using server = await startServing(['--archive', directory]);
    for (const path of ['', 'messages/1', 'search?q=the', 'people', 'messages/1.eml']) {
      const answer = await fetch(new URL(path, server.url));
      await answer.arrayBuffer();
      assert.equal(answer.status, 200, path);
    }
    assert.match(server.errors(), /Nothing can be written where the archive lies/);
  });

  it('tells of an archive that was put there in the middle of a write', async () => {
    using scratch = scratchFolder();
    using disk = smallDisk(join(scratch.path, 'disk'), 60);
    const directory = join(disk.path, 'archive');
    const { sources } = await writeDemo(join(scratch.path, 'demo'), { messages: 50, seed: 5, attachments: 'small' });
    chainmail(['import', ...sources, '--archive', directory]);
    writeFileSync(join(directory, `${archiveFileName}-wal`), Buffer.alloc(4_096, 1));
    disk.writeProtect();
    const { status, errors } = chainmail(['list', '--archive', directory]);
    assert.equal(status, 3);
    assert.match(errors, /while something was being written to it.*Copy the folder/);
  });
});
