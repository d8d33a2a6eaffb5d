import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { parseDocument } from 'htmlparser2';
import { type ReadingRoom, readingRoom } from './reading-room.ts';

/** A page as a reader with no browser would find it. */
interface Found {
  readonly path: string;
  readonly status: number;
  readonly type: string;
  readonly markup: string;
  /** Where a link to it stands. */
  readonly from: string;
}

/** So many pages: more than each kind has links, little enough for seconds. */
const maxPages = 1_800;

/** Of each kind of page so many are opened, so that a thousand messages leave room for the others. */
const maxOfKind = 80;

describe('whoever follows every link', { timeout: 900_000 }, () => {
  const room = readingRoom({ browser: false });
  let found: Map<string, Found>;
  before(async () => {
    found = await crawl(room);
  });
  const pages = (): Found[] => [...found.values()].filter(({ type }) => type.startsWith('text/html'));

  it('comes by pages of every kind', () => {
    const kinds = new Set([...found.keys()].map(kindOf));
    for (const kind of [
      '/',
      '/search',
      '/messages/N',
      '/messages/N/evidence',
      '/messages/N/verify',
      '/messages/N.keys.jsonl',
      '/messages/N.evidence.zip',
      '/verify',
      '/messages/N/formatted',
      '/messages/N/headers',
      '/messages/N/source',
      '/messages/N/attachments',
      '/messages/N.eml',
      '/messages/N.txt',
      '/messages/N.json',
      '/messages/N/body.html',
      '/threads/N',
      '/people',
      '/people/X',
      '/attachments',
      '/attachments/X',
      '/keys',
      '/findings',
      '/about',
      '/api',
      '/api/shapes',
      '/search.csv',
      '/search.atom',
    ]) {
      assert.ok(kinds.has(kind), `${kind} is led to: ${[...kinds].join(' ')}`);
    }
  });

  it('finds no dead link', () => {
    const dead = [...found.values()].filter(({ status }) => status !== 200 && status !== 303);
    assert.deepEqual(
      dead.map(({ path, status, from }) => `${status} ${path} from ${from}`),
      [],
    );
  });

  it('finds one main heading, a title, a language and an address of its own on each page', () => {
    for (const { path, markup } of pages().filter(isWhole)) {
      assert.equal([...markup.matchAll(/<h1[ >]/g)].length, 1, path);
      assert.match(markup, /<html lang="(?:en|fr)">/, path);
      assert.match(markup, /<title>[^<]+<\/title>/, path);
      const canonical = /<link rel="canonical" href="([^"]*)">/.exec(markup)?.[1]?.replaceAll('&amp;', '&');
      assert.ok(canonical?.startsWith('/'), path);
      assert.equal(kindOf(canonical ?? ''), kindOf(path), path);
    }
  });

  it('can tell pages apart by their titles: two of one kind that share one say the same mail, person or file', () => {
    const kinds = ['/', '/about', '/keys', '/findings', '/api', '/people', '/attachments', '/search'];
    const seen = new Map<string, string>();
    for (const { path, markup } of pages().filter(({ path }) => kinds.includes(kindOf(path)))) {
      const canonical = /<link rel="canonical" href="([^"]*)">/.exec(markup)?.[1] ?? path;
      const title = /<title>([^<]*)<\/title>/.exec(markup)?.[1] ?? '';
      // One list in another order is the same list.
      const address = new URL(canonical.replaceAll('&amp;', '&'), room.url);
      address.searchParams.delete('sort');
      const bare = address.pathname + address.search;
      assert.equal(seen.get(title) ?? bare, bare, title);
      seen.set(title, bare);
    }
  });

  it('finds every place within a page that a link names', () => {
    for (const { path, markup } of pages()) {
      for (const [, target = '', anchor = ''] of markup.replace(/<script>[\s\S]*<\/script>/, '').matchAll(/href="([^"#]*)#([^"]+)"/g)) {
        const address = target === '' ? path : target.replaceAll('&amp;', '&');
        const page = found.get(address);
        if (page === undefined) continue;
        const id = decodeURIComponent(anchor.replaceAll('&amp;', '&'));
        assert.ok(idsOf(page).has(id) || idsOf(page).has(anchor), `${anchor} on ${address}, from ${path}`);
      }
    }
  });

  it('waits for no page of 100 kB', () => {
    const heavy = pages().filter(
      ({ markup, path }) => Buffer.byteLength(markup) >= 100_000 && !['/messages/N/body.html', '/verify'].includes(kindOf(path)),
    );
    assert.deepEqual(
      heavy.map(({ path, markup }) => `${path}: ${Buffer.byteLength(markup)}`),
      [],
    );
  });

  it('is given no inline script, style or handler by any page', () => {
    // The one script is on the pages that verify: with its address on a message's, in the page on that which is one file.
    const ownScript: Readonly<Record<string, RegExp>> = {
      '/messages/N/verify': /<script src="\/verify\.js" defer><\/script>/,
      '/verify': /<style>[^<]*<\/style>|<script>[\s\S]*?<\/script>/g,
    };
    for (const { path, markup } of pages().filter(isWhole)) {
      const rest = markup.replaceAll(/<svg[\s\S]*?<\/svg>/g, '').replace(ownScript[kindOf(path)] ?? '', '');
      assert.doesNotMatch(rest, /<script|<style|<[^>]+ (?:style|on[a-z]+)=/i, path);
    }
  });

  const ids = new Map<Found, Set<string>>();
  function idsOf(page: Found): Set<string> {
    const known = ids.get(page) ?? new Set([...page.markup.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => id.replaceAll('&amp;', '&')));
    ids.set(page, known);
    return known;
  }
});

/** The frame of a mail's own HTML is no page of ours. */
function isWhole({ path }: Found): boolean {
  return kindOf(path) !== '/messages/N/body.html';
}

/** `/messages/12/source?from=3` → `/messages/N/source` */
function kindOf(path: string): string {
  return path
    .replace(/[?#].*$/s, '')
    .replace(/^\/(messages|threads)\/\d+/, '/$1/N')
    .replace(/^\/people\/.+/, '/people/X')
    .replace(/^\/attachments\/[0-9a-f]{64}(?=\/)\/.*/, '/attachments/X/NAME')
    .replace(/^\/attachments\/[0-9a-f]{64}/, '/attachments/X');
}

/** Follows links from the front page, the nearest first, as many of each kind as there is room for. */
async function crawl(room: ReadingRoom): Promise<Map<string, Found>> {
  const found = new Map<string, Found>();
  const ofKind = new Map<string, number>();
  const queue = [{ path: '/', from: '' }];
  const known = new Set(['/']);
  for (let next = queue.shift(); next !== undefined && found.size < maxPages; next = queue.shift()) {
    const { path, from } = next;
    const kind = kindOf(path);
    const already = ofKind.get(kind) ?? 0;
    if (already >= maxOfKind) continue;
    ofKind.set(kind, already + 1);
    const answer = await fetch(new URL(path, room.url), { redirect: 'manual' });
    const type = answer.headers.get('content-type') ?? '';
    const markup = type.startsWith('text/html') ? await answer.text() : '';
    if (markup === '') await answer.body?.cancel();
    found.set(path, { path, from, status: answer.status, type, markup });
    for (const address of linksOf(markup)) {
      const url = new URL(address, new URL(path, room.url));
      assert.equal(url.origin, new URL(room.url).origin, `${path} leads to another place: ${address}`);
      const target = url.pathname + url.search;
      if (known.has(target) || url.searchParams.has('lang')) continue;
      known.add(target);
      queue.push({ path: target, from: path });
    }
  }
  return found;
}

/** Where the elements of a page lead; a frame and a stylesheet too. */
function linksOf(markup: string): string[] {
  const links: string[] = [];
  const nodes: unknown[] = [parseDocument(markup)];
  while (nodes.length > 0) {
    const node = nodes.pop() as { name?: string; attribs?: Record<string, string>; children?: unknown[] };
    const address = node.attribs?.['href'] ?? node.attribs?.['src'];
    if (address !== undefined && /^(?:a|link|iframe|img)$/.test(node.name ?? '') && !address.startsWith('data:')) links.push(address);
    nodes.push(...(node.children ?? []));
  }
  return links;
}
