import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Hono } from 'hono';
import { hasPage, urls } from '../../src/pages/urls.ts';
import { type ApiDocument, apiDocument } from '../../src/web/api/document.ts';
import { createApp } from '../../src/web/app.ts';
import { openDemo, openEmpty, openOddities, type TestArchive } from './api-archives.ts';
import { faultsOf, shape } from './api-schemas.ts';

const document = apiDocument({ title: 'Test', version: '0' });
const operations = Object.entries(document.paths).map(([path, { get }]) => ({ path, ...get }));

/** What is served to people, and to their browsers: no data. */
const pages = [
  '/verify',
  '/verify.js',
  ...[
    '/',
    '/about',
    '/api',
    '/api/shapes',
    '/attachments',
    '/attachments/{sha256}',
    '/findings',
    '/keys',
    '/people',
    '/people/{address}',
    '/search',
  ],
  ...['/threads/{thread}', '/messages/{number}'],
  ...['attachments', 'body.html', 'chain', 'evidence', 'formatted', 'headers', 'source', 'verify'].map(
    (part) => `/messages/{number}/${part}`,
  ),
  ...['/style.css', '/robots.txt'],
];

let demo: TestArchive;
let odd: TestArchive;
let empty: TestArchive;
before(async () => {
  [demo, odd, empty] = [await openDemo(), await openOddities(), await openEmpty()];
});
after(() => {
  for (const each of [demo, odd, empty]) each?.[Symbol.dispose]();
});

const ask = async (app: Hono, path: string, headers: Record<string, string> = {}, method = 'GET') =>
  await app.request(`http://localhost${path}`, { headers, method });

describe('the document', () => {
  it('has every route of the server that gives data, and names none that is not there', () => {
    const served = createApp(demo.archive).routes.flatMap(({ method, path }) => (method === 'GET' ? [documented(path)] : []));
    const data = served.filter((path) => !pages.includes(path));
    assert.deepEqual(data.toSorted(), Object.keys(document.paths).toSorted());
    assert.deepEqual(
      pages.filter((path) => !served.includes(path)),
      [],
      'pages that are no longer there',
    );
    assert.deepEqual(
      pages.filter((path) => /\.(?:json|jsonl|csv|eml|mbox|atom|txt|zip)$/.test(path) && path !== '/robots.txt'),
      [],
    );
  });

  it('says of each path what stands in its braces, and gives each operation a name of its own', () => {
    for (const { path, parameters } of operations) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      assert.deepEqual(
        parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name),
        named,
        path,
      );
    }
    const names = operations.map(({ operationId }) => operationId);
    assert.deepEqual(names, [...new Set(names)]);
  });

  it('has examples that are as it says', () => {
    for (const { path, responses } of operations) {
      const { schema, example } = responses[200]?.content?.['application/json'] ?? {};
      if (example !== undefined) assert.deepEqual(faultsOf(example, schema!), [], path);
    }
  });

  it('is served as it is written, and as a page of less than 100 kB in every language', async () => {
    const app = createApp(demo.archive);
    const response = await ask(app, '/api.json');
    assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
    const served = (await response.json()) as ApiDocument;
    assert.deepEqual(served.paths, JSON.parse(JSON.stringify(document.paths)));
    assert.match(served.info.version, /^\d+\.\d+\.\d+$/);
    for (const language of ['en', 'fr']) {
      const page = await (await ask(app, `/api?lang=${language}`)).text();
      assert.ok(Buffer.byteLength(page) < 100_000, `${Buffer.byteLength(page)}`);
      for (const { path } of operations) assert.ok(page.includes(`<code>${path}</code>`), path);
    }
  });

  it('gives requests to try that this archive answers, as the types and the shapes that it names', async () => {
    for (const { archive } of [demo, odd, empty]) {
      const app = createApp(archive);
      const page = await (await ask(app, '/api')).text();
      const links = [...page.matchAll(/id="(\w+)" aria-labelledby[\s\S]*?<\/h3>[\s\S]*?(?=<section|<\/section)/g)].flatMap(
        ([section, id]) => {
          const link = /<p class="try">[^<]*<a href="([^"]+)"/.exec(section)?.[1];
          return link === undefined ? [] : [{ id: id!, link: link.replaceAll('&amp;', '&') }];
        },
      );
      assert.ok(links.length >= (archive === empty.archive ? 11 : operations.length), `${links.length}`);
      for (const { id, link } of links) {
        const { responses } = operations.find(({ operationId }) => operationId === id)!;
        const { content, headers } = responses[200]!;
        const response = await ask(app, link);
        assert.equal(response.status, 200, link);
        const [type, { schema }] = Object.entries(content!)[0]!;
        assert.equal(response.headers.get('content-type')?.replace('application/json; charset=utf-8', 'application/json'), type, link);
        for (const name of Object.keys(headers ?? {})) assert.ok(response.headers.has(name), `${link} ${name}`);
        if (schema !== undefined) assert.deepEqual(faultsOf(await response.json(), schema), [], link);
        else await response.arrayBuffer();
      }
    }
  });
});

describe('the answers of the server', () => {
  it('have the shapes that the document says and not a field more, whatever the mail is', async () => {
    for (const { archive } of [demo, odd, empty]) {
      const app = createApp(archive);
      const check = async (path: string, name: string): Promise<unknown> => {
        const response = await ask(app, path);
        assert.equal(response.status, 200, path);
        const answer = await response.json();
        assert.deepEqual(faultsOf(answer, shape(name)), [], path);
        return answer;
      };
      await check('/index.json', 'Figures');
      await check('/about.json', 'About');
      await check('/findings.json?limit=1000', 'Findings');
      await check('/keys.json', 'Keys');
      for (const sort of ['date', '-date', 'relevance']) await check(`/search.json?q=&limit=1000&sort=${sort}`, 'SearchResult');
      await check('/search.json?q=has:attachment+budget&limit=0', 'SearchResult');
      const { people } = (await check('/people.json?limit=10000', 'People')) as { people: { address: string }[] };
      for (const { address } of people.slice(0, 40)) {
        if (address.length < 300 && hasPage(address)) await check(urls.personJson(address), 'Person');
      }
      const { files } = (await check('/attachments.json?limit=10000', 'Files')) as { files: { sha256: string }[] };
      for (const { sha256 } of files.slice(0, 40)) await check(urls.fileJson(sha256), 'File');
      for (let number = 1; number <= archive.figures().messages; number += 1) {
        const message = (await check(urls.messageJson(number), 'Message')) as { thread: number };
        if (message.thread === number) await check(urls.threadJson(number), 'Thread');
      }
      const lines = (await (await ask(app, '/search.jsonl?q=')).text()).split('\n').filter((line) => line !== '');
      for (const line of lines) assert.deepEqual(faultsOf(JSON.parse(line), shape('Message')), []);
    }
  });

  it('keep the bounds and the words that the document gives each parameter', async () => {
    const app = createApp(odd.archive);
    for (const { path, parameters } of operations) {
      for (const { name, in: place, schema } of parameters) {
        if (place === 'path') continue;
        const status = async (value: string | number): Promise<number> => (await ask(app, `${path}?${name}=${value}`)).status;
        for (const word of schema.enum ?? []) assert.equal(await status(word!), 200, `${path} ${name}=${word}`);
        if (schema.enum !== undefined) assert.equal(await status('nothing-of-the-kind'), 400, `${path} ${name}`);
        if (schema.maximum === undefined) continue;
        for (const value of [schema.minimum!, schema.maximum]) assert.equal(await status(value), 200, `${path} ${name}=${value}`);
        for (const value of [schema.minimum! - 1, BigInt(schema.maximum) + 1n, '', 'x', '1.5']) {
          assert.equal(await status(String(value)), 400, `${path} ${name}=${value}`);
        }
      }
    }
    const longest = operations.flatMap(({ parameters }) => parameters.flatMap(({ schema }) => schema.maxLength ?? []))[0]!;
    assert.equal((await ask(app, `/search.json?q=${'a'.repeat(longest)}`)).status, 200);
    assert.equal((await ask(app, `/search.json?q=${'a'.repeat(longest + 1)}`)).status, 400);
  });

  it('take what the document says where nothing is asked', async () => {
    const app = createApp(demo.archive);
    for (const { path, parameters } of operations) {
      if (path.includes('{') || parameters.length === 0) continue;
      const unasked = parameters.flatMap(({ name, schema }) => (schema.default === undefined ? [] : [`${name}=${schema.default}`]));
      const [plain, spelled] = [await ask(app, path), await ask(app, `${path}?${unasked.join('&')}`)];
      assert.equal(await plain.text(), await spelled.text(), path);
    }
  });

  it('refuse in the shape and type that the document says', async () => {
    const app = createApp(odd.archive);
    const none = { number: '999999', thread: '999999', sha256: '0'.repeat(64), name: 'x', address: 'nobody%40nowhere.example' };
    for (const { path, parameters, responses } of operations) {
      const there = path.replace(/\{(\w+)\}/g, (_, name: keyof typeof none) => none[name]);
      const refused = async (status: number, response: Response) => {
        assert.equal(response.status, status, path);
        const [type, content] = Object.entries(responses[status]?.content ?? {})[0] ?? [];
        assert.equal(response.headers.get('content-type')?.split(';')[0], type, `${path} ${status}`);
        if (type === 'application/json') assert.deepEqual(faultsOf(await response.json(), content!.schema!), [], path);
      };
      if (path.includes('{')) await refused(404, await ask(app, there));
      if (parameters.some(({ name }) => name === 'q') && path.startsWith('/search'))
        await refused(400, await ask(app, `${there}?q=budget+(from:`));
      await refused(403, await ask(app, there, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }));
      await refused(405, await ask(app, there, {}, 'POST'));
      await refused(421, await ask(app, there, { host: 'elsewhere.example' }));
    }
  });

  it('are written as they are read where a list is long, and are the same data', async () => {
    const app = createApp(odd.archive);
    const long = await ask(app, urls.threadJson(longestThread(odd)));
    assert.equal(long.headers.get('etag') === null, Number(long.headers.get('content-length') ?? 0) === 0);
    assert.deepEqual(await long.json(), JSON.parse(JSON.stringify([...odd.archive.wholeThread(longestThread(odd))])));
    const everyone = await ask(app, '/people.json?limit=10000');
    assert.equal(everyone.headers.get('etag'), null, 'more than a million characters of people');
    assert.deepEqual(
      await everyone.json(),
      JSON.parse(JSON.stringify(odd.archive.people.list({ part: '', sort: 'sent', offset: 0, limit: 10_000 }))),
    );
  });
});

function longestThread({ archive }: TestArchive): number {
  return archive.largestThreads()[0]?.number ?? 1;
}

/** A route's pattern as the document writes it: `/messages/:number{[1-9][0-9]{0,9}\\.json}` → `/messages/{number}.json`. */
function documented(pattern: string): string {
  return pattern.replace(
    /:(\w+)(?:\{((?:[^{}]|\{[^{}]*\})*)\})?/g,
    (_, name: string, form = '') => `{${name}}${/(?:\\\.\w+)+$/.exec(form)?.[0].replaceAll('\\', '') ?? ''}`,
  );
}
