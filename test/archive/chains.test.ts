import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openArchive } from '../../src/archive/archive.ts';
import { assessArchive } from '../../src/archive/assess.ts';
import { auditArchive } from '../../src/archive/audit.ts';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { openDatabase } from '../../src/store/database.ts';
import { scratchFolder } from '../scratch.ts';
import { dumpArchive } from './dump.ts';
import { mail, signed, testKey } from './mail.ts';

const lena = 'Lena Brandt <lena@halden.example>';
const otto = 'Otto Weiss <otto@weiss.example>';
const ottoKey = testKey('weiss.example', 's1');
const lenaKey = testKey('halden.example', 's1');

const words = `Dear Otto,

the board met on 12 May and approved the budget of 4,500 for the archive. Nobody from the bank was there.
We shall send the contract to Berlin before Friday, and you will have the papers next week.

Best, Lena
`;
const letter = (text = words, id = 'one') =>
  mail(
    { From: lena, To: otto, Subject: 'The budget', Date: 'Thu, 12 May 2016 16:02:00 +0200', 'Message-ID': `<${id}@halden.example>` },
    text,
  );
const quoteOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
const answer = (text = words, from = otto, to = lena, id = 'two') =>
  mail(
    { From: from, To: to, Subject: 'Re: The budget', Date: 'Fri, 13 May 2016 09:00:00 +0200', 'Message-ID': `<${id}@weiss.example>` },
    `Thank you, I shall see to it at once.\n\nOn 12 May 2016, at 16:02, Lena Brandt <lena@halden.example> wrote:\n\n${quoteOf(text)}\n`,
  );

/** Makes an archive that knows both keys. */
function archiveIn(scratch: { readonly path: string }, name = 'archive', keys = [ottoKey, lenaKey]): string {
  const directory = join(scratch.path, name);
  const keeper = openKeeper(directory, { create: true });
  keeper.addKeys(keys.map(({ domain, selector, record }) => ({ domain, selector, record, tier: 'archived', source: 'this test' })));
  keeper.close();
  return directory;
}

let folders = 0;
async function bring(scratch: { readonly path: string }, directory: string, messages: readonly Buffer[]): Promise<void> {
  const folder = join(scratch.path, `mail-${folders++}`);
  mkdirSync(folder);
  for (const [index, octets] of messages.entries()) writeFileSync(join(folder, `${index}.eml`), octets);
  await importMail(directory, [await openMailSource(folder)], { jobs: 1 });
}

function verdicts(directory: string): { verdict: string; marks: readonly string[] }[] {
  using archive = openArchive(directory);
  return archive.messages([1, 2, 3, 4]).map(({ verdict, marks }) => ({ verdict, marks: marks.filter((mark) => mark !== 'finding') }));
}

const found = (directory: string) => verdicts(directory).map(({ verdict, marks }) => [verdict, ...marks].join(' '));

describe('a message that signed mail quotes', () => {
  it('is corroborated, by whom and how much of it being told, whichever of the two is imported first', async () => {
    using scratch = scratchFolder();
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const both = [letter(), signed(answer(), ottoKey)];
      const together = archiveIn(scratch, `together-${order}`);
      await bring(
        scratch,
        together,
        order.map((at) => both[at]!),
      );
      const apart = archiveIn(scratch, `apart-${order}`);
      for (const at of order) await bring(scratch, apart, [both[at]!]);
      for (const directory of [together, apart]) {
        using archive = openArchive(directory);
        const record = archive.messages([1, 2]).find(({ messageId }) => messageId === 'one@halden.example')!;
        assert.equal(record.verdict, 'corroborated');
        assert.deepEqual(record.corroboratedBy, [{ number: order.indexOf(1) + 1, share: 1, author: 'otto@weiss.example' }]);
      }
    }
  });

  it('is contradicted where its own sender quotes other words, and disputed where somebody else does', async () => {
    using scratch = scratchFolder();
    const forged = letter(words.replace('4,500', '45,000'));
    const disputed = archiveIn(scratch, 'disputed');
    await bring(scratch, disputed, [forged, signed(answer(), ottoKey)]);
    assert.deepEqual(found(disputed), ['unverified disputed', 'verified disputed']);
    const contradicted = archiveIn(scratch, 'contradicted');
    await bring(scratch, contradicted, [forged, signed(answer(words, lena, otto), lenaKey)]);
    assert.deepEqual(found(contradicted), ['contradicted', 'verified']);
    using archive = openArchive(contradicted);
    const [record] = archive.messages([1]);
    assert.equal(record!.contradictedBy[0]?.number, 2);
    assert.match(record!.contradictedBy[0]?.detail ?? '', /4,500.*45,000/);
  });

  it('is neither where what quotes it is not signed, or changed after it was', async () => {
    using scratch = scratchFolder();
    const directory = archiveIn(scratch);
    const changed = Buffer.from(signed(answer(), ottoKey).toString('latin1').replace('at once', 'tomorrow'), 'latin1');
    await bring(scratch, directory, [letter(), answer(), changed]);
    assert.deepEqual(found(directory), ['unverified', 'unverified', 'headers-verified']);
  });
});

describe('chains in an archive', () => {
  const mails = () => [
    letter(),
    signed(answer(), ottoKey),
    letter(words.replace('approved', 'rejected').replaceAll('May', 'June'), 'three'),
    signed(answer(words.replace('Berlin', 'Bonn'), lena, otto, 'four'), lenaKey),
  ];

  it('are judged again by new keys, and come out as if these had been there from the start', async () => {
    using scratch = scratchFolder();
    const late = archiveIn(scratch, 'late', []);
    await bring(scratch, late, mails());
    assert.ok(found(late).every((one) => one === 'unverified'));
    const early = archiveIn(scratch, 'early');
    await bring(scratch, early, mails());
    const keeper = openKeeper(late);
    keeper.addKeys(
      [ottoKey, lenaKey].map(({ domain, selector, record }) => ({ domain, selector, record, tier: 'archived', source: 'this test' })),
    );
    keeper.close();
    await assessArchive(late);
    assert.deepEqual(found(late), found(early));
    assert.notDeepEqual(found(late), ['unverified', 'unverified', 'unverified', 'unverified']);
  });

  it('are the same whether the mail came at once, one by one, or was assessed again from nothing', async () => {
    using scratch = scratchFolder();
    const once = archiveIn(scratch, 'once');
    await bring(scratch, once, mails());
    const oneByOne = archiveIn(scratch, 'one-by-one');
    for (const one of mails()) await bring(scratch, oneByOne, [one]);
    const tables = ({ messages, relations, judgements_alone, fingerprints, passages, chain_work }: ReturnType<typeof dumpArchive>) => ({
      ...{ messages, relations, judgements_alone, fingerprints, passages, chain_work },
    });
    const expected = tables(dumpArchive(once));
    assert.deepEqual(tables(dumpArchive(oneByOne)), expected);
    await assessArchive(once);
    assert.deepEqual(tables(dumpArchive(once)), expected);
    assert.deepEqual(expected.chain_work, []);
  });

  const older = {
    'has no fingerprints message by message': 'DELETE FROM passages',
    'has no digests': 'UPDATE passages SET digests = NULL',
    'has an outline that cannot be read': `UPDATE passages SET outline = '['`,
  };
  for (const [name, sql] of Object.entries(older)) {
    it(`are found in an archive of an older format or a damaged one, which ${name}`, async () => {
      using scratch = scratchFolder();
      const directory = archiveIn(scratch, 'older');
      await bring(scratch, directory, mails());
      const { relations } = dumpArchive(directory);
      const database = openDatabase(directory);
      database.db.exec(`${sql}; DELETE FROM relations; INSERT INTO chain_work (message, task) SELECT number, 'relate' FROM messages`);
      database.close();
      await bring(scratch, directory, [letter('Of something else.', 'else')]);
      assert.notDeepEqual(relations, []);
      assert.deepEqual(dumpArchive(directory)['relations'], relations);
    });
  }

  it('are checked by the audit: a relation, a weight, a verdict or a fingerprint that was changed is told', async () => {
    using scratch = scratchFolder();
    const changes = {
      relation: `UPDATE relations SET detail = json_set(detail, '$.matchedWords', 1) WHERE voucher = 2`,
      weight: `UPDATE relations SET weight = 'partly' WHERE weight = 'contradicts'`,
      verdict: `UPDATE messages SET verdict = 'unverified' WHERE verdict = 'contradicted'`,
      fingerprint: 'UPDATE fingerprints SET entries = substr(entries, 1, length(entries) - 8)',
      outline: `UPDATE passages SET outline = replace(outline, '[1,', '[0,')`,
      forms: 'UPDATE passages SET has_other_form = 1 - has_other_form',
      'digest of own words': `UPDATE passages SET digests = json_set(digests, '$.own', 'x')`,
      'digests that cannot be read': `UPDATE passages SET digests = '{' WHERE message = 2`,
      'digest of a quote': `UPDATE passages SET digests = json_set(digests, '$.quotes[0]', 'x') WHERE json_array_length(digests, '$.quotes') > 0`,
      'fingerprint of own words': 'UPDATE passages SET own = substr(own, 5) WHERE length(own) > 0',
      'fingerprint of a quote': 'UPDATE passages SET quotes = substr(quotes, 1, length(quotes) - 4) WHERE length(quotes) > 8',
    };
    for (const [name, sql] of Object.entries(changes)) {
      const directory = archiveIn(scratch, name);
      await bring(scratch, directory, mails());
      assert.deepEqual((await auditArchive(directory, { jobs: 1 })).findings, [], name);
      const database = openDatabase(directory);
      database.db.exec(sql);
      database.close();
      assert.notDeepEqual((await auditArchive(directory, { jobs: 1 })).findings, [], name);
    }
  });
});
