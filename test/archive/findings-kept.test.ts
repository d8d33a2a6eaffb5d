import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { assessArchive } from '../../src/archive/assess.ts';
import { auditArchive } from '../../src/archive/audit.ts';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { openDatabase } from '../../src/store/database.ts';
import { scratchFolder } from '../scratch.ts';
import { dumpArchive } from './dump.ts';
import { answer, answerFields, archiveOf, bring, byLena, keys, letter, listed, mira, quoting, standing, words } from './findings-mail.ts';
import { mail, signed } from './mail.ts';

describe('findings in an archive', () => {
  const mails = () => [
    letter({}, words.replace('4,500', '45,000')),
    signed(answer({}, quoting(byLena)), keys.otto),
    signed(answer({ Date: 'Thu, 5 May 2016 09:00:00 +0200', 'Message-ID': '<early@weiss.example>' }, 'Thank you.\n'), keys.otto),
    signed(
      answer({ 'Message-ID': '<false@weiss.example>' }, quoting('On 12 May 2016, at 16:02, Mira Okafor <mira@bureau.example> wrote:')),
      keys.otto,
    ),
    signed(letter(), keys.lena),
    letter({ 'Message-ID': '<other@halden.example>' }, words.replace('Berlin', 'Bonn')),
    signed(letter({ 'Message-ID': '<again@halden.example>' }, words.replace('Berlin', 'Bern')), keys.lena),
    mail(
      { ...answerFields, From: mira, 'Message-ID': '<one@halden.example>' },
      'A text that has nothing to do with any of the others here.\n',
    ),
    ...Array.from({ length: 9 }, (_, index) => letter({ Subject: 'Report' }, words.replace('12 May', `${index} May`))),
  ];

  /** One by one, but for the many that are alike, of which some come together. */
  const parts = (order: readonly Buffer[]): Buffer[][] => {
    const reports = order.filter((octets) => octets.includes('Subject: Report'));
    const others = order.filter((octets) => !reports.includes(octets)).map((octets) => [octets]);
    const together = [reports.slice(0, 2), reports.slice(2, 7), reports.slice(7)];
    return order[0] === others[0]![0] ? [...others, ...together] : [...together, ...others];
  };

  it('are the same whether the mail came at once, one by one, backwards or not, or was assessed again from nothing', async () => {
    using scratch = scratchFolder();
    const tables = (directory: string) => {
      const { messages, findings, judgements_alone, chain_work } = dumpArchive(directory);
      return { messages, findings, judgements_alone, chain_work };
    };
    for (const [name, order] of [
      ['forwards', mails()],
      ['backwards', mails().reverse()],
    ] as const) {
      const once = await archiveOf(scratch, order, `${name}-once`);
      const oneByOne = await archiveOf(scratch, [], `${name}-one-by-one`);
      for (const part of parts(order)) await bring(scratch, oneByOne, part);
      const expected = tables(once);
      assert.ok(expected.findings!.length >= 10);
      assert.deepEqual(tables(oneByOne), expected, name);
      await assessArchive(once);
      assert.deepEqual(tables(once), expected, name);
      assert.deepEqual((await auditArchive(once, { jobs: 1 })).findings, [], name);
    }
  });

  it('are found anew by new keys, and come out as if these had been there from the start', async () => {
    using scratch = scratchFolder();
    const early = await archiveOf(scratch, mails(), 'early');
    const late = join(scratch.path, 'late');
    openKeeper(late, { create: true }).close();
    await bring(scratch, late, mails());
    assert.ok(!listed(late).some((one) => one.startsWith('strong')));
    const keeper = openKeeper(late);
    keeper.addKeys(
      Object.values(keys).map(({ domain, selector, record }) => ({ domain, selector, record, tier: 'archived', source: 'this test' })),
    );
    keeper.close();
    await assessArchive(late);
    assert.deepEqual(listed(late), listed(early));
    assert.deepEqual(standing(late), standing(early));
  });

  it('are checked by the audit: one that was changed, taken away or made up is told', async () => {
    using scratch = scratchFolder();
    const changes = {
      weight: `UPDATE findings SET detail = json_set(detail, '$.weight', 'weak'), weight = 'weak' WHERE weight = 'strong'`,
      column: `UPDATE findings SET weight = 'weak' WHERE weight = 'strong'`,
      gone: `DELETE FROM findings WHERE kind = 'reply-before-parent'`,
      mark: `UPDATE messages SET marks = '[]' WHERE marks LIKE '%finding%'`,
      'made up': `INSERT INTO findings (owner, kind, one, other, weight, detail)
        SELECT 9, kind, one, other, weight, detail FROM findings WHERE owner <> 9 LIMIT 1`,
    };
    for (const [name, sql] of Object.entries(changes)) {
      const directory = await archiveOf(scratch, mails(), `audited-${name}`);
      const database = openDatabase(directory);
      assert.ok(database.db.prepare(sql).run().changes > 0, name);
      database.close();
      assert.notDeepEqual((await auditArchive(directory, { jobs: 1 })).findings, [], name);
    }
  });

  it('go on where an import was cut short', async () => {
    using scratch = scratchFolder();
    const whole = await archiveOf(scratch, mails(), 'whole');
    const cut = await archiveOf(scratch, [], 'cut');
    const folder = join(scratch.path, 'cut-mail');
    mkdirSync(folder);
    for (const [index, octets] of mails().entries()) writeFileSync(join(folder, `${String(index).padStart(4, '0')}.eml`), octets);
    const stop = new AbortController();
    await importMail(cut, [await openMailSource(folder)], { jobs: 1, signal: stop.signal, onCompared: () => stop.abort() });
    assert.notDeepEqual(dumpArchive(cut)['findings'], dumpArchive(whole)['findings']);
    await importMail(cut, [await openMailSource(folder)], { jobs: 1 });
    assert.deepEqual(dumpArchive(cut)['findings'], dumpArchive(whole)['findings']);
  });
});
