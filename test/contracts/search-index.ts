import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { VERDICTS } from '../../src/evidence/verdict.ts';
import type { AttachmentKind } from '../../src/message/attachment-kind.ts';
import { parseQuery } from '../../src/query/parse.ts';
import type { SearchIndex, SearchOptions } from '../../src/search/index.ts';
import { describeNeighbours } from './search-neighbours.ts';
import { type SampleMessage, type SearchFixture, sampleMessage } from './search-sample.ts';

const newest: SearchOptions = { sort: '-date', offset: 0, limit: 100, facets: false };
const lena = { name: 'Lena Brandt', address: 'lena@mail.example.org' };
const otto = { name: 'Otto Weiß', address: 'otto@example.com' };
const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / 1000;

/** What every engine behind `SearchIndex` does. `open` makes an empty archive. */
export function describeSearchIndex(engine: string, open: () => SearchFixture): void {
  /** The numbers that a query finds among these messages. */
  const find = async (messages: readonly SampleMessage[], text: string) => {
    using fixture = open();
    fixture.add(messages);
    return await fixture.index.all(read(text));
  };

  describe(`${engine}: words`, () => {
    const own = (text: string) => sampleMessage({ own: [text] });

    it('match whole tokens without regard to case or diacritics', async () => {
      const messages = [own('Budget été'), own('budgets'), own('snake_budget@x.y')];
      assert.deepEqual(await find(messages, 'BUDGET'), [1, 3]);
      assert.deepEqual(await find(messages, 'Ete'), [1]);
      assert.deepEqual(await find(messages, 'E\u0301te\u0301'), [1]);
      assert.deepEqual(await find(messages, 'budg*'), [1, 2, 3]);
    });

    it('are letters and digits with their marks in every script', async () => {
      const messages = [
        own('Съешь ещё'),
        own('हिन्दी भाषा'),
        own('שָׁלוֹם'),
        own('ΟΔΟΣ'),
        own('spec\u00ADimen'),
        own('a\u2028b❤️c'),
        own('東京都に'),
      ];
      assert.deepEqual(await find(messages, 'еще'), [1]);
      assert.deepEqual(await find(messages, 'हिन्दी'), [2]);
      assert.deepEqual(await find(messages, 'ह'), []);
      assert.deepEqual(await find(messages, 'שלום'), [3]);
      assert.deepEqual(await find(messages, 'οδός'), [4]);
      assert.deepEqual(await find(messages, 'specimen'), [5]);
      assert.deepEqual(await find(messages, '"a b c"'), [6]);
      assert.deepEqual(await find(messages, '東京*'), [7]);
      assert.deepEqual(await find(messages, '東京'), []);
    });

    it('must all be there, each anywhere', async () => {
      const messages = [sampleMessage({ subject: 'draft', own: ['budget'] }), own('draft'), own('budget draft')];
      assert.deepEqual(await find(messages, 'draft budget'), [1, 3]);
      assert.deepEqual(await find(messages, 'draft OR budget'), [1, 2, 3]);
      assert.deepEqual(await find(messages, 'draft -budget'), [2]);
      assert.deepEqual(await find(messages, '-budget'), [2]);
      assert.deepEqual(await find(messages, '-(draft budget)'), [2]);
      assert.deepEqual(await find(messages, '-draft -budget'), []);
    });

    it('stand in succession in a phrase, in one field and one piece of it', async () => {
      const messages = [
        own('the draft budget'),
        own('budget draft'),
        sampleMessage({ own: ['draft', 'budget'] }),
        sampleMessage({ own: ['draft'], quoted: ['budget'] }),
        own('draft budgets'),
        own('a draft-budget.'),
      ];
      assert.deepEqual(await find(messages, '"draft budget"'), [1, 6]);
      assert.deepEqual(await find(messages, 'draft.budget'), [1, 6]);
      assert.deepEqual(await find(messages, '"draft budg"*'), [1, 5, 6]);
      const people = [sampleMessage({ to: [{ address: 'lena@example.org' }, { address: 'brandt@example.com' }] })];
      assert.deepEqual(await find(people, 'to:"org brandt"'), []);
      assert.deepEqual(await find(people, 'to:"example com"'), [1]);
    });

    it('are searched in the field that is named, else in all but the text of attachments', async () => {
      const attachments = [{ name: 'Sheet_one.xls', type: 'application/vnd.ms-excel', kind: 'spreadsheet', text: 'seven' }] as const;
      const message = sampleMessage({
        subject: 'one',
        from: [lena],
        to: [otto],
        cc: [{ address: 'zoe@two.org' }],
        own: ['three'],
        quoted: ['four'],
        attachments,
      });
      const found = async (text: string) => (await find([message], text)).length === 1;
      const places: [field: string, word: string][] = [
        ['subject', 'one'],
        ['from', 'Brandt'],
        ['to', 'weiß'],
        ['cc', 'two'],
        ['own', 'three'],
        ['quoted', 'four'],
        ['filename', 'sheet'],
        ['attachment', 'seven'],
      ];
      for (const [field, word] of places) {
        assert.equal(await found(word), field !== 'attachment', `${word} alone`);
        for (const [other] of places) {
          const expected = field === other || (word === 'one' && other === 'filename');
          assert.equal(await found(`${other}:${word}`), expected, `${other}:${word}`);
        }
      }
      assert.ok((await found('body:three')) && (await found('body:four')));
      assert.ok(!(await found('body:one')) && !(await found('body:"three four"')));
    });

    it('cannot say anything to the engine', async () => {
      const messages = [own('near 5 or not select'), own('from')];
      for (const text of [
        'NEAR(a, 5)',
        '"near 5"',
        '^near',
        'a:b',
        '{own}',
        "x' OR 1=1 --",
        '\\"',
        'own:-near',
        '+',
        '"a" + "b"',
        'rank*',
        '\0',
        '\uE000',
        '1e9',
      ]) {
        const parsed = parseQuery(text);
        if (parsed.ok) assert.ok(Array.isArray(await withIndex(messages, (index) => index.all(parsed.query))), text);
      }
      assert.deepEqual(await find(messages, '"near 5 OR NOT select"'), [1]);
    });

    it('may be as many as the language allows', async () => {
      const many = (text: string, joint: string) => Array.from({ length: 128 }, () => text).join(joint);
      assert.deepEqual(await find([own('a')], many('a', ' ')), [1]);
      assert.deepEqual(await find([own('a')], many('b', ' OR ')), []);
      assert.deepEqual(await find([own('a')], `${'(a OR '.repeat(32)}a${')'.repeat(32)}`), [1]);
      assert.deepEqual(await find([own('a')], `${'-'.repeat(32)}a`), [1]);
    });
  });

  describe(`${engine}: fields`, () => {
    it('from, to and cc find a whole address exactly', async () => {
      const messages = [
        sampleMessage({ from: [lena], to: [otto] }),
        sampleMessage({ from: [{ address: 'marie-lena@mail.example.org' }], cc: [otto] }),
        sampleMessage({ from: [otto, { address: 'Lena@Mail.Example.org' }] }),
      ];
      assert.deepEqual(await find(messages, 'from:LENA@mail.example.org'), [1, 3]);
      assert.deepEqual(await find(messages, 'from:"lena mail"'), [1, 2, 3]);
      assert.deepEqual(await find(messages, 'to:otto@example.com'), [1]);
      assert.deepEqual(await find(messages, 'cc:otto@example.com'), [2]);
      assert.deepEqual(await find(messages, 'from:nobody@nowhere.org'), []);
    });

    it('domain finds the domain of the first sender and those below it', async () => {
      const messages = [
        sampleMessage({ from: [lena] }),
        sampleMessage({ from: [otto] }),
        sampleMessage({ from: [{ address: 'a@notexample.org' }] }),
        sampleMessage({ from: [] }),
      ];
      assert.deepEqual(await find(messages, 'domain:example.org'), [1]);
      assert.deepEqual(await find(messages, 'domain:org'), [1, 3]);
      assert.deepEqual(await find(messages, '-domain:org'), [2, 4]);
    });

    it('verdict and mark find what was judged', async () => {
      const messages = [
        sampleMessage({ verdict: 'verified' }),
        sampleMessage({ verdict: 'verified-partly', marks: ['sealed', 'disputed'] }),
        sampleMessage({ marks: ['disputed'] }),
      ];
      assert.deepEqual(await find(messages, 'verdict:verified'), [1]);
      assert.deepEqual(await find(messages, 'verdict:verified*'), [1, 2]);
      assert.deepEqual(await find(messages, '-verdict:verified'), [2, 3]);
      assert.deepEqual(await find(messages, 'mark:disputed'), [2, 3]);
      assert.deepEqual(await find(messages, 'mark:sealed'), [2]);
      assert.deepEqual(await find(messages, 'mark:finding'), []);
    });

    it('signer finds signatures that pass, by a domain or those below it', async () => {
      const messages = [
        sampleMessage({ signatures: [{ signer: 'example.org', passes: true }] }),
        sampleMessage({ signatures: [{ signer: 'example.org', passes: false }] }),
        sampleMessage({
          signatures: [
            { signer: 'mail.example.org', passes: true },
            { signer: 'other.net', passes: true },
          ],
        }),
      ];
      assert.deepEqual(await find(messages, 'signer:example.org'), [1, 3]);
      assert.deepEqual(await find(messages, 'signer:other.net'), [3]);
      assert.deepEqual(await find(messages, 'signer:*'), [1, 3]);
    });

    it('type finds attachments by kind, media type, its first half, or the ending of the name', async () => {
      const one = (name: string, type: string, kind: AttachmentKind) => sampleMessage({ attachments: [{ name, type, kind }] });
      const messages = [
        one('a.PDF', 'application/pdf', 'pdf'),
        one('b.xls', 'application/vnd.ms-excel', 'spreadsheet'),
        one('c%xls', 'image/png', 'image'),
        sampleMessage(),
      ];
      assert.deepEqual(await find(messages, 'type:pdf'), [1]);
      assert.deepEqual(await find(messages, 'type:spreadsheet'), [2]);
      assert.deepEqual(await find(messages, 'type:image/png'), [3]);
      assert.deepEqual(await find(messages, 'type:image/*'), [3]);
      assert.deepEqual(await find(messages, 'type:application'), [1, 2]);
      assert.deepEqual(await find(messages, 'type:xls'), [2]);
      assert.deepEqual(await find(messages, 'type:%xls'), []);
      assert.deepEqual(await find(messages, 'has:attachment'), [1, 2, 3]);
      assert.deepEqual(await find(messages, '-has:attachment'), [4]);
    });

    it('thread and number find by number', async () => {
      const messages = [sampleMessage(), sampleMessage({ thread: 2 }), sampleMessage({ thread: 2 })];
      assert.deepEqual(await find(messages, 'thread:2'), [2, 3]);
      assert.deepEqual(await find(messages, 'number:2'), [2]);
      assert.deepEqual(await find(messages, 'number:2..'), [2, 3]);
      assert.deepEqual(await find(messages, 'number:..2'), [1, 2]);
      assert.deepEqual(await find(messages, 'number:0'), []);
      assert.deepEqual(await find(messages, 'number:2..999999999999999'), [2, 3]);
    });

    it('dates find to the second what is named; a message without a Date matches none', async () => {
      const messages = [
        sampleMessage({ dateSeconds: day('2016-03-01') }),
        sampleMessage({ dateSeconds: day('2016-04-01') - 1 }),
        sampleMessage({ dateSeconds: day('2016-04-01') }),
        sampleMessage(),
      ];
      assert.deepEqual(await find(messages, 'date:2016-03'), [1, 2]);
      assert.deepEqual(await find(messages, 'date:2016-03-02..2016-04'), [2, 3]);
      assert.deepEqual(await find(messages, 'after:2016-03-31'), [2, 3]);
      assert.deepEqual(await find(messages, 'before:2016-04'), [1, 2]);
      assert.deepEqual(await find(messages, 'date:..2016-03-01'), [1]);
      assert.deepEqual(await find(messages, '-date:2016'), [4]);
    });

    it('go together with words in any way', async () => {
      const messages = [
        sampleMessage({ own: ['budget'], verdict: 'verified' }),
        sampleMessage({ own: ['budget'] }),
        sampleMessage({ own: ['draft'], verdict: 'verified' }),
        sampleMessage({ own: ['other'] }),
      ];
      assert.deepEqual(await find(messages, 'budget verdict:verified'), [1]);
      assert.deepEqual(await find(messages, 'budget OR verdict:verified'), [1, 2, 3]);
      assert.deepEqual(await find(messages, 'verdict:verified -budget'), [3]);
      assert.deepEqual(await find(messages, '-budget -verdict:verified'), [4]);
      assert.deepEqual(await find(messages, '-(budget OR verdict:verified)'), [4]);
      assert.deepEqual(await find(messages, 'budget draft verdict:verified OR other'), [4]);
      assert.deepEqual(await find(messages, ''), [1, 2, 3, 4]);
      assert.deepEqual(await find(messages, '-*'), []);
    });
  });

  describe(`${engine}: a page of results`, () => {
    const messages = [
      sampleMessage({ dateSeconds: 200 }),
      sampleMessage(),
      sampleMessage({ dateSeconds: -100 }),
      sampleMessage({ dateSeconds: 200 }),
      sampleMessage({ dateSeconds: 300 }),
      sampleMessage(),
    ];

    it('goes by date, messages without one last', async () => {
      await withIndex(messages, async (index) => {
        assert.deepEqual((await index.search(read(''), newest)).numbers, [5, 4, 1, 3, 6, 2]);
        assert.deepEqual((await index.search(read(''), { ...newest, sort: 'date' })).numbers, [3, 1, 4, 5, 2, 6]);
      });
    });

    it('skips and stops where it is told, and counts all', async () => {
      await withIndex(messages, async (index) => {
        assert.deepEqual(await index.search(read(''), { ...newest, offset: 1, limit: 2 }), { total: 6, numbers: [4, 1] });
        assert.deepEqual(await index.search(read(''), { ...newest, offset: 5, limit: 9 }), { total: 6, numbers: [2] });
        assert.deepEqual(await index.search(read(''), { ...newest, offset: 9, limit: 9 }), { total: 6, numbers: [] });
        assert.deepEqual(await index.search(read(''), { ...newest, limit: 0 }), { total: 6, numbers: [] });
      });
    });

    it('puts first, by relevance, the message that says more of the words', async () => {
      const texts = ['budget and many other things that are said at length here', 'nothing', 'budget budget', 'Budget'];
      const said = [...texts.slice(0, 3).map((text) => sampleMessage({ own: [text] })), sampleMessage({ subject: 'budget', own: ['x'] })];
      await withIndex(said, async (index) => {
        const { total, numbers, ranked } = await index.search(read('budget'), { ...newest, sort: 'relevance' });
        assert.equal(total, 3);
        assert.equal(ranked, undefined);
        assert.deepEqual(numbers, [4, 3, 1]);
        assert.deepEqual((await index.search(read('budget'), { ...newest, sort: 'relevance', offset: 1, limit: 1 })).numbers, [3]);
        assert.deepEqual((await index.search(read('budget number:..3'), { ...newest, sort: 'relevance' })).numbers, [3, 1]);
        assert.deepEqual((await index.search(read('budget OR number:2'), { ...newest, sort: 'relevance' })).numbers, [4, 3, 1, 2]);
        assert.deepEqual((await index.search(read('-budget'), { ...newest, sort: 'relevance' })).numbers, [2]);
      });
    });

    it('tells the words to highlight, not those of people and not those that were excluded', async () => {
      await withIndex([], async (index) => {
        assert.deepEqual(index.terms(read('Budget "Draft Été" subject:x own:plan* from:lena to:b@c.org -(no OR "never more")')), [
          'budget',
          'draft',
          'ete',
          'x',
          'plan*',
        ]);
        assert.deepEqual(index.terms(read('')), []);
      });
    });
  });

  describeNeighbours(engine, open);

  describe(`${engine}: facets`, () => {
    const pdf = { type: 'application/pdf', kind: 'pdf' } as const;
    const messages = [
      sampleMessage({
        dateSeconds: day('2016-03-05'),
        from: [lena, otto],
        verdict: 'verified',
        attachments: [pdf, pdf, { type: 'image/png', kind: 'image' }],
      }),
      sampleMessage({ dateSeconds: day('2015-12-31'), from: [{ ...lena, address: 'lena@example.org' }], marks: ['sealed', 'disputed'] }),
      sampleMessage({ dateSeconds: day('2016-03-31'), from: [lena], attachments: [pdf] }),
      sampleMessage({ from: [] }),
    ];

    it('count the values of the messages that match, the most frequent first', async () => {
      await withIndex(messages, async (index) => {
        assert.deepEqual((await index.search(read(''), { ...newest, facets: true })).facets, {
          verdict: { verified: 1, unverified: 3 },
          sender: [
            { value: 'lena@mail.example.org', count: 2 },
            { value: 'lena@example.org', count: 1 },
          ],
          year: { '2015': 1, '2016': 2 },
          attachmentType: { pdf: 2, image: 1 },
          domain: [
            { value: 'example.org', count: 3 },
            { value: 'mail.example.org', count: 2 },
          ],
          mark: { sealed: 1, disputed: 1 },
          months: [
            { month: '2015-12', counts: { ...none, unverified: 1 } },
            { month: '2016-03', counts: { ...none, verified: 1, unverified: 1 } },
          ],
        });
      });
    });

    it('are empty where nothing matches', async () => {
      await withIndex(messages, async (index) => {
        const { facets } = await index.search(read('nothing'), { ...newest, facets: true });
        assert.deepEqual(facets, { verdict: {}, sender: [], year: {}, attachmentType: {}, domain: [], mark: {}, months: [] });
      });
    });
  });

  describe(`${engine}: an index that is open`, () => {
    it('sees what is added, judged anew and removed', async () => {
      using fixture = open();
      const total = async (text: string) => (await fixture.index.search(read(text), newest)).total;
      assert.equal(await total(''), 0);
      fixture.add([sampleMessage({ own: ['one'] }), sampleMessage({ own: ['two'] })]);
      assert.deepEqual([await total(''), await total('one'), await total('verdict:verified')], [2, 1, 0]);
      fixture.add([sampleMessage({ own: ['one'], verdict: 'verified', dateSeconds: 1 })]);
      assert.deepEqual([await total(''), await total('one'), await total('verdict:verified'), await total('date:1970')], [3, 2, 1, 1]);
      fixture.judge(1, 'failed', ['sealed']);
      assert.deepEqual([await total('verdict:failed'), await total('mark:sealed'), await total('verdict:unverified')], [1, 1, 1]);
      fixture.remove(1);
      assert.deepEqual([await total(''), await total('one'), await total('verdict:failed')], [2, 1, 0]);
      assert.deepEqual((await fixture.index.search(read(''), newest)).numbers, [3, 2]);
    });
  });

  async function withIndex<Result>(messages: readonly SampleMessage[], work: (index: SearchIndex) => Promise<Result>): Promise<Result> {
    using fixture = open();
    fixture.add(messages);
    return await work(fixture.index);
  }
}

const none = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0]));

function read(text: string) {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.query;
}
