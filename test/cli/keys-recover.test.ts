import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, describe, it } from 'node:test';
import { letter, lostKey, withOtherWords, writeMail } from '../archive/lost-keys.ts';
import { scratchFolder } from '../scratch.ts';
import { chainmail, main } from './run.ts';

const scratch = scratchFolder();
after(() => scratch[Symbol.dispose]());

const run = (...args: readonly string[]) => chainmail(args, { cwd: scratch.path });

/** Runs a command that must succeed. @returns What it prints as JSON. */
function json(...args: readonly string[]) {
  const { status, text, errors } = run(...args, '--json');
  assert.equal(status, 0, errors);
  return JSON.parse(text);
}

const old = lostKey('halden.example', 'june', 1_024, 257);
const young = lostKey('halden.example', 'june', 1_024, 257);
const lone = lostKey('alone.example', 's1', 1_024, 3);
const three = lostKey('three.example', 's1', 1_024, 3);

describe('keys recover', () => {
  it('finds each of two keys of one selector, beside mail that was altered, and says what it cannot find', () => {
    const altered = [2, 3].map((day) => withOtherWords(letter(old, day)));
    writeMail(join(scratch.path, 'mail'), [
      ...altered,
      letter(old, 0),
      letter(old, 1),
      letter(young, 400),
      letter(young, 401),
      letter(young, 402),
      letter(lone, 0),
      letter(three, 0),
      letter(three, 1),
    ]);
    json('import', 'mail', '--archive', 'trove');
    const report = json('keys', 'recover', '--engine', 'own', '--archive', 'trove');
    assert.equal(report.engine, 'own');
    assert.deepEqual(
      report.selectors.map(({ domain, outcome, certificates }: Record<string, never[]>) => [
        domain,
        outcome,
        ...certificates!.map(({ bits, exponent, signatures }) => [bits, exponent, signatures]),
      ]),
      [
        ['halden.example', 'recovered', [1_024, 257, 2], [1_024, 257, 3]],
        ['three.example', 'recovered', [1_024, 3, 2]],
      ],
    );
    const { keys } = json('keys', 'list', '--archive', 'trove');
    const found = keys.map(({ record, tier, firstSeen, lastSeen, messages }: Record<string, string>) => [
      record,
      tier,
      firstSeen,
      lastSeen,
      messages,
    ]);
    assert.deepEqual(found, [
      [old.record, 'recovered', '2016-05-12T16:00:00Z', '2016-05-13T16:00:00Z', 2],
      [young.record, 'recovered', '2017-06-16T16:00:00Z', '2017-06-18T16:00:00Z', 3],
      [three.record, 'recovered', '2016-05-12T16:00:00Z', '2016-05-13T16:00:00Z', 2],
    ]);
  });

  it('judges the mail by them: recovered, never verified; the altered as failing; the key itself in no key file', () => {
    const verdict = (query: string): number => json('search', query, '--archive', 'trove').total;
    assert.equal(verdict('verdict:verified-recovered'), 7);
    assert.equal(verdict('verdict:verified'), 0);
    assert.equal(verdict('verdict:failed domain:halden.example'), 2);
    const { text, errors } = run('keys', 'export', '--archive', 'trove');
    assert.equal(text, '');
    assert.match(errors, /3 recovered keys left out/);
  });

  it('has nothing more to do the second time, and no fault in an audit', () => {
    assert.deepEqual(json('keys', 'recover', '--engine', 'own', '--archive', 'trove').selectors, []);
    assert.deepEqual(json('audit', '--archive', 'trove').findings, []);
  });

  it('is found out by an audit where a certificate, or the record that it shows, was changed', () => {
    const change = (sql: string): void => {
      using db = new DatabaseSync(join(scratch.path, 'trove', 'archive.sqlite'));
      db.exec(sql);
    };
    const problems = (): string[] =>
      JSON.parse(run('audit', '--archive', 'trove', '--json').text).findings.map(({ problem }: { problem: string }) => problem);
    const where = `WHERE key = (SELECT id FROM keys WHERE domain = 'three.example')`;
    change(`UPDATE recoveries SET certificate = json_set(certificate, '$.proofs[0].digest', '00') ${where}`);
    assert.ok(problems().some((problem) => /three\.example.*does not open this signature/.test(problem)));
    change(`UPDATE recoveries SET certificate = json_set(certificate, '$.proofs', json_array()) ${where}`);
    assert.ok(problems().some((problem) => /three\.example.*fewer than two/.test(problem)));
    for (const text of ['no JSON', 'null', '{"proofs":[null]}']) {
      change(`UPDATE recoveries SET certificate = '${text}' ${where}`);
      assert.ok(
        problems().some((problem) => /three\.example.*nothing shows where it comes from/.test(problem)),
        text,
      );
    }
    change(`DELETE FROM recoveries ${where}`);
    assert.ok(problems().some((problem) => /three\.example.*nothing shows where it comes from/.test(problem)));
  });

  it('lets a key of the archive speak first: what is known needs no recovery, and one key serves another selector', () => {
    const other = { ...three, selector: 's2' };
    writeMail(join(scratch.path, 'more'), [letter(three, 0), letter(three, 1), letter(other, 0), letter(other, 1)]);
    writeFileSync(
      join(scratch.path, 'keys.jsonl'),
      JSON.stringify({ domain: three.domain, selector: 's1', record: three.record, source: 'a test' }),
    );
    json('import', 'more', '--keys', 'keys.jsonl', '--archive', 'known', '--anchor', 'the mailbox of an addressee');
    const report = json('keys', 'recover', '--engine', 'own', '--archive', 'known');
    assert.deepEqual(
      report.selectors.map(({ selector, outcome, questions }: Record<string, string>) => [selector, outcome, questions]),
      [['s2', 'recovered', 0]],
    );
    assert.equal(json('search', 'verdict:verified', '--archive', 'known').total, 2);
    const recovered = json('keys', 'list', '--archive', 'known').keys.find(({ tier }: { tier: string }) => tier === 'recovered');
    assert.deepEqual(
      recovered.anchors.map(({ name }: { name: string }) => name),
      ['the mailbox of an addressee', 'the mailbox of an addressee'],
    );
    assert.equal(json('search', 'verdict:verified-recovered', '--archive', 'known').total, 2);
  });

  it('finds a key of the usual exponent, and goes on where it was stopped', { timeout: 600_000 }, async () => {
    const usual = lostKey('usual.example', 's1', 512, 65_537);
    const lost = lostKey('later.example', 's1', 512, 65_537);
    writeMail(join(scratch.path, 'usual'), [letter(usual, 0), letter(usual, 1), letter(usual, 2), letter(lost, 0), letter(lost, 1)]);
    json('import', 'usual', '--archive', 'usual-trove');
    const args = ['keys', 'recover', '--engine', 'own', '--archive', 'usual-trove', '--attempts', '1', '--json'];
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...args], { cwd: scratch.path });
    let [output, errors] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    // The first key is stored as soon as it is found.
    const stored = (): boolean => {
      using db = new DatabaseSync(join(scratch.path, 'usual-trove', 'archive.sqlite'), { readOnly: true });
      return Number(db.prepare('SELECT count(*) AS n FROM recoveries').get()!['n']) > 0;
    };
    while (!stored() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 200));
    child.kill('SIGINT');
    const [code] = (await once(child, 'exit')) as [number];
    assert.equal(code, 130, errors);
    assert.equal(JSON.parse(output).recovered, 1);
    const { keys } = json('keys', 'list', '--archive', 'usual-trove');
    assert.deepEqual(
      keys.map(({ record }: { record: string }) => record),
      [usual.record],
    );
    const { selectors } = json(...args.slice(0, -1), '--domain', 'usual.example');
    assert.deepEqual(
      selectors.map(({ domain, outcome, questions }: Record<string, string>) => [domain, outcome, questions]),
      [['usual.example', 'known', 0]],
    );
  });
});
