import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Hono } from 'hono';
import { stylesheetVersion } from '../../src/pages/style.css.ts';
import { createApp } from '../../src/web/app.ts';
import { messages, openTrove } from './trove.ts';

let trove: Awaited<ReturnType<typeof openTrove>>;
let app: Hono;
before(async () => {
  trove = await openTrove();
  app = createApp(trove.archive, { allowedHosts: ['archive.example'] });
});
after(() => trove?.[Symbol.dispose]());

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  app.request(`http://localhost${path}`, { headers, method });
const text = async (path: string): Promise<string> => await (await get(path)).text();

const allPaths = [
  ...['/', '/search?q=', '/search?q=budget&sort=relevance', '/search?q=nothingofthekind+budget', '/threads/1', '/keys', '/about'],
  ...[1, 2, 3, 4].flatMap((number) => ['', '/evidence', '/headers', '/source'].map((tab) => `/messages/${number}${tab}`)),
  ...['/messages/1/formatted', '/findings'],
];

describe('the reading room', () => {
  it('serves every page with the strict policy, and follows each of its links', async () => {
    const seen = new Set<string>();
    const queue = [...allPaths];
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const response = await get(path);
      assert.equal(response.status, 200, path);
      if (!response.headers.get('content-type')?.startsWith('text/html') || path.endsWith('body.html')) continue;
      const policy = response.headers.get('content-security-policy') ?? '';
      if (path === '/verify') {
        assert.match(
          policy,
          /^default-src 'none'; script-src 'sha256-[^' ]+'; style-src 'sha256-[^' ]+'; img-src data:; connect-src 'none';/,
        );
        continue;
      }
      assert.match(
        // A page on which a message is verified again has the one script, and may fetch from here; no other may.
        /^\/messages\/\d+\/verify/.test(path) ? policy.replace("script-src 'self'; connect-src 'self'; ", '') : policy,
        /^default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'$/,
      );
      const links = [...(await response.text()).matchAll(/(?:href|src)="(\/[^"#]*)/g)].map(([, link]) =>
        (link ?? '').replaceAll('&amp;', '&'),
      );
      if (seen.size < 400) queue.push(...links.filter((link) => !link.startsWith('/search')));
      for (const link of links.filter((link) => link.startsWith('/search'))) {
        const { searchParams } = new URL(link, 'http://localhost');
        await assert.doesNotReject(trove.archive.search(searchParams.get('q') ?? '', { sort: 'date', offset: 0, limit: 0 }), link);
      }
    }
    assert.ok(
      seen.has('/messages/1.eml') && seen.has('/messages/1/body.html') && [...seen].some((path) => path.startsWith('/attachments/')),
    );
  });

  it('puts the headers of caution on every answer, refusals too', async () => {
    for (const path of ['/', '/messages/1.eml', '/messages/1/body.html', '/messages/1.json', '/style.css', '/nothing', '/search?q=(']) {
      const { headers } = await get(path);
      assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
      assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin');
      assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin');
      assert.match(headers.get('permissions-policy') ?? '', /camera=\(\)/);
    }
  });

  it('answers to its own names alone (DNS rebinding)', async () => {
    for (const host of ['localhost', 'localhost:8080', '127.0.0.1:8080', '[::1]:8080', 'archive.example', 'ARCHIVE.example:443']) {
      assert.equal((await get('/', { host })).status, 200, host);
    }
    for (const host of [
      'evil.example',
      'evil.example:8080',
      'localhost.evil.example',
      '10.0.0.1',
      '127.0.0.1.evil.example',
      '',
      'localhost@evil.example',
    ]) {
      assert.equal((await get('/', { host })).status, 421, host);
    }
  });

  it('only reads', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const response = await get('/', {}, method);
      assert.equal(response.status, 405, method);
      assert.equal(response.headers.get('allow'), 'GET, HEAD');
    }
    const head = await get('/messages/1.eml', {}, 'HEAD');
    assert.equal(head.status, 200);
    assert.equal(await head.text(), '');
  });
});

describe('whatever is asked', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '/',
      '..',
      '%2e%2e',
      '%00',
      '%',
      '?q=',
      '&page=',
      '&sort=',
      '(',
      '"',
      'OR',
      '-',
      'from:',
      'messages',
      'search',
      'threads',
      'attachments',
      '1',
      '.json',
      '.eml',
      'body.html',
    ),
    fc.string({ unit: 'binary' }).map((text) => encodeURIComponent(text.toWellFormed())),
  );

  it('the answer is never a fault of ours', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 6 }), async (pieces) => {
        const { status } = await get(`/${pieces.join('')}`);
        assert.ok([200, 303, 400, 404].includes(status), `${status}`);
      }),
      { numRuns: 300 },
    );
  });

  it('a query of a megabyte is refused, not searched', async () => {
    assert.equal((await get(`/search?q=${'a+'.repeat(500_000)}`)).status, 414);
    assert.equal((await get(`/search?q=${'a+'.repeat(2_500)}`)).status, 400);
  });
});

describe('the front page', () => {
  it('tells the figures and the verdicts', async () => {
    const page = await text('/');
    assert.match(page, /<h1>The Halden Files<\/h1>/);
    assert.match(page, /<strong>4<\/strong> e-mails/);
    assert.match(page, /verdict:verified">.*<strong>1<\/strong>/);
    assert.match(page, /verdict:failed">.*<strong>1<\/strong>/);
  });
});

describe('a search', () => {
  it('shows hits with their verdict, newest first, the words marked', async () => {
    const page = await text('/search?q=budget');
    assert.match(page, /<h1>3 e-mails for/);
    assert.match(page, /Draft <mark>budget<\/mark>/);
    assert.ok(page.indexOf('/messages/3?') < page.indexOf('/messages/1?'));
  });

  it('adds a facet on a click, excludes on another, and takes either back', async () => {
    const open = await text('/search?q=budget');
    assert.match(open, /href="\/search\?q=budget\+verdict:verified"/);
    assert.match(open, /href="\/search\?q=budget\+-verdict:verified" aria-label="Exclude DKIM verified"/);
    const chosen = await text('/search?q=budget+verdict:verified');
    assert.match(chosen, /<h1>1 e-mail for/);
    assert.match(chosen, /<li class="with"><a class="value" href="\/search\?q=budget"/);
    const excluded = await text('/search?q=budget+-verdict:verified');
    assert.match(excluded, /<h1>2 e-mails for/);
    assert.match(
      excluded,
      /<li class="without">.*<a class="exclude" href="\/search\?q=budget" aria-label="No longer exclude DKIM verified"/,
    );
  });

  it('lets several values of a facet be chosen, each with what it would add', async () => {
    const chosen = await text('/search?q=budget+verdict:verified');
    assert.match(chosen, /href="\/search\?q=budget\+\(verdict:verified\+OR\+verdict:unverified\)"[^>]*>.*?<span class="count">2<\/span>/);
    const both = await text('/search?q=budget+(verdict:verified+OR+verdict:unverified)');
    assert.match(both, /<h1>3 e-mails for/);
    assert.equal(both.match(/<li class="with">/g)?.length, 2);
    assert.match(both, /<li><a href="\/search\?q=budget\+verdict:unverified"[^>]*><code>verdict:verified<\/code>/);
    assert.match(both, /<li><a href="\/search\?q=budget\+verdict:verified"[^>]*><code>verdict:unverified<\/code>/);
  });

  it('says which part to drop where nothing is found', async () => {
    const page = await text('/search?q=budget+from:nobody@halden.example');
    assert.match(page, /without <code>from:nobody@halden\.example<\/code><\/span> <a href="\/search\?q=budget">3/);
  });

  it('points at the character of a query that cannot be read', async () => {
    const response = await get('/search?q=budget+(from:');
    assert.equal(response.status, 400);
    assert.match(await response.text(), /This query cannot be read[\s\S]*<pre class="pointer"/);
    const json = await get('/search.json?q=budget+(from:');
    assert.equal(json.status, 400);
    assert.equal(typeof ((await json.json()) as { error: { at: number } }).error.at, 'number');
  });

  it('refuses a page or an order that is none, and turns to the last page where there are fewer', async () => {
    for (const bad of ['page=0', 'page=x', 'page=-1', 'sort=size']) assert.equal((await get(`/search?q=a&${bad}`)).status, 400, bad);
    const response = await get('/search?q=budget&page=9');
    assert.equal(response.status, 303);
    assert.equal(response.headers.get('location'), '/search?q=budget');
  });

  it('gives the same as data', async () => {
    const found = (await (await get('/search.json?q=budget&sort=date&limit=2')).json()) as {
      total: number;
      hits: { number: number; snippet: string }[];
      facets: { verdict: object };
    };
    assert.equal(found.total, 3);
    assert.deepEqual(
      found.hits.map(({ number }) => number),
      [1, 3],
    );
    assert.match(found.hits[0]?.snippet ?? '', /budget/);
    assert.deepEqual(found.facets.verdict, { verified: 1, unverified: 2 });
  });
});

describe('a message', () => {
  it('hands out the stored octets, and nothing that a browser would show', async () => {
    const response = await get('/messages/1.eml');
    const octets = Buffer.from(await response.arrayBuffer());
    assert.ok(octets.equals(messages[1]));
    assert.equal(createHash('sha256').update(octets).digest('hex'), trove.archive.message(1)?.sha256);
    assert.equal(response.headers.get('content-type'), 'message/rfc822');
    assert.equal(response.headers.get('content-disposition'), 'attachment; filename="1.eml"');
    assert.match(response.headers.get('content-security-policy') ?? '', /^sandbox; default-src 'none'/);
  });

  it('says what was verified, and ticks what is covered', async () => {
    const page = await text('/messages/1');
    assert.match(page, /<strong>DKIM verified<\/strong>/);
    assert.match(page, /class="f-from"><dt>From<\/dt><dd><span class="mark covered"/);
    assert.match(page, /12 May 2016, 16:02 \+0200 <span class="utc">\(14:02 UTC\)/);
    assert.match(page, /We cannot publish the budget before the council has met\./);
    assert.doesNotMatch(page, /track\.example|onclick/);
  });

  it('says of a failed one that it was changed, and ticks nothing', async () => {
    const page = await text('/messages/2');
    assert.match(page, /v-failed/);
    assert.doesNotMatch(page, /<dd><span class="mark covered"/);
    assert.match(
      await text('/messages/2/evidence'),
      /Not intact: the covered fields are not what was signed[\s\S]*Intact: the covered octets have the hash/,
    );
  });

  it('folds what a reply quotes', async () => {
    const page = await text('/messages/3');
    assert.match(
      page,
      /<div class="own" dir="auto" lang="">Agreed\.<\/div><details class="quote"><summary><bdi lang="">On 12 May 2016 at 16:02, Lena Brandt wrote:/,
    );
    assert.match(page, /\/threads\/1"/);
  });

  it('shows a hostile one as text, overrides named', async () => {
    const page = await text('/messages/4');
    assert.match(page, /<h1><bdi lang="">&lt;script&gt;alert\(1\)&lt;\/script&gt; ⟦RLO⟧fdp\.exe budget<\/bdi><\/h1>/);
    assert.doesNotMatch(page, /<script|\u202e/);
  });

  it('frames its HTML with a policy of its own', async () => {
    assert.match(await text('/messages/1/formatted'), /<iframe sandbox="" src="\/messages\/1\/body\.html"/);
    const response = await get('/messages/1/body.html');
    assert.equal(
      response.headers.get('content-security-policy'),
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    );
    const body = await response.text();
    assert.match(body, /<b>cannot<\/b>/);
    assert.match(body, /<img alt="Seal" src="data:image\/png;base64,iVBOR/);
    assert.match(body, /image: Remote \(track\.example\)/);
    assert.doesNotMatch(body, /<script|onclick|href=|src="http/);
    assert.equal((await get('/messages/3/body.html')).status, 404);
  });

  it('gives its data, its text and its source', async () => {
    assert.deepEqual(await (await get('/messages/1.json')).json(), JSON.parse(JSON.stringify(trove.archive.message(1))));
    assert.match(await text('/messages/3.txt'), /^Agreed\./);
    assert.match(await text('/messages/1/source'), /&lt;script&gt;fetch\(&#39;https:\/\/track\.example\/s&#39;\)/);
    assert.match(await text('/messages/1/headers'), /<span class="mark covered"[^>]*>✔<\/span><\/td><th scope="row">Subject/);
    assert.match(await text('/messages/1/source?from=99999999'), /Octets 1 to/);
  });

  it('that is not there gets a page that helps', async () => {
    for (const path of ['/messages/5', '/messages/5.eml', '/messages/5.json', '/messages/5/evidence'])
      assert.equal((await get(path)).status, 404, path);
    for (const path of [
      '/messages/0',
      '/messages/-1',
      '/messages/01',
      '/messages/1e3',
      '/messages/99999999999',
      '/messages/',
      '/messages/1/x',
    ])
      assert.equal((await get(path)).status, 404, path);
    assert.match(await text('/messages/5'), /numbered from 1 to 4/);
    assert.equal(((await (await get('/messages/5.json')).json()) as { error: { status: number } }).error.status, 404);
  });
});

describe('an attachment', () => {
  it('is handed over to be saved, under a safe name', async () => {
    const [file] = trove.archive.message(1)?.attachments ?? [];
    const link = /href="(\/attachments\/[^"]+)"/.exec(await text('/messages/1'))?.[1] ?? '';
    const response = await get(link);
    assert.equal(
      createHash('sha256')
        .update(Buffer.from(await response.arrayBuffer()))
        .digest('hex'),
      file?.sha256,
    );
    assert.equal(response.headers.get('content-type'), 'application/octet-stream');
    assert.equal(
      response.headers.get('content-disposition'),
      `attachment; filename="Budget _.pdf"; filename*=UTF-8''Budget%20%E2%82%AC.pdf`,
    );
    assert.match(response.headers.get('content-security-policy') ?? '', /^sandbox/);
    const renamed = await get(`/attachments/${file?.sha256}/${encodeURIComponent('../a"\r\nX: y\u202e.pdf')}`);
    assert.equal(renamed.headers.get('content-disposition'), 'attachment; filename="a_X_ y.pdf"');
    assert.equal((await get(`/attachments/${'0'.repeat(64)}/x`)).status, 404);
  });
});

describe('what does not change', () => {
  it('is not sent twice', async () => {
    for (const path of ['/', '/messages/1', '/messages/1.eml', '/keys.json', `/style.css?v=${stylesheetVersion}`]) {
      const tag = (await get(path)).headers.get('etag') ?? '';
      const again = await get(path, { 'if-none-match': `"other", W/${tag}` });
      assert.equal(again.status, 304, path);
      assert.equal(await again.text(), '');
    }
    assert.match((await get(`/style.css?v=${stylesheetVersion}`)).headers.get('cache-control') ?? '', /immutable/);
    assert.equal((await get('/style.css?v=old')).headers.get('cache-control'), 'no-cache');
  });
});

describe('the apparatus', () => {
  it('tells the keys with what they verify, and the ledger with what could not be read', async () => {
    const keys = await text('/keys');
    assert.match(keys, /id="june\._domainkey\.halden\.example"[\s\S]*signature passes in 1 e-mail<[\s\S]*made by this test/);
    assert.match(keys, /href="\/search\?q=signer:halden\.example"/);
    assert.equal(await text('/keys?domain=HALDEN.example').then((page) => page.includes('made by this test')), true);
    assert.match(await text('/keys?domain=other.example'), /No key of this domain/);
    assert.match(await text('/about'), /1 that could not be read/);
    assert.match(await text('/about'), /id="contradicted"/);
    for (const path of ['/about', '/about.json']) {
      assert.doesNotMatch(await text(path), /chainmail-test-/, `${path} tells no folder of the keeper's machine`);
    }
    assert.equal((await get('/robots.txt')).status, 200);
  });

  it('leads from a message to the very key that its verdict rests on', async () => {
    const link = 'href="/keys?domain=halden.example#june._domainkey.halden.example"';
    assert.ok((await text('/messages/1')).includes(link));
    assert.ok((await text('/messages/1/evidence')).includes(link));
  });

  it('gives the keys as the command line lists them, times in words that programs read', async () => {
    const { keys } = (await (await get('/keys.json')).json()) as { keys: { record: string; sha256: string }[] };
    assert.deepEqual(
      keys.map(({ record: _, sha256: _hash, ...key }) => key),
      [{ domain: 'halden.example', selector: 'june', source: 'made by this test', tier: 'archived', messages: 1 }],
    );
  });

  it('hides a fault of ours from the reader, and tells it to the keeper', async () => {
    const told: string[] = [];
    const broken = {
      ...trove.archive,
      figures: () => {
        throw new Error('secret path /srv/x');
      },
    };
    const response = await createApp(broken, { onFault: ({ message }) => told.push(message) }).request('http://localhost/');
    assert.equal(response.status, 500);
    assert.doesNotMatch(await response.text(), /secret/);
    assert.deepEqual(told, ['secret path /srv/x']);
  });
});
