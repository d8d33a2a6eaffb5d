import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { openArchive } from '../../src/archive/archive.ts';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { scratchFolder } from '../scratch.ts';
import { mail, signed, testKey } from './mail.ts';

const lena = 'Lena Brandt <lena@halden.example>';
const otto = 'Otto Weiss <otto@weiss.example>';
const forger = 'Mara Lind <mara@lind.example>';
const keys = { otto: testKey('weiss.example', 's1'), forger: testKey('lind.example', 's1'), lena: testKey('halden.example', 's1') };
const forged = 'I have paid the minister as we had agreed.';

/** A letter of its own for each case: no five words in a row stand in two of them. */
function letterOf(number: number): string {
  const text = `Dear Otto,

the board met on 12 May and approved the budget of 4,500 for the archive. Nobody from the bank was there.
We shall send the contract to Berlin before Friday, and you will have the papers next week.

Best, Lena
`;
  return text.replace(/((?:\S+ ){3})(?=\S)/g, `$1case${number} `);
}

/** The mail of one case: what is examined comes first. */
type Case = (letter: string, make: ReturnType<typeof makerOf>) => readonly Buffer[];

function makerOf(number: number) {
  let made = 0;
  const id = () => `<${number}.${made++}@example>`;
  const attribution = 'On 12 May 2016, at 16:02, Lena Brandt <lena@halden.example> wrote:';
  const quoteOf = (text: string) => `${attribution}\n\n${text.trimEnd().replace(/^/gm, '> ')}\n`;
  const letter = (text: string, fields: Record<string, string> = {}) =>
    mail(
      {
        ...{ From: lena, To: otto, Subject: 'The budget', Date: 'Thu, 12 May 2016 16:02:00 +0200', 'Message-ID': id() },
        ...fields,
      },
      text,
    );
  const reply = (text: string, fields: Record<string, string> = {}) =>
    mail(
      {
        ...{ From: otto, To: lena, Subject: 'Re: The budget', Date: 'Fri, 13 May 2016 09:00:00 +0200', 'Message-ID': id() },
        ...fields,
      },
      text,
    );
  const answer = (text: string, fields: Record<string, string> = {}) =>
    reply(`Thank you, I shall see to it at once.\n\n${quoteOf(text)}`, fields);
  const twoForms = (plain: string, html: string) =>
    letter(`--b\nContent-Type: text/plain\n\n${plain}\n--b\nContent-Type: text/html\n\n${paragraphs(html)}\n--b--\n`, {
      'MIME-Version': '1.0',
      'Content-Type': 'multipart/alternative; boundary=b',
    });
  const forwarding = (attached: Buffer, from = otto) =>
    reply(
      `--m\nContent-Type: text/plain\n\nSee below.\n--m\nContent-Type: message/rfc822\n\n${attached.toString('latin1').replaceAll('\r\n', '\n')}\n--m--\n`,
      { From: from, 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=m' },
    );
  return { quoteOf, letter, reply, answer, twoForms, forwarding };
}

function paragraphs(text: string): string {
  return `<p>${text.trim().split('\n\n').join('</p><p>')}</p>`;
}

/** The same header, signature and all, over another body. */
function withBody(message: Buffer, body: string): Buffer {
  const text = message.toString('latin1');
  return Buffer.from(text.slice(0, text.indexOf('\r\n\r\n') + 4) + body.replaceAll('\n', '\r\n'), 'latin1');
}

const genuine: Readonly<Record<string, Case>> = {
  'in plain text': (letter, make) => [make.letter(letter), signed(make.answer(letter), keys.otto)],
  'in plain text and HTML': (letter, make) => [make.twoForms(letter, letter), signed(make.answer(letter), keys.otto)],
  'attached as a whole': (letter, make) => {
    const original = make.letter(letter);
    return [original, signed(make.forwarding(original), keys.otto)];
  },
};

const forgeries: Readonly<Record<string, (letter: string) => string>> = {
  'with a forged sentence at its head': (letter) => letter.replace('the board', `${forged} The board`),
  'with a forged sentence within it': (letter) => letter.replace('We shall', `${forged} We shall`),
  'with a forged paragraph': (letter) => letter.replace('\n\nBest', `\n\n${forged}\n\nBest`),
  'with a forged sentence below its farewell': (letter) => `${letter}\nPS: ${forged}\n`,
  'with a forged sentence in its signature block': (letter) => `${letter}\n-- \n${forged}\n`,
  'with a forged sentence that looks like a disclaimer': (letter) =>
    `${letter}\nThis e-mail is confidential, for the addressee: ${forged}\n`,
  'with a forged sentence between quoted lines': (letter) => `> As you asked\n\n${forged}\n\n> me to\n\n${letter}`,
  'with four forged words': (letter) => letter.replace('Best,', 'Burn all these papers.\nBest,'),
  'with a forged name of a picture': (letter) => letter.replace('We shall', `[image: ${forged}] We shall`),
  'without a sentence that the quote has': (letter) => letter.replace(/ Nobody.*there\./, ''),
  'without a negation that the quote has': (letter) => letter.replace('Nobody from', 'From'),
  'without the words that its first sentence begins with in the quote': (letter) => letter.replace(/^[\s\S]*?board /, ''),
  'without the words that its last sentence ends with in the quote': (letter) => letter.replace(/ papers [\s\S]*$/, ' papers.\n'),
};

const vouchers: Readonly<Record<string, Case>> = {
  'is signed by the forger’s own genuine account': (letter, make) => [
    make.letter(letter),
    signed(make.answer(letter, { From: forger }), keys.forger),
  ],
  'is signed by the forger in the name of the addressee': (letter, make) => [make.letter(letter), signed(make.answer(letter), keys.forger)],
  'is not signed': (letter, make) => [make.letter(letter), make.answer(letter)],
  'is dated before it': (letter, make) => [
    make.letter(letter),
    signed(make.answer(letter, { Date: 'Wed, 11 May 2016 09:00:00 +0200' }), keys.otto),
  ],
  'is a genuine header over another body': (letter, make) => [
    make.letter(letter),
    withBody(signed(make.reply('Thank you, I shall see to it at once.\n'), keys.otto), make.quoteOf(letter)),
  ],
  'has it behind what the signature covers': (letter, make) => [
    make.letter(letter),
    Buffer.concat([
      signed(make.reply('Thank you, I shall see to it at once.\n'), keys.otto, { bodyLength: 39 }),
      Buffer.from(`\r\n${make.quoteOf(letter).replaceAll('\n', '\r\n')}`, 'latin1'),
    ]),
  ],
  'has it in what a list is said to have added': (letter, make) => [
    make.letter(letter),
    Buffer.concat([
      signed(make.reply('Thank you, I shall see to it at once.\n'), keys.otto),
      Buffer.from(`${'_'.repeat(47)}\r\nBudget mailing list\r\n${make.quoteOf(letter).replaceAll('\n', '\r\n')}`, 'latin1'),
    ]),
  ],
  'says that another wrote it': (letter, make) => [
    make.letter(letter),
    signed(make.reply(make.quoteOf(letter).replace('Lena Brandt <lena@halden.example>', forger)), keys.otto),
  ],
  'quotes what many messages have': (letter, make) => [
    make.letter(letter),
    ...Array.from({ length: 7 }, (_, place) => make.letter(letter, { To: `p${place}@weiss.example` })),
    signed(make.answer(letter), keys.otto),
  ],
  'has it attached, and is not signed': (letter, make) => [make.letter(letter), make.forwarding(make.letter(letter))],
  'has it attached, and is signed by somebody else': (letter, make) => [
    make.letter(letter),
    signed(make.forwarding(make.letter(letter), forger), keys.forger),
  ],
};

/** What Outlook writes above a quote without marks. */
const blockOf = `-----Original Message-----
From: Lena Brandt [mailto:lena@halden.example]
Sent: 12 May 2016 16:02
To: Otto Weiss
Subject: The budget

`;

const others: Readonly<Record<string, Case>> = {
  'a genuine header over a forged body': (letter, make) => [
    withBody(signed(make.letter('Nothing of that sort was ever said, and you know it.\n'), keys.lena), letter),
    signed(make.answer(letter), keys.otto),
  ],
  'forged HTML': (letter, make) => [
    make.twoForms(letter, letter.replace('We shall', `${forged} We shall`)),
    signed(make.answer(letter), keys.otto),
  ],
  'a negation left out of its HTML': (letter, make) => [
    make.twoForms(letter, letter.replace('Nobody from', 'From')),
    signed(make.answer(letter), keys.otto),
  ],
  'a sentence left out of its HTML, and quoted without marks': (letter, make) => [
    make.twoForms(letter, letter.replace(/ Nobody.*there\./, '')),
    signed(make.reply(`Thank you.\n\n${blockOf}${letter}`), keys.otto),
  ],
  'a sentence left out that a quote without marks has': (letter, make) => [
    make.letter(letter.replace(/ Nobody.*there\./, '')),
    signed(make.reply(`Thank you.\n\n${blockOf}${letter}`), keys.otto),
  ],
  'a changed attachment': (letter, make) => [
    make.letter(letter),
    signed(make.forwarding(make.letter(letter.replace('4,500', '45,000'))), keys.otto),
  ],
  'one liar, quoted by an honest man': (letter, make) => {
    const lie = make.quoteOf(letter.replace('4,500', '45,000'));
    const honest = `I see.\n\nOn 13 May 2016, at 09:00, Otto Weiss <otto@weiss.example> wrote:\n\n> Thank you.\n>\n${lie.replace(/^/gm, '> ')}`;
    return [
      make.letter(letter),
      signed(make.reply(`Thank you.\n\n${lie}`), keys.otto),
      signed(make.letter(honest, { Date: 'Sat, 14 May 2016 10:00:00 +0200' }), keys.lena),
    ];
  },
  'an unsigned mail that misquotes a signed one': (letter, make) => [
    make.answer(letter.replace('4,500', '45,000')),
    signed(make.letter(letter), keys.lena),
  ],
};

/** All cases in one archive: they have nothing in common but the people. */
const cases: readonly (readonly [name: string, make: Case])[] = [
  ...Object.entries(genuine),
  ...Object.entries(forgeries).map(([name, forge]): [string, Case] => [
    name,
    (letter, make) => [make.letter(forge(letter)), signed(make.answer(letter), keys.otto)],
  ]),
  ...Object.entries(vouchers),
  ...Object.entries(others),
];
const found = new Map<string, readonly string[]>();

before(async () => {
  using scratch = scratchFolder();
  const directory = join(scratch.path, 'archive');
  const keeper = openKeeper(directory, { create: true });
  keeper.addKeys(
    Object.values(keys).map(({ domain, selector, record }) => ({ domain, selector, record, tier: 'archived', source: 'this test' })),
  );
  keeper.close();
  const folder = join(scratch.path, 'mail');
  mkdirSync(folder);
  const names: string[] = [];
  for (const [place, [name, make]] of cases.entries()) {
    for (const octets of make(letterOf(place), makerOf(place))) {
      writeFileSync(join(folder, `${String(names.length).padStart(4, '0')}.eml`), octets);
      names.push(name);
    }
  }
  await importMail(directory, [await openMailSource(folder)], { jobs: 1 });
  using archive = openArchive(directory);
  for (const [place, { verdict, marks }] of archive.messages(names.map((_, index) => index + 1)).entries()) {
    const told = [verdict, ...marks.filter((mark) => mark !== 'finding')].join(' ');
    found.set(names[place]!, [...(found.get(names[place]!) ?? []), told]);
  }
});

describe('a message that its addressee quotes, and signed', () => {
  for (const name of Object.keys(genuine)) {
    it(`is corroborated, ${name}`, () => assert.deepEqual(found.get(name), ['corroborated', 'verified']));
  }

  for (const name of Object.keys(forgeries)) {
    it(`is not corroborated ${name}`, () => assert.match(found.get(name)![0]!, /^unverified (?:disputed|partly-quoted)/));
  }

  it('is not corroborated where its HTML says more than its plain text', () => {
    assert.match(found.get('forged HTML')![0]!, /^unverified partly-quoted/);
  });

  it('is not corroborated where its HTML lacks what its plain text and the quote have', () => {
    assert.deepEqual(found.get('a negation left out of its HTML'), ['unverified partly-quoted', 'verified']);
    assert.deepEqual(found.get('a sentence left out of its HTML, and quoted without marks'), ['unverified partly-quoted', 'verified']);
  });

  it('is not corroborated where the quote has a sentence more, be it an answer written into it or not', () => {
    assert.deepEqual(found.get('a sentence left out that a quote without marks has'), ['unverified partly-quoted', 'verified']);
  });

  it('is not corroborated where its own header was signed over another body', () => {
    assert.match(found.get('a genuine header over a forged body')![0]!, /^headers-verified/);
  });
});

describe('a message is not corroborated by a mail that', () => {
  for (const name of Object.keys(vouchers)) it(name, () => assert.equal(found.get(name)![0], 'unverified'));
});

describe('a message that somebody quotes otherwise', () => {
  it('is disputed, and not contradicted, where one other changed it and honest people quote him', () => {
    assert.equal(found.get('one liar, quoted by an honest man')![0], 'unverified disputed');
  });

  it('is disputed where it is attached with other words', () => {
    assert.deepEqual(found.get('a changed attachment'), ['unverified disputed', 'verified disputed']);
  });

  it('loses nothing where it is signed and the other is not; that one is marked', () => {
    assert.deepEqual(found.get('an unsigned mail that misquotes a signed one'), ['unverified disputed', 'verified']);
  });
});
