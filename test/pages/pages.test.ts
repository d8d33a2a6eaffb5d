import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Parser } from 'htmlparser2';
import { VERDICTS } from '../../src/evidence/verdict.ts';
import { verdictWords } from '../../src/evidence/words.ts';
import { splitQuotes } from '../../src/message/quotes.ts';
import { aboutPage } from '../../src/pages/about.ts';
import { attachmentPage } from '../../src/pages/attachment.ts';
import { attachmentListPage } from '../../src/pages/attachment-list.ts';
import { errorPage, queryErrorPage } from '../../src/pages/errors.ts';
import { frontPage } from '../../src/pages/front.ts';
import { type KeyDomain, keysPage } from '../../src/pages/keys.ts';
import { messageAttachmentsPage } from '../../src/pages/message-attachments.ts';
import { messagePage } from '../../src/pages/message-body.ts';
import { evidencePage } from '../../src/pages/message-evidence.ts';
import { formattedPage } from '../../src/pages/message-formatted.ts';
import { headersPage } from '../../src/pages/message-headers.ts';
import { sourceOctetsPerPage, sourcePage } from '../../src/pages/message-source.ts';
import { peopleListPage } from '../../src/pages/people-list.ts';
import { personPage } from '../../src/pages/person.ts';
import { resultsPage } from '../../src/pages/results.ts';
import { stylesheet } from '../../src/pages/style.css.ts';
import { threadPage } from '../../src/pages/thread.ts';
import { parseQuery } from '../../src/query/parse.ts';
import { attachedView, attachmentView, filesView, peopleView, personView } from './list-views.ts';
import { frontView, headOf, hit, keyless, messageView, passing, resultsView, site } from './sample-views.ts';
import { threadView } from './thread-states.ts';

const hostile = `"'><script>alert(1)</script>\u202e`;
const hostileHead = headOf('verified', {
  subject: hostile,
  from: [{ name: hostile, address: hostile }],
  replyTo: [{ address: hostile }],
  dateAsWritten: hostile,
  date: undefined,
});

const hostileKey: KeyDomain = {
  domain: hostile,
  query: hostile,
  messages: 3,
  selectors: [
    {
      selector: hostile,
      verified: [{ tier: 'archived', messages: 3 }],
      keys: [{ tier: 'archived', source: hostile, record: hostile, state: { kind: 'unusable', tag: hostile } }],
    },
  ],
};
const sourceRow = {
  path: hostile,
  format: 'mbox',
  read: 3,
  added: 1,
  duplicates: 1,
  failed: 1,
  gone: 0,
  complete: false,
  failures: [{ at: hostile, reason: hostile }],
};

const hostileLine = { number: 1, verdict: 'failed', from: [{ name: hostile, address: hostile }], subject: hostile } as const;
const hostileFile = { ...filesView.files[0]!, name: hostile, safeName: hostile, type: hostile, message: hostileLine };

const faultAt = (at: number, found = '') => ({ at, found, cause: { isAtEnd: false, expected: { code: 'operand' as const }, hints: [] } });

const pages: Record<string, string> = {
  front: frontPage(
    {
      ...frontView,
      senders: [{ address: hostile, count: 1, query: hostile }],
      threads: [{ number: 1, subject: hostile, count: 2 }],
      examples: [hostile],
    },
    site,
  ),
  results: resultsPage(
    {
      ...resultsView,
      query: hostile,
      chips: [{ text: hostile, without: hostile }],
      hits: [{ ...hit, subject: [{ text: hostile, found: true }] }],
    },
    site,
  ),
  'empty results': resultsPage({ ...resultsView, total: 0, hits: [], relaxations: [{ dropped: hostile, query: hostile, total: 0 }] }, site),
  message: messagePage(messageView('verified', { head: hostileHead, messageId: hostile }), site),
  evidence: evidencePage({ head: hostileHead, signatures: [{ fieldText: hostile, coveredNames: [hostile] }] }, site),
  headers: headersPage(
    {
      head: hostileHead,
      path: { hops: [{ clauses: [{ name: 'from', value: hostile }], covered: false, place: 'above' }], left: 1 },
      holding: [1, 2].map((position) => ({ position, signer: hostile, decides: position === 1 })),
      fields: [{ name: hostile, value: hostile, covered: true, coveredBy: [1, 2] }],
    },
    site,
  ),
  source: sourcePage({ head: hostileHead, text: hostile, from: 0, to: 10, total: 99_999 }, site),
  formatted: formattedPage({ head: hostileHead, text: { source: 'plain', segments: [{ kind: 'own', text: hostile, depth: 0 }] } }, site),
  thread: threadPage(threadView(hostile), site),
  people: peopleListPage({ ...peopleView, part: hostile, people: [{ name: hostile, address: hostile, sent: 1, received: 1 }] }, site),
  person: personPage(
    {
      ...personView,
      name: hostile,
      address: hostile,
      fromQuery: hostile,
      toQuery: hostile,
      names: [{ name: hostile, count: 1 }],
      writtenTo: [{ name: hostile, address: hostile, messages: 1, query: hostile }],
    },
    site,
  ),
  attachments: attachmentListPage({ ...filesView, asked: hostile, query: hostile, files: [hostileFile] }, site),
  attachment: attachmentPage(
    {
      ...attachmentView,
      name: hostile,
      safeName: hostile,
      otherNames: [hostile],
      types: [hostile],
      places: [{ message: hostileLine, part: hostile, name: 'x' }],
    },
    site,
  ),
  'attachments of a message': messageAttachmentsPage(
    { head: hostileHead, files: [{ ...attachedView, name: hostile, safeName: hostile, part: hostile, type: hostile }] },
    site,
  ),
  keys: keysPage({ only: hostile, domains: [hostileKey], total: 1 }, site),
  about: aboutPage({ verdicts: frontView.verdicts, sources: [sourceRow] }, site),
  'query error': queryErrorPage({ query: hostile, fault: faultAt(3, hostile) }, site),
  'not found': errorPage({ title: '<b>', lead: '<i>' }, site),
};

/** Every tag of a page with its attributes. */
function tagsOf(page: string): { name: string; attributes: Record<string, string> }[] {
  const tags: { name: string; attributes: Record<string, string> }[] = [];
  const parser = new Parser({ onopentag: (name, attributes) => tags.push({ name, attributes }) });
  parser.end(page);
  return tags;
}

describe('every page', () => {
  for (const [name, page] of Object.entries(pages)) {
    it(`${name}: runs nothing, loads one stylesheet, and lets no stranger's text become markup`, () => {
      const tags = tagsOf(page);
      assert.ok(!tags.some((tag) => ['script', 'style', 'object', 'embed', 'base', 'img'].includes(tag.name)));
      for (const { name, attributes } of tags) {
        for (const [attribute, value] of Object.entries(attributes)) {
          assert.doesNotMatch(attribute, /^(?:on|style$)/, `${name} ${attribute}`);
          if (attribute === 'href' || attribute === 'src' || attribute === 'action') assert.match(value, /^(?:\/(?!\/)|#|data:,$)/, value);
        }
      }
      assert.equal(tags.filter(({ name, attributes }) => name === 'link' && attributes['rel'] === 'stylesheet').length, 1);
      assert.doesNotMatch(page.replaceAll(/<(?:input|a|link|form)[^>]*>/g, ''), /\u202e/);
    });

    it(`${name}: has a title, a language, landmarks, one heading of the first rank, and unique ids`, () => {
      const tags = tagsOf(page);
      assert.match(page, /<title>[^<]*The Halden Files<\/title>/);
      assert.match(page, /<html lang="en">/);
      for (const landmark of ['header', 'main', 'footer', 'search'])
        assert.ok(
          tags.some(({ name }) => name === landmark),
          landmark,
        );
      assert.equal(tags.filter(({ name }) => name === 'h1').length, 1);
      const ids = tags.flatMap(({ attributes }) => attributes['id'] ?? []);
      assert.equal(new Set(ids).size, ids.length);
    });

    it(`${name}: weighs under 100 kB with its stylesheet apart`, () => {
      assert.ok(Buffer.byteLength(page) < 100_000, String(Buffer.byteLength(page)));
    });
  }

  it('keeps the stylesheet under 36 kB, without an import or an address in it', () => {
    assert.ok(Buffer.byteLength(stylesheet) < 36_864);
    assert.doesNotMatch(stylesheet, /@import|https?:|url\((?!#)/);
  });
});

describe('the front page', () => {
  it('shows the figures with thousands marks, and each verdict as a link to its search', () => {
    const page = frontPage(frontView, site);
    assert.match(page, /<strong>71,848<\/strong> e-mails/);
    assert.match(page, /20 March 2009/);
    for (const verdict of VERDICTS) assert.ok(page.includes(`/search?q=verdict:${verdict}"`), verdict);
  });

  it('draws a bar for each month, each a link', () => {
    const page = frontPage(frontView, site);
    assert.equal([...page.matchAll(/<a href="\/search\?q=date:\d{4}-\d{2}">/g)].length, 62);
  });

  it('names the largest threads by their first subject, each a link', () => {
    const page = frontPage(frontView, site);
    assert.match(page, /<a href="\/threads\/48190"><bdi lang="">draft budget for May<\/bdi><\/a> <span class="count">212</);
    assert.match(page, /<a href="\/threads\/7"><span class="absent">no subject/);
    assert.doesNotMatch(frontPage({ ...frontView, threads: [] }, site), /Largest threads/);
  });

  it('says what to do in an empty archive', () => {
    const empty = frontPage(
      { figures: { messages: 0, attachments: 0, senders: 0 }, verdicts: {}, bars: [], undrawn: 0, senders: [], threads: [], examples: [] },
      site,
    );
    assert.match(empty, /chainmail import SOURCE/);
  });
});

describe('the results', () => {
  it('show the whole query in the box, and mark what was found', () => {
    const page = resultsPage(resultsView, site);
    assert.match(page, /<input id="q"[^>]*value="budget from:lena@halden\.example"/);
    assert.match(page, /draft <mark>budget<\/mark> for May/);
    assert.match(page, /<ol class="hits" start="41">/);
  });

  it('keep the order in every link, and the page only where it is turned', () => {
    const page = resultsPage({ ...resultsView, sort: 'relevance' }, site);
    assert.match(page, /q=budget&amp;sort=relevance"/);
    assert.match(page, /sort=relevance&amp;page=3" rel="next"/);
  });

  it('tell which part to drop where nothing was found', () => {
    const relaxations = [{ dropped: 'from:otto', query: 'budget', total: 12 }];
    const page = resultsPage({ ...resultsView, total: 0, hits: [], pages: 1, relaxations }, site);
    assert.match(page, /without <code>from:otto<\/code><\/span> <a href="\/search\?q=budget">12/);
  });
});

describe('a message page', () => {
  for (const verdict of VERDICTS) {
    it(`says ${verdict} in a word, a shape and a sentence`, () => {
      const page = messagePage(messageView(verdict), site);
      const banner = /<section class="banner[\s\S]*?<\/section>/.exec(page)?.[0] ?? '';
      assert.ok(banner.includes(`v-${verdict}`));
      assert.ok(banner.includes(`#shape-${verdict}`));
      assert.ok(banner.includes(verdictWords(verdict).label));
    });
  }

  const markOf = (page: string, field: string): string | undefined =>
    new RegExp(`class="f-${field}"><dt>[^<]*</dt><dd><span class="mark (\\w+)"`).exec(page)?.[1];

  it('ticks what the deciding signature covers, field by field', () => {
    const page = messagePage(messageView('verified'), site);
    assert.deepEqual(
      ['from', 'to', 'cc', 'subject', 'date'].map((field) => markOf(page, field)),
      ['covered', 'covered', 'uncovered', 'covered', 'covered'],
    );
  });

  it('ticks nothing where the verdict rests on no signature, though one may name the fields', () => {
    for (const verdict of ['unverified', 'failed', 'contradicted', 'corroborated'] as const) {
      const page = messagePage(messageView(verdict, { head: headOf(verdict, { signatures: [passing, keyless] }) }), site);
      assert.doesNotMatch(page, /class="mark/);
      assert.match(page, /No signature that holds covers any of this/);
    }
  });

  it('folds what is quoted under its attribution, and shows own words in full', () => {
    const page = messagePage(messageView('verified'), site);
    assert.match(page, /<div class="own" dir="auto" lang="">Otto,\n\nthe figures/);
    assert.match(
      page,
      /<details class="quote"><summary><bdi lang="">On 11 May 2016 at 18:20, Otto Weiss wrote:<\/bdi>.*<\/summary><blockquote/,
    );
  });

  it('sums up header lines in the line of a fold, indents what is quoted within it, and dims a signature', () => {
    const segments = splitQuotes(
      'Yes.\n\n-- \nBob\n\nFrom: Alice <a@a.example>\nSent: Tuesday, May 3, 2016 2:02 PM\nTo: Bob\nSubject: x\n\nWell?\n\n> older\n',
    );
    const page = messagePage(messageView('verified', { text: { source: 'plain', segments } }), site);
    assert.match(page, /<div class="own closing" dir="auto" lang="">-- \nBob<\/div>/);
    assert.match(page, /<summary>Quoted from <bdi lang="">Alice<\/bdi>, <bdi lang="">Tuesday, May 3, 2016 2:02 PM<\/bdi>/);
    assert.match(page, /<p class="attribution" dir="auto" lang="">From: Alice &lt;a@a\.example&gt;\nSent/);
    assert.match(
      page,
      /<blockquote><div dir="auto" lang="">Well\?<\/div><blockquote><div dir="auto" lang="">older<\/div><\/blockquote><\/blockquote>/,
    );
  });

  it('sets apart what stands after the signed part', () => {
    const text = { source: 'plain', segments: [{ kind: 'own', text: 'signed', depth: 0 }], unsignedTail: 'added' } as const;
    const page = messagePage(messageView('verified-partly', { text }), site);
    assert.match(page, /<section class="unsigned-tail"[\s\S]*<div class="own" dir="auto" lang="">added<\/div>/);
  });

  it('cuts a long text, says so, and links to the whole', () => {
    const text = { source: 'plain', segments: [{ kind: 'own', text: '<&> und so weiter\n'.repeat(50_000), depth: 0 }] } as const;
    const page = messagePage(messageView('verified', { text }), site);
    assert.ok(Buffer.byteLength(page) < 100_000);
    assert.match(page, /The text goes on\. <a href="\/messages\/48211\.txt">/);
  });

  it('stays light with thousands of recipients, fields and lines of source', () => {
    const to = Array.from({ length: 5_000 }, (_, index) => ({ name: `Person number ${index}`, address: `person${index}@halden.example` }));
    const head = headOf('verified', { to, cc: to });
    const fields = Array.from({ length: 5_000 }, (_, index) => ({
      name: 'X-Spam',
      value: ` ${index} <<<>>>`,
      covered: false,
      coveredBy: [],
    }));
    assert.ok(Buffer.byteLength(messagePage(messageView('verified', { head }), site)) < 100_000);
    assert.ok(
      Buffer.byteLength(headersPage({ head: headOf('verified'), path: { hops: [], left: 0 }, holding: [], fields }, site)) < 100_000,
    );
    const html = '<td><b>x</b></td>\n'.repeat(5_000).slice(0, sourceOctetsPerPage);
    assert.ok(
      Buffer.byteLength(sourcePage({ head: headOf('verified'), text: html, from: 0, to: html.length, total: 1e6 }, site)) < 100_000,
    );
  });
});

describe('the evidence', () => {
  it('tells of each signature in order, and which one decides', () => {
    const page = evidencePage(
      { head: headOf('verified'), signatures: [{ fieldText: 'DKIM-Signature: v=1', coveredNames: ['From', 'To'] }] },
      site,
    );
    assert.match(page, /Signature 1: halden\.example <span class="result">passes/);
    assert.match(page, /Signature 2: relay\.example <span class="result">cannot be tested/);
    assert.equal([...page.matchAll(/The verdict rests on this one/g)].length, 1);
    assert.match(page, /zone file of halden\.example/);
    assert.match(page, /No key for this domain and selector/);
  });

  it('does not say more of a failed Ed25519 signature than can be known', () => {
    const key = { tier: 'archived', bits: 256, algorithm: 'ed25519', source: 'x' } as const;
    const signatures = [{ ...passing, result: 'fail', headersIntact: false, key } as const];
    assert.match(evidencePage({ head: headOf('failed', { signatures }), signatures: [] }, site), /or another key signed them/);
  });

  it('says that no signature proves nothing either way', () => {
    assert.match(evidencePage({ head: headOf('unverified'), signatures: [] }, site), /proves nothing either way/);
  });
});

describe('a query error', () => {
  it('points at the character, and at the end where the query ends too early', () => {
    assert.match(queryErrorPage({ query: 'a (b', fault: faultAt(2) }, site), /<code>a <mark>\(<\/mark>b\n {2}<span aria-hidden="true">▲/);
    assert.match(queryErrorPage({ query: 'from:', fault: faultAt(5) }, site), /<code>from:<mark>␣<\/mark>\n {5}<span/);
    assert.match(queryErrorPage({ query: '😀(', fault: faultAt(99) }, site), /<code>😀\(<mark>␣/);
  });

  it('asks first whether the nearest word was meant, as the query that has it', () => {
    for (const [query, corrected] of [
      ['budget form:lena x', 'budget+from:lena+x'],
      ['verdict:verfied', 'verdict:verified'],
    ] as const) {
      const parsed = parseQuery(query);
      assert.ok(!parsed.ok);
      const lead = /<p class="lead">.*?<\/p>/s.exec(queryErrorPage({ query, fault: parsed.error }, site))?.[0] ?? '';
      assert.match(lead, /Did you mean/);
      assert.ok(lead.includes(`href="/search?q=${corrected}"`), lead);
    }
  });
});
