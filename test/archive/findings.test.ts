import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openArchive } from '../../src/archive/archive.ts';
import { assessArchive } from '../../src/archive/assess.ts';
import { auditArchive } from '../../src/archive/audit.ts';
import { mostOfOneMessage } from '../../src/archive/findings/list.ts';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { openDatabase } from '../../src/store/database.ts';
import { scratchFolder } from '../scratch.ts';
import { dumpArchive } from './dump.ts';
import { mail, signed, testKey } from './mail.ts';

const lena = 'Lena Brandt <lena@halden.example>';
const otto = 'Otto Weiss <otto@weiss.example>';
const mira = 'Mira Okafor <mira@bureau.example>';
const keys = { lena: testKey('halden.example', 's1'), otto: testKey('weiss.example', 's1'), mira: testKey('bureau.example', 's1') };

const words = `Dear Otto,

the board met on 12 May and approved the budget of 4,500 for the archive. Nobody from the bank was there.
We shall send the contract to Berlin before Friday, and you will have the papers next week.

Best, Lena
`;
const letterFields = {
  From: lena,
  To: otto,
  Subject: 'The budget',
  Date: 'Thu, 12 May 2016 16:02:00 +0200',
  'Message-ID': '<one@halden.example>',
};
const answerFields = {
  From: otto,
  To: lena,
  Subject: 'Re: The budget',
  Date: 'Fri, 13 May 2016 09:00:00 +0200',
  'Message-ID': '<two@weiss.example>',
  'In-Reply-To': '<one@halden.example>',
};
type Fields = Readonly<Record<string, string>>;
const letter = (changes: Fields = {}, text = words) => mail({ ...letterFields, ...changes }, text);
const quoting = (attribution: string, text = words) =>
  `Thank you, I shall see to it at once.\n\n${attribution}\n\n${text
    .trimEnd()
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')}\n`;
const byLena = 'On 12 May 2016, at 16:02, Lena Brandt <lena@halden.example> wrote:';
const answer = (changes: Fields = {}, text = quoting(byLena)) => mail({ ...answerFields, ...changes }, text);

let folders = 0;
async function bring(scratch: { readonly path: string }, directory: string, messages: readonly Buffer[]): Promise<void> {
  const folder = join(scratch.path, `mail-${folders++}`);
  mkdirSync(folder);
  for (const [index, octets] of messages.entries()) writeFileSync(join(folder, `${String(index).padStart(4, '0')}.eml`), octets);
  await importMail(directory, [await openMailSource(folder)], { jobs: 1 });
}

async function archiveOf(scratch: { readonly path: string }, messages: readonly Buffer[], name = `archive-${folders}`): Promise<string> {
  const directory = join(scratch.path, name);
  const keeper = openKeeper(directory, { create: true });
  keeper.addKeys(
    Object.values(keys).map(({ domain, selector, record }) => ({ domain, selector, record, tier: 'archived', source: 'this test' })),
  );
  keeper.close();
  await bring(scratch, directory, messages);
  return directory;
}

/** What the list of all has: `weight kind one-other`. */
function listed(directory: string): string[] {
  using archive = openArchive(directory);
  return archive.findings
    .list({ offset: 0, limit: 1_000 })
    .findings.map(({ weight, kind, messages }) => `${weight} ${kind} ${messages.join('-')}`);
}

async function findingsOf(...messages: readonly Buffer[]): Promise<string[]> {
  using scratch = scratchFolder();
  return listed(await archiveOf(scratch, messages));
}

function standing(directory: string): string[] {
  using archive = openArchive(directory);
  return archive.messages([1, 2, 3, 4]).map(({ verdict, marks }) => [verdict, ...marks].join(' '));
}

describe('copies of one message', () => {
  const doctored = words.replace('4,500', '45,000');

  it('that differ inside are found, and the one that is signed contradicts the other', async () => {
    using scratch = scratchFolder();
    const directory = await archiveOf(scratch, [letter({}, doctored), signed(letter(), keys.lena)]);
    assert.deepEqual(listed(directory), ['strong duplicate-differs 2-1']);
    assert.deepEqual(standing(directory), ['contradicted finding', 'verified finding']);
    using archive = openArchive(directory);
    const [first] = archive.findings.list({ offset: 0, limit: 1 }).findings;
    assert.deepEqual(first?.values, { own: '4,500', quoted: '45,000' });
    assert.match(archive.message(1)?.contradictedBy[0]?.detail ?? '', /#2.*“4,500” where this one has “45,000”/);
  });

  it('are found by sender, Date and Subject too, where the identifier was changed', async () => {
    assert.deepEqual(await findingsOf(signed(letter(), keys.lena), letter({ 'Message-ID': '<other@halden.example>' }, doctored)), [
      'moderate duplicate-differs 1-2',
    ]);
  });

  it('that carry another text in one of their two forms are found: a reader may be shown either', async () => {
    const alternative = { 'Content-Type': 'multipart/alternative; boundary=b' };
    const both = (plain: string, html: string) =>
      `--b\nContent-Type: text/plain\n\n${plain}\n--b\nContent-Type: text/html\n\n<p>${html.replace(/\n\n/g, '<p>')}\n--b--\n`;
    const genuine = signed(letter(alternative, both(words, words)), keys.lena);
    assert.deepEqual(await findingsOf(genuine, letter(alternative, both(words, doctored))), ['strong duplicate-differs 1-2']);
    assert.deepEqual(await findingsOf(genuine, letter({}, words)), []);
  });

  it('that are unsigned both are told with less weight, and neither is contradicted', async () => {
    using scratch = scratchFolder();
    const directory = await archiveOf(scratch, [letter(), letter({}, doctored)]);
    assert.deepEqual(listed(directory), ['moderate duplicate-differs 1-2']);
    assert.deepEqual(standing(directory), ['unverified finding', 'unverified finding']);
  });

  it('with another text altogether under one identifier clash, and that alone contradicts nobody', async () => {
    using scratch = scratchFolder();
    const other = 'Otto, please pay the whole sum in cash to the man who comes to your door tonight, and tell nobody of it.\n';
    const directory = await archiveOf(scratch, [signed(letter(), keys.lena), letter({}, other)]);
    assert.deepEqual(listed(directory), ['strong message-id-clash 1-2']);
    assert.deepEqual(standing(directory), ['verified finding', 'unverified finding']);
  });

  it('under one identifier that two domains signed clash strongly', async () => {
    const theirs = signed(
      mail({ ...answerFields, 'Message-ID': '<one@halden.example>' }, quoting(byLena, 'Something else that was said before.')),
      keys.otto,
    );
    assert.deepEqual(await findingsOf(signed(letter(), keys.lena), theirs), ['strong message-id-clash 1-2']);
  });

  it('that honest people and programs make are no finding', async () => {
    const footer = `${words}\n_______________________________________________\nThe budget list\nbudget@lists.example\nhttps://lists.example/budget\n`;
    const encoded = { 'Content-Transfer-Encoding': 'base64', 'Content-Type': 'text/plain; charset=utf-8' };
    const address = words.replace('Berlin', 'berlin@halden.example');
    /** The signed original, where it is not the usual one, and its copy. */
    const honest: Readonly<Record<string, readonly [Fields, string, string?]>> = {
      'a list that adds a tag and a footer': [{ Subject: '[budget] The budget', Sender: 'budget@lists.example' }, footer],
      'a list that writes itself in From': [{ From: 'Lena Brandt via Budget <budget@lists.example>', 'Reply-To': lena }, footer],
      'a banner of a gateway': [{}, `CAUTION: this mail comes from outside. Do not open links.\n\n${words}`],
      'other wrapping and quotation marks': [{}, words.replace(/\n(?=\S)/g, ' ').replaceAll('"', '”')],
      base64: [encoded, Buffer.from(words).toString('base64').replace(/.{76}/g, '$&\n')],
      'a mail sent again, with a new date': [{ Date: 'Mon, 16 May 2016 10:00:00 +0200', 'Resent-From': lena }, words],
      'the copy of another mailbox': [{ Received: 'from a by b; Thu, 12 May 2016 16:02:09 +0200' }, words],
      'an encrypted copy': [
        {},
        '-----BEGIN PGP MESSAGE-----\n\nhQEMA0000000000000AQf/aaaa bbbb cccc dddd eeee ffff gggg\n-----END PGP MESSAGE-----\n',
      ],
      'a masked address': [{}, words.replace('Berlin', 'berlin@halden...'), address],
    };
    using scratch = scratchFolder();
    const pairs = Object.values(honest).flatMap(([changes, copy, original = words], index) => {
      const own = { 'Message-ID': `<pair-${index}@halden.example>`, Date: `Thu, 12 May 2016 16:02:${10 + index} +0200` };
      return [signed(letter(own, original), keys.lena), letter({ ...own, ...changes }, copy)];
    });
    const names = Object.keys(honest);
    using archive = openArchive(await archiveOf(scratch, pairs));
    const found = archive.findings.list({ offset: 0, limit: 100 }).findings;
    assert.deepEqual(
      found.map(({ kind, messages }) => `${names[Math.floor((messages[0] - 1) / 2)]}: ${kind}`),
      [],
    );
    assert.equal(archive.figures().verdicts.verified, names.length);
  });

  it('to many people, each with his own name in it, weigh little; without one identifier nothing', async () => {
    const to = (name: string, id = 'one') =>
      signed(
        letter(
          { To: `${name} <${name.toLowerCase()}@weiss.example>`, 'Message-ID': `<${id}@halden.example>` },
          words.replace('Berlin', `${name}ville`),
        ),
        keys.lena,
      );
    assert.deepEqual(await findingsOf(to('Anna'), to('Bert')), ['weak duplicate-differs 1-2']);
    assert.deepEqual(await findingsOf(to('Anna', 'a'), to('Bert', 'b')), []);
  });

  it('of which one went through no server may be a draft, and that is said', async () => {
    const received = mail({ Received: 'from a by b; Thu, 12 May 2016 16:02:09 +0200', ...letterFields }, words);
    assert.deepEqual(await findingsOf(received, letter({}, doctored)), ['weak duplicate-differs 1-2']);
  });
});

describe('an answer that is earlier than what it answers', () => {
  const early = (date: string) => answer({ Date: date }, 'Thank you, I shall see to it at once.\n');
  const weekBefore = 'Thu, 5 May 2016 09:00:00 +0200';

  it('is strong where signatures cover both dates and both identifiers', async () => {
    assert.deepEqual(await findingsOf(signed(letter(), keys.lena), signed(early(weekBefore), keys.otto)), [
      'strong reply-before-parent 2-1',
    ]);
  });

  it('weighs less where one date is signed, and little where none is', async () => {
    assert.deepEqual(await findingsOf(letter(), signed(early(weekBefore), keys.otto)), ['moderate reply-before-parent 2-1']);
    assert.deepEqual(await findingsOf(letter(), early(weekBefore)), ['weak reply-before-parent 2-1']);
  });

  it('is none where a clock or a zone explains it', async () => {
    assert.deepEqual(await findingsOf(letter(), early('Thu, 12 May 2016 15:50:00 +0200')), []);
    assert.deepEqual(await findingsOf(letter(), early('Thu, 12 May 2016 09:00:00 +0200')), []);
    assert.deepEqual(await findingsOf(signed(letter(), keys.lena), signed(early('Thu, 12 May 2016 15:50:00 +0200'), keys.otto)), []);
    assert.deepEqual(await findingsOf(signed(letter(), keys.lena), signed(early('Thu, 12 May 2016 09:00:00 +0200'), keys.otto)), [
      'weak reply-before-parent 2-1',
    ]);
  });

  it('is none where servers had the two in a possible order, or an earlier copy of the first is there', async () => {
    const late = mail({ Received: 'from a by b; Fri, 13 May 2016 09:00:00 +0200', ...answerFields, Date: weekBefore }, 'Thank you.\n');
    const first = mail({ Received: 'from a by b; Thu, 12 May 2016 16:02:00 +0200', ...letterFields }, words);
    assert.deepEqual(await findingsOf(first, late), []);
    assert.deepEqual(await findingsOf(letter(), early(weekBefore), letter({ Date: 'Wed, 4 May 2016 16:02:00 +0200' })), []);
  });
});

describe('a quote that is earlier than its original', () => {
  it('is found where it names the time of the original, and both are signed', async () => {
    const early = (text = quoting(byLena)) =>
      signed(answer({ Date: 'Thu, 5 May 2016 09:00:00 +0200', 'In-Reply-To': '<zero@halden.example>' }, text), keys.otto);
    assert.deepEqual(await findingsOf(signed(letter(), keys.lena), early()), ['strong quote-before-original 2-1']);
    // Without a time it may quote an earlier sending of the same text.
    assert.deepEqual(await findingsOf(signed(letter(), keys.lena), early(quoting('Lena Brandt <lena@halden.example> wrote:'))), []);
  });
});

describe('words under another name', () => {
  const byMira = 'On 12 May 2016, at 16:02, Mira Okafor <mira@bureau.example> wrote:';

  it('are found where the time beside them is that of the message', async () => {
    const [original, under] = [signed(letter(), keys.lena), answer({}, quoting(byMira))];
    assert.deepEqual(await findingsOf(original, signed(under, keys.otto)), ['strong false-attribution 2-1']);
    assert.deepEqual(await findingsOf(original, under), ['moderate false-attribution 2-1']);
    assert.deepEqual(await findingsOf(letter(), under), ['weak false-attribution 2-1']);
    using scratch = scratchFolder();
    using archive = openArchive(await archiveOf(scratch, [original, under]));
    assert.deepEqual(archive.findings.list({ offset: 0, limit: 1 }).findings[0]?.values, {
      named: 'Mira Okafor mira@bureau.example',
      sender: 'lena@halden.example',
    });
  });

  it('are none where the one who is named quoted them, has another address, or another time is named', async () => {
    const original = signed(letter(), keys.lena);
    const passedOn = mail({ ...answerFields, From: mira, 'Message-ID': '<three@bureau.example>' }, quoting(byLena));
    assert.deepEqual(await findingsOf(original, passedOn, signed(answer({}, quoting(byMira)), keys.otto)), []);
    for (const attribution of [
      'On 12 May 2016, at 16:02, L. Brandt <lbrandt@home.example> wrote:',
      'On 13 May 2016, at 11:40, Mira Okafor <mira@bureau.example> wrote:',
      'Am 12.05.2016 um 16:02 schrieb Лена Брандт:',
    ])
      assert.deepEqual(await findingsOf(original, signed(answer({}, quoting(attribution)), keys.otto)), [], attribution);
    const byList = letter({ From: 'Budget list <budget@lists.example>', To: 'budget@lists.example' });
    assert.deepEqual(await findingsOf(byList, signed(answer({}, quoting(byMira)), keys.otto)), []);
  });
});

describe('the list of findings', () => {
  it('has what signed mail quotes otherwise, the most telling first', async () => {
    const forged = letter({}, words.replace('4,500', '45,000'));
    assert.deepEqual(await findingsOf(forged, signed(answer(), keys.otto)), ['moderate dispute 2-1']);
    assert.deepEqual(await findingsOf(signed(letter(), keys.lena), answer({}, quoting(byLena, words.replace('4,500', '45,000')))), [
      'moderate misquote 2-1',
    ]);
    const himself = signed(answer({ From: lena, To: otto, 'Message-ID': '<three@halden.example>' }), keys.lena);
    assert.deepEqual(await findingsOf(forged, signed(answer(), keys.otto), himself), [
      'strong contradiction 2-1',
      'strong contradiction 3-1',
    ]);
  });

  it('holds back what one message would fill it with, says how much, and gives all of it where that message is asked for', async () => {
    using scratch = scratchFolder();
    const forgeries = Array.from({ length: 12 }, (_, index) => letter({}, words.replace('4,500', `4,50${index}1`)));
    const directory = await archiveOf(scratch, [signed(letter(), keys.lena), ...forgeries]);
    using archive = openArchive(directory);
    const all = archive.findings.list({ offset: 0, limit: 100 });
    assert.ok(all.findings.filter(({ messages }) => messages.includes(1)).length <= mostOfOneMessage);
    const ofOne = archive.findings.list({ message: 1, offset: 0, limit: 100 });
    assert.equal(ofOne.total, 12);
    assert.equal(all.total + all.held, archive.findings.list({ message: 1, offset: 0, limit: 0 }).total + countWithout(archive, 1));
    // However many copies there are, each is red.
    assert.ok(archive.messages(forgeries.map((_, index) => index + 2)).every(({ verdict }) => verdict === 'contradicted'));
  });

  function countWithout(archive: ReturnType<typeof openArchive>, number: number): number {
    const pairs = new Set<string>();
    for (let each = 1; each <= 13; each++)
      for (const { kind, messages } of archive.findings.list({ message: each, offset: 0, limit: 1_000 }).findings)
        if (!messages.includes(number)) pairs.add(`${kind} ${messages}`);
    return pairs.size;
  }

  it('grows with the number of copies, not with its square', async () => {
    using scratch = scratchFolder();
    const copies = Array.from({ length: 60 }, (_, index) => letter({}, words.replace('4,500', `4,50${index}1`)));
    using archive = openArchive(await archiveOf(scratch, copies));
    const database = openDatabase(archive.directory, { readOnly: true });
    const rows = Number(database.db.prepare('SELECT count(*) AS n FROM findings').get()!['n']);
    database.close();
    assert.ok(rows <= 4 * copies.length, String(rows));
  });
});

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
      for (const one of order) await bring(scratch, oneByOne, [one]);
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
