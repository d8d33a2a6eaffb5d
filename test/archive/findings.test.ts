import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openArchive } from '../../src/archive/archive.ts';
import { mostOfOneMessage } from '../../src/archive/findings/list.ts';
import { openDatabase } from '../../src/store/database.ts';
import { scratchFolder } from '../scratch.ts';
import {
  answer,
  answerFields,
  archiveOf,
  byLena,
  type Fields,
  findingsOf,
  keys,
  lena,
  letter,
  letterFields,
  listed,
  mira,
  otto,
  quoting,
  standing,
  words,
} from './findings-mail.ts';
import { mail, signed } from './mail.ts';

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

  it('of which the one alone has the lines that a server puts in differ, and neither is contradicted', async () => {
    using scratch = scratchFolder();
    const company = 'Lena Brandt | Halden Archive\nRegistered in Halden, no. 1234567';
    const passedOn = signed(letter({}, words.replace('\nWe shall', `\n\n${company}\n\nWe shall`)), keys.lena);
    const directory = await archiveOf(scratch, [letter(), passedOn]);
    assert.deepEqual(listed(directory), ['strong duplicate-differs 2-1']);
    assert.deepEqual(standing(directory), ['unverified finding', 'verified finding']);
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
    const below = (list: string) =>
      `${words}\n_______________________________________________\n${list} mailing list\n${list}@lists.example\nhttps://lists.example/listinfo/${list}\n`;
    const footer = below('budget');
    const encoded = { 'Content-Transfer-Encoding': 'base64', 'Content-Type': 'text/plain; charset=utf-8' };
    const address = words.replace('Berlin', 'berlin@halden.example');
    /** The signed original, where it is not the usual one, and its copy. */
    const honest: Readonly<Record<string, readonly [Fields, string, string?]>> = {
      'a list that adds a tag and a footer': [{ Subject: '[budget] The budget', Sender: 'budget@lists.example' }, footer],
      'another list': [{}, below('treasury'), footer],
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

describe('words under other names by the hundred', () => {
  const under = (index: number) =>
    answer(
      { From: `Reader ${index} <r${index}@many.example>`, 'Message-ID': `<${index}@many.example>` },
      quoting(`On 12 May 2016, at 16:02, Mira Okafor <mira${index}@bureau.example> wrote:`),
    );

  it('are looked at two hundred times, where they are signed first', async () => {
    const last = signed(answer({}, quoting('On 12 May 2016, at 16:02, Mira Okafor <mira@bureau.example> wrote:')), keys.otto);
    const many = [letter(), ...Array.from({ length: 220 }, (_, index) => under(index)), last];
    using scratch = scratchFolder();
    using archive = openArchive(await archiveOf(scratch, many));
    const found = archive.findings.list({ message: 1, offset: 0, limit: 20 }).findings;
    assert.equal(found.length, 10);
    assert.deepEqual([found[0]!.weight, found[0]!.messages], ['moderate', [222, 1]]);
    assert.equal(
      found.reduce((sum, { more = 0 }) => sum + more, 0),
      190,
    );
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
