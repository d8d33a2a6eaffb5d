import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { mail, signed, testKey } from '../archive/mail.ts';
import { scratchFolder } from '../scratch.ts';
import { readZip } from '../zip.ts';
import { chainmail } from './run.ts';

const key = testKey('halden.example', 's1');
const letter = signed(
  mail({ From: 'Lena <lena@halden.example>', Subject: 'Budget \u001b[31m', Date: 'Thu, 12 May 2016 16:02:00 +0200' }, 'The sum is 12.\n'),
  key,
);

describe('checking a message again', () => {
  let scratch: ReturnType<typeof scratchFolder>;
  const run = (args: readonly string[]) => chainmail(args, { cwd: scratch.path });
  before(() => {
    scratch = scratchFolder();
    writeFileSync(join(scratch.path, 'one.eml'), letter);
    const { domain, selector, record } = key;
    writeFileSync(join(scratch.path, 'keys.jsonl'), JSON.stringify({ domain, selector, record, source: 'a test' }));
    run(['import', 'one.eml', '--keys', 'keys.jsonl']);
  });
  after(() => scratch[Symbol.dispose]());

  it('verify --explain prints each step, and nothing that a terminal obeys', () => {
    const { status, text } = run(['verify', 'one.eml', '--keys', 'keys.jsonl', '--explain']);
    assert.equal(status, 0);
    assert.match(text, /DKIM verified/);
    for (const step of ['1. The field', '2. The body', '3. The covered header fields', '4. The signature', '5. A key', '6. signature ^'])
      assert.ok(text.includes(step), step);
    assert.match(text, /Result: pass/);
    assert.ok(!text.includes('\u001b'));
    assert.doesNotMatch(run(['verify', 'one.eml', '--keys', 'keys.jsonl']).text, /The covered header fields/);
  });

  it('verify --explain --json gives the steps beside what is said else', () => {
    const { steps, verdict } = JSON.parse(run(['verify', 'one.eml', '--archive', 'archive', '--explain', '--json']).text);
    assert.equal(verdict, 'verified');
    assert.equal(Buffer.from(steps[0].body.octets.base64, 'base64').toString(), 'The sum is 12.\r\n');
    assert.equal(steps[0].keys[0].digest, steps[0].header.computed);
  });

  it('show --bundle writes a zip that verifies again, and overwrites nothing', () => {
    assert.equal(run(['show', '1', '--bundle']).status, 0);
    const bundle = readFileSync(join(scratch.path, 'message-1.evidence.zip'));
    const members = readZip(bundle);
    assert.deepEqual(members.get('message.eml'), letter);
    assert.deepEqual(run(['show', '1', '--bundle', '-']).stdout, bundle);
    for (const name of ['message.eml', 'keys.jsonl']) writeFileSync(join(scratch.path, `bundled-${name}`), members.get(name)!);
    const again = run(['verify', 'bundled-message.eml', '--keys', 'bundled-keys.jsonl', '--json']);
    assert.equal(JSON.parse(again.text).verdict, 'verified');
    const second = run(['show', '1', '--bundle']);
    assert.equal(second.status, 2);
    assert.match(second.errors, /there is a file of that name already/);
    assert.equal(run(['show', '1', '--bundle', '--raw']).status, 2);
  });
});
