import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Hono } from 'hono';
import type { Browser, Page } from 'playwright-core';
import { VERDICTS } from '../../src/evidence/verdict.ts';
import { atomFeed, type FeedView } from '../../src/pages/feed.ts';
import { feedView } from '../../src/views/feed.ts';
import { createApp } from '../../src/web/app.ts';
import { launchChromium, withoutChromium } from '../chromium.ts';
import { site } from '../pages/sample-views.ts';
import { openTrove } from './trove.ts';

let trove: Awaited<ReturnType<typeof openTrove>>;
let app: Hono;
before(async () => {
  trove = await openTrove();
  app = createApp(trove.archive);
});
after(() => trove?.[Symbol.dispose]());

const get = (path: string) => app.request(`http://localhost${path}`);

describe('the feed of a search', () => {
  it('is named by the page of its results', async () => {
    const page = await (await get('/search?q=budget')).text();
    assert.match(page, /<link rel="alternate" type="application\/atom\+xml" href="\/search\.atom\?q=budget" title="[^"]+">/);
    const response = await get('/search.atom?q=budget');
    assert.equal(response.headers.get('content-type'), 'application/atom+xml; charset=utf-8');
    assert.match(response.headers.get('etag') ?? '', /^"/);
    assert.equal((await get('/search.atom?q=from:(')).status, 400);
  });

  it('has the newest first, each with an identity that its octets alone decide', async () => {
    const { uuid, entries } = await feedView(trove.archive, 'budget');
    assert.deepEqual(
      entries.map(({ number }) => number),
      [3, 1, 4],
    );
    const { sha256 } = trove.archive.message(3)!;
    const [entry] = entries;
    assert.match(entry!.uuid, /^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    assert.ok(sha256.startsWith(entry!.uuid.slice(0, 8)) && entry!.uuid.endsWith(sha256.slice(20, 32)));
    assert.equal((await feedView(trove.archive, 'budget')).uuid, uuid);
    assert.notEqual((await feedView(trove.archive, 'council')).uuid, uuid);
  });

  it('holds fifty at most, and asks for no more', async () => {
    const asked: unknown[] = [];
    const archive = {
      ...trove.archive,
      search: (q: string, options: Parameters<typeof trove.archive.search>[1]) => {
        asked.push(options);
        return trove.archive.search(q, options);
      },
    };
    await feedView(archive, '');
    assert.deepEqual(asked, [{ sort: '-date', offset: 0, limit: 50 }]);
  });

  it('says the verdict in words, and the epoch for mail without a date', async () => {
    const feed = await (await get('/search.atom?q=budget')).text();
    assert.match(feed, /<updated>2016-05-12T15:00:00Z<\/updated>\n<link rel="self"/);
    assert.match(feed, /<category term="verified" label="DKIM verified"\/>\n<summary>DKIM verified · /);
    assert.match(
      feed,
      /<title>&lt;script&gt;alert\(1\)&lt;\/script&gt; ⟦RLO⟧fdp\.exe budget<\/title>\n<updated>1970-01-01T00:00:00Z<\/updated>\n<author>/,
    );
  });
});

describe('the feed of a search, as XML', { skip: withoutChromium }, () => {
  let browser: Browser;
  let page: Page;
  before(async () => {
    browser = await launchChromium();
    page = await browser.newPage();
  });
  after(() => browser?.close());

  /** Reads feeds as a browser reads XML, which forgives nothing. */
  async function parse(feeds: readonly string[]): Promise<ParsedFeed[]> {
    return (await page.evaluate(`(${parser})(${JSON.stringify(feeds)})`)) as ParsedFeed[];
  }

  it('has each element that RFC 4287 asks for, once', async () => {
    const [parsed] = await parse([await (await get('/search.atom?q=budget')).text()]);
    assert.equal(parsed!.fault, undefined);
    assert.deepEqual(parsed!.feed, [1, 1, 1]);
    assert.equal(parsed!.entries.length, 3);
    for (const entry of parsed!.entries)
      assert.deepEqual(
        entry.map(({ length }) => length),
        [1, 1, 1, 1, 1],
      );
    assert.equal(parsed!.entries[0]![1]![0], 'Re: Draft budget');
  });

  const hostile = fc.string({
    unit: fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '&',
        '"',
        "'",
        ']]>',
        '<!--',
        '<?',
        '&#0;',
        '\u0000',
        '\u001b',
        '\ufffe',
        '\uffff',
        '\ud800',
        '\u202e',
        '\n',
      ),
      fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    ),
    maxLength: 30,
  });
  const anyView: fc.Arbitrary<FeedView> = fc.record({
    query: hostile,
    uuid: fc.uuid(),
    entries: fc.array(
      fc.record({
        number: fc.nat(),
        uuid: fc.uuid(),
        verdict: fc.constantFrom(...VERDICTS),
        sentAtSeconds: fc.option(fc.integer({ min: -1e13, max: 1e13 }), { nil: undefined }),
        from: fc.option(
          fc.record({ name: fc.option(hostile, { nil: undefined }), address: fc.oneof(hostile, fc.constant('a@b.example')) }),
          { nil: undefined },
        ),
        subject: hostile,
        snippet: hostile,
      }),
      { maxLength: 4 },
    ),
  });

  it('is well-formed whatever the mail says, and carries no control character', async () => {
    const views = fc.sample(anyView, 300);
    const feeds = views.map((view) => atomFeed(view, site));
    for (const feed of feeds) assert.doesNotMatch(feed, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\ufffe\uffff]/);
    for (const [index, { fault, entries }] of (await parse(feeds)).entries()) {
      assert.equal(fault, undefined, feeds[index]);
      assert.equal(entries.length, views[index]!.entries.length);
      for (const entry of entries) assert.match(entry[2]?.[0] ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    }
  });
});

interface ParsedFeed {
  readonly fault?: string;
  /** How many ids, titles and times of change the feed itself has. */
  readonly feed: readonly number[];
  /** Of each entry: the texts of its ids, titles, times of change, authors and summaries. */
  readonly entries: readonly (readonly (readonly string[])[])[];
}

/** Runs in the browser. */
const parser = `(feeds) => feeds.map((feed) => {
  const parsed = new DOMParser().parseFromString(feed, 'application/xml');
  const root = parsed.documentElement;
  const texts = (parent, name) => [...parent.children]
    .filter((child) => child.localName === name && child.namespaceURI === 'http://www.w3.org/2005/Atom')
    .map((child) => child.textContent);
  return {
    fault: parsed.querySelector('parsererror')?.textContent,
    feed: ['id', 'title', 'updated'].map((name) => texts(root, name).length),
    entries: [...root.children].filter((child) => child.localName === 'entry')
      .map((entry) => ['id', 'title', 'updated', 'author', 'summary'].map((name) => texts(entry, name))),
  };
})`;
