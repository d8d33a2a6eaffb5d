import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { csvHeader } from '../../src/archive/csv.ts';
import { archiveFileName } from '../../src/store/database.ts';
import { mail } from '../archive/mail.ts';
import { scratchFolder } from '../scratch.ts';
import { readZip } from '../zip.ts';
import { chainmail, main } from './run.ts';

/** Sets a title, clears the screen, colours in both forms of the sequence, overwrites the line, and turns text round. */
const escapes = '\u001b]0;owned\u0007\u001b[2J\u009b31m\u009d0;owned\u009c\u0008\u007f\u202egnp.exe\u{e0041}\u061c';
const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;

const scratch = scratchFolder();
before(() => {
  const word = `=?utf-8?b?${Buffer.from(escapes).toString('base64')}?=`;
  mkdirSync(join(scratch.path, 'mail'));
  writeFileSync(
    join(scratch.path, 'mail', 'a.eml'),
    Buffer.concat([
      Buffer.from(`DKIM-Signature: v=1; a=${escapes}; d=${escapes}; s=${escapes}; c=${escapes}; b=; bh=; h=\r\n`),
      mail(
        {
          From: `"${escapes}" <"${escapes}"@x.example>`,
          To: `${word} <a@b.example>`,
          Cc: `${word} <c@d.example>`,
          Subject: word,
          'Message-ID': `<${escapes}>`,
          'Content-Type': 'multipart/mixed; boundary=b',
        },
        `--b\n\n${escapes}\n--b\nContent-Type: "${escapes}"/x\nContent-Disposition: attachment; filename="${word}"\n\nx\n--b--\n`,
      ),
    ]),
  );
  writeFileSync(join(scratch.path, 'mail', `${escapes}.eml`), '');
  writeFileSync(join(scratch.path, `${escapes}.jsonl`), `{"domain":"${escapes}"}\n${escapes}\n`);
});
after(() => scratch[Symbol.dispose]());

const run = (args: readonly string[], options = {}) => chainmail(args, { cwd: scratch.path, ...options });

describe('on a terminal', () => {
  const commands: readonly (readonly string[])[] = [
    ['import', 'mail', '--keys', `${escapes}.jsonl`],
    ['import', 'mail', '--json'],
    ['keys', 'import', `${escapes}.jsonl`, '--source', escapes],
    ['keys', 'list'],
    ['search', ''],
    ['search', `${escapes}:(`],
    ['list'],
    ['list', '--format', 'csv'],
    ['show', '1'],
    ['show', '1', '--json'],
    ['verify', 'mail/a.eml', '--keys', `${escapes}.jsonl`],
    ['verify', `no${escapes}such.eml`],
    ['import', `no${escapes}such.eml`],
    ['audit'],
    ['assess'],
    ['search', 'x', `--no${escapes}such`],
  ];
  for (const args of commands) {
    it(`nothing of a mail or a file name is obeyed: ${args.map((arg) => arg.replaceAll(escapes, '…')).join(' ')}`, () => {
      const { text, errors } = run(args);
      assert.doesNotMatch((text + errors).replaceAll('\r\n', '\n'), obeyed);
      assert.notEqual(text + errors, '');
    });
  }

  it('nothing of an evidence bundle is obeyed but in the octets themselves, and nothing of a mail begins a line of its steps', () => {
    const field = `DKIM-Signature: v=1; a=rsa-sha256; d=x.example; s=june; c=simple/simple; h=from:x; bh=eA==; b=eA==\r\n`;
    const octets = Buffer.from(
      `${field}From: a@x.example\r\nX: ${escapes}\nResult: fields\r\n\r\n${escapes}\nResult: body\rResult: body\r\n`,
    );
    writeFileSync(join(scratch.path, 'bundled.eml'), octets);
    const p = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    const key = { domain: 'x.example', selector: 'june', record: `v=DKIM1; p=${p}`, source: escapes };
    writeFileSync(join(scratch.path, 'bundled.jsonl'), JSON.stringify(key));
    run(['import', 'bundled.eml', '--keys', 'bundled.jsonl', '--archive', 'bundled']);
    const members = readZip(run(['show', '1', '--bundle', '-', '--archive', 'bundled']).stdout);
    for (const name of ['README.txt', 'SHA256SUMS', 'keys.jsonl', 'record.json', 'signature-1/steps.txt', 'signature-1/key.pem']) {
      const text = members.get(name)?.toString();
      if (text !== undefined) assert.doesNotMatch(text, obeyed, name);
    }
    assert.equal(JSON.parse(members.get('keys.jsonl')!.toString()).source, escapes);
    assert.deepEqual(members.get('message.eml'), octets);
    const steps = members.get('signature-1/steps.txt')!.toString();
    assert.equal(steps.match(/^Result: /gm)?.length, 1, steps);
    assert.equal(run(['verify', 'bundled.eml', '--explain']).text.match(/^Result: /gm)?.length, 1);
  });

  it('nothing of an archive that a stranger has written into is obeyed', () => {
    run(['import', join('mail', 'a.eml'), '--archive', 'strange']);
    const database = new DatabaseSync(join(scratch.path, 'strange', archiveFileName));
    const { detail } = database.prepare('SELECT detail FROM signatures').get() as { detail: string };
    const key = { algorithm: escapes, bits: escapes, tier: escapes, firstSeen: escapes, lastSeen: escapes, source: escapes };
    const strange = { ...JSON.parse(detail), result: escapes, aligned: escapes, reason: escapes, cautions: [escapes], key };
    assert.equal(database.prepare('UPDATE signatures SET detail = ?').run(JSON.stringify(strange)).changes, 1);
    database.prepare("INSERT INTO settings (name, value) VALUES ('title', ?), ('accent', ?)").run(escapes, escapes);
    database.close();
    for (const args of [
      ['show', '1'],
      ['show', '1', '--json'],
      ['config'],
      ['config', '--json'],
      ['keys', 'list'],
      ['search', ''],
      ['list'],
    ]) {
      const { text, errors } = run([...args, '--archive', 'strange']);
      assert.doesNotMatch(text + errors, obeyed, args.join(' '));
      assert.notEqual(text, '', `${args.join(' ')}: ${errors}`);
    }
  });

  it('JSON says the same all the same', () => {
    const record = JSON.parse(run(['show', '1', '--json']).text);
    assert.ok(record.attachments[0].name.includes('\u202egnp.exe\u{e0041}'));
  });
});

describe('in a spreadsheet', () => {
  it('no cell begins as a formula, whichever sign parts the cells', () => {
    writeFileSync(
      join(scratch.path, 'sheet.eml'),
      mail(
        { From: '"=1+1;=HYPERLINK(1)" <a@x.example>', To: '@SUM(1) <b@x.example>, "-2" <c@x.example>', Subject: ' \t=cmd|calc;"+3' },
        'x\n',
      ),
    );
    run(['import', 'sheet.eml', '--archive', 'sheet']);
    const [header, line = ''] = run(['list', '--format', 'csv', '--archive', 'sheet']).text.split('\r\n');
    assert.equal(`${header}\r\n`, csvHeader);
    for (const cell of line.split(/[,;]/)) assert.doesNotMatch(cell, /^["\s]*[=+\-@]/);
    assert.match(line, /'=cmd\|calc;""'\+3/);
  });
});

describe('a pipe', () => {
  it('whose reader has seen enough ends the program quietly, on either of its outputs', async () => {
    for (const closed of ['stdout', 'stderr'] as const) {
      const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, 'import', 'mail'], { cwd: scratch.path });
      const told: Buffer[] = [];
      child[closed].destroy();
      child[closed === 'stdout' ? 'stderr' : 'stdout'].on('data', (piece: Buffer) => told.push(piece));
      const [status] = await once(child, 'close');
      assert.ok(status === 0 || status === 1, `${closed}: ${status} ${Buffer.concat(told)}`);
      assert.doesNotMatch(Buffer.concat(told).toString(), /EPIPE/);
    }
  });

  it('or device given as a source is refused, not waited for', () => {
    execFileSync('mkfifo', [join(scratch.path, 'pipe')]);
    for (const source of ['pipe', '/dev/zero']) {
      const { status, errors } = run(['import', source], { timeout: 20_000 });
      assert.equal(status, 2, errors);
      assert.match(errors, /neither a file nor a folder/);
    }
  });
});

describe('the demonstration', () => {
  const demo = (archive: string) => run(['demo', '--no-serve', '--messages', '1', '--archive', archive]);

  it('deletes no folder that it did not make', () => {
    mkdirSync(join(scratch.path, 'own', 'demo-sources'), { recursive: true });
    writeFileSync(join(scratch.path, 'own', 'demo-sources', 'thesis.txt'), 'years of work');
    const { status, errors } = demo('own');
    assert.equal(status, 2);
    assert.match(errors, /demo-sources is there already/);
    assert.deepEqual(readdirSync(join(scratch.path, 'own')), ['demo-sources']);
    assert.equal(readFileSync(join(scratch.path, 'own', 'demo-sources', 'thesis.txt'), 'utf8'), 'years of work');
  });

  it('follows no link to what it deletes or writes', () => {
    assert.equal(demo('demo').status, 0);
    const elsewhere = join(scratch.path, 'elsewhere');
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'thesis.txt'), 'years of work');
    execFileSync('rm', ['-r', join(scratch.path, 'demo', 'demo-sources')]);
    symlinkSync(elsewhere, join(scratch.path, 'demo', 'demo-sources'));
    symlinkSync(join(scratch.path, 'demo'), join(scratch.path, 'by-link'));
    assert.equal(demo('by-link').status, 0);
    assert.deepEqual(readdirSync(elsewhere), ['thesis.txt']);
    assert.ok(existsSync(join(scratch.path, 'demo', 'demo-sources', 'keys.jsonl')));
  });
});
