import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { LETTER } from '../evidence/support/assess.ts';
import { keyRecord, publicMaterial } from '../evidence/support/keys.ts';
import { sign } from '../evidence/support/signer.ts';
import { scratchFolder } from '../scratch.ts';
import { chainmail } from './run.ts';

const scratch = scratchFolder();
after(() => scratch[Symbol.dispose]());

/** Letters of two selectors that have keys, and of one that has none. */
function trove(): { readonly mail: string; readonly keys: string } {
  const mail = join(scratch.path, 'mail');
  mkdirSync(mail);
  const letter = (n: number) => LETTER.replace('lamp@', `lamp${n}@`);
  const write = (n: number, selector: string, key: 'rsa1024' | 'rsa2048') =>
    writeFileSync(join(mail, `${n}.eml`), sign(letter(n), { key, selector }), 'latin1');
  for (const n of [1, 2]) write(n, 'leaked', 'rsa1024');
  write(3, 'sound', 'rsa2048');
  write(4, 'lost', 'rsa2048');
  const keys = join(scratch.path, 'keys.jsonl');
  const line = (selector: string, record: string, more = {}) =>
    JSON.stringify({ domain: 'example.org', selector, record, source: 'a test', firstSeen: '2016-01-01', lastSeen: '2016-12-31', ...more });
  const lines = [
    line('sound', keyRecord('rsa2048')),
    line('sound', keyRecord('rsa3072'), { firstSeen: '2010-01-01', lastSeen: '2011-01-01' }),
    line('leaked', keyRecord('rsa1024')),
    line('unused', keyRecord('rsa1024')),
  ];
  writeFileSync(keys, `${lines.join('\n')}\n`);
  return { mail, keys };
}

const { mail, keys } = trove();
const archiveAt = (name: string) => join(scratch.path, name);
function run(name: string, ...args: readonly string[]) {
  const result = chainmail([...args, '--archive', archiveAt(name)]);
  assert.equal(result.status, 0, result.errors);
  return result.text;
}
const verdicts = (name: string): string[] =>
  run(name, 'list')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { messageId: string; verdict: string; signatures: unknown })
    .map(({ messageId, verdict, signatures }) => `${messageId} ${verdict} ${JSON.stringify(signatures)}`)
    .sort();

describe('a list of keys that are public', () => {
  it('takes back what they verified, under every selector, and says why', () => {
    run('first', 'import', mail, '--keys', keys);
    assert.match(verdicts('first')[0]!, /verified/);
    const list = join(scratch.path, 'public.txt');
    const digest = createHash('sha256').update(publicMaterial('rsa1024'), 'base64').digest('hex');
    writeFileSync(list, `# made by openssl\n${digest} 2016-10-25 the leak of October\n`);
    run('first', 'keys', 'import', '--public', list);
    run('first', 'assess');
    const [one, two, three] = verdicts('first');
    for (const leaked of [one!, two!]) {
      assert.match(leaked, /unverified/);
      assert.match(leaked, /"cautions":\["private-key-public"/);
      assert.match(leaked, /"knownPublic":\[\{"why":"listed","since":"2016-10-25T00:00:00Z","source":"the leak of October"\}\]/);
    }
    assert.match(three!, / verified /);
  });

  it('leaves what was acquired before', () => {
    run('early', 'import', mail, '--keys', keys, '--acquired', '2016-05-01');
    run('early', 'keys', 'import', '--public', join(scratch.path, 'public.txt'));
    run('early', 'assess');
    assert.equal(verdicts('early').filter((line) => / verified /.test(line)).length, 3);
  });
});

describe('the keys of an archive', () => {
  interface Listed {
    readonly keys: readonly { readonly selector: string; readonly messages: number; readonly knownPublic?: readonly unknown[] }[];
    readonly wanted: readonly unknown[];
  }

  it('are listed with the mail that each of them verifies, and the selectors that have none', () => {
    const { keys: listed, wanted } = JSON.parse(run('first', 'keys', 'list', '--json')) as Listed;
    assert.deepEqual(
      listed.map(({ selector, messages, knownPublic }) => [selector, messages, knownPublic?.length ?? 0]),
      [
        ['leaked', 2, 1],
        ['sound', 0, 0],
        ['sound', 1, 0],
        ['unused', 0, 1],
      ],
    );
    assert.deepEqual(wanted, [{ domain: 'example.org', selector: 'lost', messages: 1 }]);
  });

  it('are exported so that an empty archive comes to the same verdicts, and exports the same', () => {
    for (const options of [[], ['--used']]) {
      const exported = run('first', 'keys', 'export', ...options);
      assert.equal(exported.includes('"unused"'), options.length === 0);
      const file = join(scratch.path, `pinned${options.length}.jsonl`);
      writeFileSync(file, exported);
      const second = `second${options.length}`;
      run(second, 'import', mail, '--keys', file);
      assert.deepEqual(verdicts(second), verdicts('first'));
      assert.equal(run(second, 'keys', 'export', ...options), exported);
    }
  });
});

describe('verify', () => {
  it('takes what an archive knows of a key for a key from a file, too', () => {
    const file = join(scratch.path, 'elsewhere.jsonl');
    writeFileSync(
      file,
      `${JSON.stringify({ domain: 'example.org', selector: 'elsewhere', record: keyRecord('rsa1024'), source: 'a test' })}\n`,
    );
    const letter = join(scratch.path, 'elsewhere.eml');
    writeFileSync(letter, sign(LETTER, { key: 'rsa1024', selector: 'elsewhere' }), 'latin1');
    run('knowing', 'import', mail);
    const verdict = (): string => (JSON.parse(run('knowing', 'verify', letter, '--keys', file, '--json')) as { verdict: string }).verdict;
    assert.equal(verdict(), 'verified');
    const list = join(scratch.path, 'known.txt');
    writeFileSync(list, `${createHash('sha256').update(publicMaterial('rsa1024'), 'base64').digest('hex')} 2016-10-25 the leak\n`);
    run('knowing', 'keys', 'import', '--public', list);
    assert.equal(verdict(), 'unverified');
  });
});
