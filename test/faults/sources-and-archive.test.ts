import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { openKeeper } from '../../src/archive/keeper.ts';
import { writeDemo } from '../../src/demo/write.ts';
import { archiveFileName } from '../../src/store/database.ts';
import { lockArchive } from '../../src/store/lock.ts';
import { mail } from '../archive/mail.ts';
import { chainmail, main, startServing } from '../cli/run.ts';
import { scratchFolder } from '../scratch.ts';

const scratch = scratchFolder();
const made = join(scratch.path, 'made');
let sources: readonly string[];
before(async () => {
  ({ sources } = await writeDemo(join(scratch.path, 'demo'), { messages: 150, seed: 9, attachments: 'small' }));
  chainmail(['import', ...sources, '--archive', made]);
});
after(() => scratch[Symbol.dispose]());

describe('a folder of mail with what is no mail in it', () => {
  it('is read to its end; pipes, sockets, links and devices are told, and none is waited for', { timeout: 60_000 }, async () => {
    const folder = join(scratch.path, 'odd');
    mkdirSync(join(folder, 'deep'), { recursive: true });
    const letter = mail({ From: 'a@b.example', Subject: 'Here' }, 'Words.\n');
    writeFileSync(join(folder, 'deep', 'letter.eml'), letter);
    writeFileSync(join(scratch.path, 'outside.eml'), mail({ From: 'a@b.example', Subject: 'Outside' }, 'Not asked for.\n'));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    const socket = createServer().listen(join(folder, 'socket'));
    await once(socket, 'listening');
    symlinkSync('..', join(folder, 'deep', 'loop'));
    symlinkSync('../outside.eml', join(folder, 'out.eml'));
    symlinkSync('/dev/zero', join(folder, 'zero.eml'));
    try {
      const { status, text } = chainmail(['import', folder, '--archive', join(scratch.path, 'from-odd'), '--json'], { timeout: 50_000 });
      assert.equal(status, 1);
      const report = JSON.parse(text) as { totals: { messages: number }; sources: { failures: { at: string }[] }[] };
      assert.equal(report.totals.messages, 1);
      assert.deepEqual(report.sources[0]!.failures.map(({ at }) => at).sort(), ['deep/loop', 'out.eml', 'pipe', 'socket', 'zero.eml']);
    } finally {
      socket.close();
    }
  });

  it('named by a pipe or a device is refused at once', { timeout: 60_000 }, () => {
    const pipe = join(scratch.path, 'alone');
    execFileSync('mkfifo', [pipe]);
    for (const path of [pipe, '/dev/zero']) {
      const { status, errors } = chainmail(['import', path, '--archive', join(scratch.path, 'none')], { timeout: 30_000 });
      assert.equal(status, 2, errors);
      assert.match(errors, /neither a file nor a folder/);
    }
  });
});

describe('an archive file that is not as it should be', () => {
  /** What a command says of the archive after this was done to its file. */
  const saysAfter = (damage: (path: string) => void, ...command: string[]) => {
    const directory = join(scratch.path, 'damaged');
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory);
    copyFileSync(join(made, archiveFileName), join(directory, archiveFileName));
    damage(join(directory, archiveFileName));
    return chainmail([...command, '--archive', directory]);
  };
  const damages: readonly (readonly [string, (path: string) => void, RegExp])[] = [
    ['cut off in the middle', (path) => truncateSync(path, Math.floor(statSync(path).size / 2)), /is damaged/],
    ['cut off to nothing', (path) => truncateSync(path, 0), /is empty/],
    ['no database', (path) => writeFileSync(path, 'This is a letter, not an archive. '.repeat(100)), /is not an archive/],
    ['gone', (path) => rmSync(path), /There is no archive/],
    ['of a newer format', (path) => change(path, 'PRAGMA user_version = 9999'), /has format 9999.*Use a newer Chainmail/],
    [
      'whole, but for rows that hold no JSON',
      (path) => change(path, "UPDATE messages SET reasons = '['"),
      /A row of the archive is damaged: .*"chainmail audit" tells|#1: what is stored of it cannot be read/,
    ],
    ["another program's", (path) => change(path, 'PRAGMA application_id = 1'), /not a Chainmail archive/],
  ];
  for (const [what, damage, expected] of damages) {
    it(`is told when it is ${what}: exit code 3, a sentence, no stack`, () => {
      for (const command of ['list', 'audit']) {
        const { status, errors, text } = saysAfter(damage, command);
        assert.equal(status, 3, `${command}: ${errors}${text}`);
        assert.match(errors + (command === 'audit' && errors === '' ? `is damaged${text}` : ''), expected, command);
        assert.doesNotMatch(errors, /^ {4}at /m);
      }
    });
  }
});

describe('an archive that this user may not read or write', {
  skip: process.getuid?.() !== 0 ? 'only root can become another user' : closedFolderAbove(main),
}, () => {
  const nobody = 65_534;
  const asNobody = async (args: readonly string[]) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], {
      uid: nobody,
      gid: nobody,
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { errors: '', text: '' };
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (said.errors += chunk));
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (said.text += chunk));
    const [status] = (await once(child, 'close')) as [number];
    return { status, ...said };
  };

  it('is imported to, and what in a folder of mail cannot be read is told, the rest read', async () => {
    const folder = join(scratch.path, 'partly-closed');
    mkdirSync(join(folder, 'closed'), { recursive: true });
    for (const path of ['open.eml', 'secret.eml', 'closed/inside.eml'])
      writeFileSync(join(folder, path), mail({ From: 'a@b.example', Subject: path }, 'Words.\n'));
    const directory = join(scratch.path, 'of-nobody');
    mkdirSync(directory);
    execFileSync('chmod', ['755', scratch.path, folder]);
    execFileSync('chmod', ['600', join(folder, 'secret.eml')]);
    execFileSync('chmod', ['700', join(folder, 'closed')]);
    execFileSync('chown', ['-R', `${nobody}:${nobody}`, directory]);
    const { status, errors, text } = await asNobody(['import', folder, '--archive', directory, '--json']);
    assert.equal(status, 1, errors);
    assert.equal(countMessages(directory), 1);
    const { sources: reports } = JSON.parse(text) as { sources: { failures: { at: string; reason: string }[] }[] };
    const failures = reports[0]!.failures.toSorted((one, other) => one.at.localeCompare(other.at));
    assert.deepEqual(
      failures.map(({ at }) => at),
      ['closed', 'secret.eml'],
    );
    for (const { reason } of failures) assert.match(reason, /EACCES|permission/i);
  });

  it('is told which right is missing, or read where reading is allowed', async () => {
    const directory = join(scratch.path, 'rights');
    mkdirSync(directory);
    copyFileSync(join(made, archiveFileName), join(directory, archiveFileName));
    execFileSync('chmod', ['755', scratch.path, directory]);
    execFileSync('chmod', ['644', join(directory, archiveFileName)]);
    const { status, errors } = await asNobody(['list', '--archive', directory]);
    assert.deepEqual({ status, errors }, { status: 0, errors: '' });
    execFileSync('chmod', ['600', join(directory, archiveFileName)]);
    for (const command of [['list'], ['import', '/etc/hostname']]) {
      const { status, errors } = await asNobody([...command, '--archive', directory]);
      assert.equal(status, 3, errors);
      assert.match(errors, /cannot be opened or written.*See who may write there/);
    }
    execFileSync('chmod', ['700', directory]);
    const closed = await asNobody(['list', '--archive', directory]);
    assert.equal(closed.status, 3, closed.errors);
    assert.match(closed.errors, /cannot be opened: EACCES|cannot be opened or written/);
  });
});

/** A folder above a path that other users cannot enter, so that none of them can run what lies there; false where there is none. */
function closedFolderAbove(path: string): string | false {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return `another user cannot enter ${folder}, where this program lies`;
  }
  return false;
}

describe('two at once', () => {
  it('the second import is refused while the first is at work, and says what to do', () => {
    const directory = join(scratch.path, 'locked');
    openKeeper(directory, { create: true }).close();
    using _first = lockArchive(directory);
    const { status, errors } = chainmail(['import', ...sources, '--archive', directory]);
    assert.equal(status, 3);
    assert.match(errors, /Another command is writing to the archive in .* Wait until it has ended, then run this one again\./);
  });

  it('of two imports that begin together one does its work, and the other is refused or has nothing left to do', async () => {
    const directory = join(scratch.path, 'together');
    openKeeper(directory, { create: true }).close();
    const outcomes = await Promise.all(
      [1, 2].map(async () => {
        const args = ['--disable-warning=ExperimentalWarning', main, 'import', ...sources, '--archive', directory];
        const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
        let errors = '';
        child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
        const [status] = (await once(child, 'exit')) as [number];
        return { status, errors };
      }),
    );
    const [done, other] = outcomes.sort((one, another) => one.status - another.status);
    assert.ok([0, 1].includes(done!.status), done!.errors);
    if (other!.status === 3) assert.match(other!.errors, /Another command is writing to the archive/);
    else assert.ok([0, 1].includes(other!.status), other!.errors);
    assert.equal(countMessages(directory), countMessages(made));
    assert.equal(chainmail(['audit', '--archive', directory]).status, 0);
  });

  it('a server that other machines can reach says so', async () => {
    await using server = await startServing(['--archive', made, '--host', '0.0.0.0']);
    while (!server.errors().includes('WARNING')) await setTimeout(20);
    assert.match(server.errors(), /WARNING: it listens on 0\.0\.0\.0, not on this machine alone\. There is no password/);
  });

  it('readers of a served archive see each import whole, and the server ends in order when it is told to', {
    timeout: 120_000,
  }, async () => {
    const directory = join(scratch.path, 'growing');
    openKeeper(directory, { create: true }).close();
    const server = await startServing(['--archive', directory]);
    const { url } = server;
    assert.equal(new URL(url).hostname, '127.0.0.1', 'by default no other machine sees it');
    assert.doesNotMatch(server.errors(), /WARNING/);
    const importing = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', main, 'import', ...sources, '--archive', directory],
      { stdio: 'ignore' },
    );
    const ended = once(importing, 'exit');
    let last = 0;
    do {
      const [figures, found] = await Promise.all(
        ['index.json', 'search.json?q=&limit=5'].map(async (path) => {
          const answer = await fetch(new URL(path, url));
          assert.equal(answer.status, 200);
          return (await answer.json()) as { messages?: number; total?: number };
        }),
      );
      assert.ok(figures!.messages! >= last && found!.total! >= last, 'what was there does not go');
      last = Math.min(figures!.messages!, found!.total!);
    } while (importing.exitCode === null);
    await ended;
    const { messages } = (await (await fetch(new URL('index.json', url))).json()) as { messages: number };
    assert.equal(messages, countMessages(directory));
    const children = childrenOf(server.pid);
    assert.ok(children.length >= 2, 'it searches in processes of their own');
    await server[Symbol.asyncDispose]();
    await setTimeout(100);
    assert.deepEqual(
      children.filter((child) => existsSync(`/proc/${child}/exe`)),
      [],
      'and leaves none behind',
    );
  });
});

function change(path: string, sql: string): void {
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
}

function countMessages(directory: string): number {
  const db = new DatabaseSync(join(directory, archiveFileName), { readOnly: true });
  try {
    return Number(db.prepare('SELECT count(*) AS n FROM messages').get()!['n']);
  } finally {
    db.close();
  }
}

function childrenOf(pid: number): number[] {
  return execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' })
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map(Number);
}
