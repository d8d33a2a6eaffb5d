import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { testKey } from '../archive/mail.ts';
import { chainmail } from '../cli/run.ts';
import { scratchFolder } from '../scratch.ts';
import { hostileMails } from './corpus/mails.ts';
import { hostileWords } from './corpus/words.ts';

/** What a terminal obeys, and what turns a line round: C0 but tab and line feed, DEL, C1, embeddings, overrides, isolates. */
const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
/** Too many marks on one letter are drawn over other lines; data has them as they are. */
const piled = /\p{M}{10}/u;

describe('on a terminal, over all of the hostile mail', () => {
  const scratch = scratchFolder();
  const mails = hostileMails(1, testKey('evil.example', 'june'));
  const words = Object.values(hostileWords);
  before(() => {
    mkdirSync(join(scratch.path, 'mail'));
    for (const [index, { octets }] of mails.entries())
      writeFileSync(join(scratch.path, 'mail', `${String(index).padStart(4, '0')}.eml`), octets);
    const keys = words.map((source, index) =>
      JSON.stringify({ domain: `${index}.example`, selector: source, record: `v=DKIM1; n=${source}`, source }),
    );
    writeFileSync(join(scratch.path, 'keys.jsonl'), `${keys.join('\n')}\n${words.join('\n')}`);
  });
  after(() => scratch[Symbol.dispose]());

  function assertClean(args: readonly string[]): string {
    const isData = /json|list|export/.test(args.join(' '));
    const { text, errors } = chainmail(args, { cwd: scratch.path });
    const line = (text + errors)
      .replaceAll('\r\n', '\n')
      .split('\n')
      .find((each) => obeyed.test(each) || (!isData && piled.test(each)));
    assert.equal(line === undefined ? '' : JSON.stringify(line.slice(0, 300)), '', args.join(' '));
    assert.notEqual(text + errors, '');
    return text;
  }

  it('nothing of it is obeyed when it is imported, listed, found, judged and audited', () => {
    const commands = [
      ['import', 'mail', '--keys', 'keys.jsonl'],
      ['keys', 'list'],
      ['keys', 'export'],
      ['search', '', '--limit', '400'],
      ['search', 'evil', '--json'],
      ['list'],
      ['list', '--format', 'csv'],
      ['assess'],
      ['audit'],
    ];
    for (const args of commands) assertClean(args);
  });

  it('nor when a message is shown, or verified where it lies', () => {
    for (const [index, { about }] of mails.entries()) {
      if (about === 'words' && index % 2 === 1) assertClean(['show', String(index + 1)]);
      if (about === 'words' && index % 8 === 0) assertClean(['verify', join('mail', `${String(index).padStart(4, '0')}.eml`)]);
    }
  });

  it('nor where the program says that it cannot do what was typed', () => {
    const typed = words.map((each) => each.replaceAll('\0', '')).filter((_, index) => index % 6 === 4);
    for (const each of typed)
      for (const args of [
        ['search', `from:(${each}`],
        ['show', each],
        ['verify', each],
      ])
        assertClean(args);
  });

  it('a domain that looks like another has beside it what DNS has for it', () => {
    const number = mails.findIndex(({ name }) => name === 'p\u0430ypal.example') + 1;
    assert.match(assertClean(['show', String(number)]), /<info@p\u0430ypal\.example \(xn--pypal-4ve\.example\)>/);
  });

  it('no cell of the table begins as a formula', () => {
    const [, ...lines] = assertClean(['list', '--format', 'csv']).trimEnd().split('\r\n');
    assert.equal(lines.length, mails.length);
    for (const line of lines) {
      const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
      // Where the decimal sign is a comma, cells are parted at semicolons, whatever marks stand around them.
      for (const cell of [...cells, ...line.split(';')]) assert.doesNotMatch(cell, /^["\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]/, line);
    }
  });
});
