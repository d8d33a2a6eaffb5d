import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { after, before, describe, it } from 'node:test';
import type { Hono } from 'hono';
import type { Archive } from '../../src/archive/archive.ts';
import { csvHeader, csvLine } from '../../src/archive/csv.ts';
import type { MessageRecord } from '../../src/archive/record.ts';
import { createApp } from '../../src/web/app.ts';
import { startServer } from '../../src/web/server.ts';
import { readMboxOf, texts } from '../sources/mail/reading.ts';
import { messages, openTrove } from './trove.ts';

let trove: Awaited<ReturnType<typeof openTrove>>;
let app: Hono;
before(async () => {
  trove = await openTrove();
  app = createApp(trove.archive);
});
after(() => trove?.[Symbol.dispose]());

const get = (path: string, method = 'GET') => app.request(`http://localhost${path}`, { method });
async function records(q: string): Promise<MessageRecord[]> {
  const list: MessageRecord[] = [];
  for await (const record of trove.archive.list(q)) list.push(record);
  return list;
}

describe('what a search found', () => {
  it('is a table with the very lines of "chainmail list", in number order', async () => {
    const response = await get('/search.csv?q=budget');
    assert.equal(response.headers.get('content-type'), 'text/csv; charset=utf-8; header=present');
    assert.equal(await response.text(), csvHeader + (await records('budget')).map(csvLine).join(''));
  });

  it('is data, one message a line', async () => {
    const lines = (await (await get('/search.jsonl?q=')).text()).trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line)),
      JSON.parse(JSON.stringify(await records(''))),
    );
  });

  it('is mail, of which our own reader makes the same octets', async () => {
    const response = await get('/search.mbox?q=');
    assert.equal(response.headers.get('content-type'), 'application/mbox');
    const file = Buffer.from(await response.arrayBuffer());
    assert.match(file.toString('latin1'), /^From mboxrd@z Thu May 12 14:02:00 2016\n/);
    const stored = messages.slice(1).map((octets) => octets!.toString('latin1'));
    assert.deepEqual(texts(await readMboxOf(file)), stored);
  });

  it('may be nothing', async () => {
    assert.equal(await (await get('/search.csv?q=nothingofthekind')).text(), csvHeader);
    assert.equal(await (await get('/search.jsonl?q=nothingofthekind')).text(), '');
    assert.equal(await (await get('/search.mbox?q=nothingofthekind')).text(), '');
  });

  it('is saved under a safe name, and never shown', async () => {
    const { headers } = await get(`/search.csv?q=${encodeURIComponent('from:lena "draft budget" -subject:x/../y\u202e')}`);
    const [, name = ''] = /^attachment; filename="([^"]*)"/.exec(headers.get('content-disposition') ?? '') ?? [];
    assert.match(name, /^The Halden Files _ from_lena _draft budget_ -subject_x \.\. y\.csv$/);
    assert.match(headers.get('content-security-policy') ?? '', /^sandbox/);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.match((await get(`/search.mbox?q=${'x'.repeat(1500)}`)).headers.get('content-disposition') ?? '', /x{60}\.mbox"/);
  });

  it('is refused before its first octet where the query cannot be read', async () => {
    for (const form of ['csv', 'jsonl', 'mbox']) assert.equal((await get(`/search.${form}?q=from:(`)).status, 400, form);
    assert.equal(((await (await get('/search.jsonl?q=from:(')).json()) as { error: { at: number } }).error.at, 5);
  });

  it('is made only as it is taken: a HEAD asks for nothing, and a reader who goes away ends it', async () => {
    const { archive, given } = endlessArchive();
    const endless = createApp(archive);
    const head = await endless.request('http://localhost/search.mbox?q=', { method: 'HEAD' });
    assert.equal(head.status, 200);
    assert.deepEqual(given, { records: 1, octets: 0, ended: 0 });

    const reader = (await endless.request('http://localhost/search.mbox?q=')).body!.getReader();
    const { value } = await reader.read();
    assert.ok((value?.length ?? 0) >= 64 * 1024);
    const afterOne = given.octets;
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.equal(given.octets, afterOne);
    await reader.cancel();
    assert.equal(given.ended, 1);
  });

  it('ends when the connection does', async () => {
    const { archive, given, ended } = endlessArchive();
    const server = await startServer(createApp(archive), { host: '127.0.0.1', port: 0 });
    const download = request(`${server.url}search.mbox?q=`);
    download.on('error', () => {}).end();
    const [response] = await once(download, 'response');
    await once(response, 'data');
    download.destroy();
    await ended;
    assert.equal(given.ended, 1);
    await server.close();
  });

  it('breaks off where a message cannot be read, so that nobody takes a part for the whole', async () => {
    const broken = createApp({ ...trove.archive, octets: (number) => (number === 2 ? undefined : trove.archive.octets(number)) });
    await assert.rejects((await broken.request('http://localhost/search.mbox?q=')).arrayBuffer(), /Message 2 has no octets/);
  });
});

/** An archive whose every search finds mail without end, and what it has given of it. */
function endlessArchive() {
  const given = { records: 0, octets: 0, ended: 0 };
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const record = trove.archive.message(1)!;
  const archive: Archive = {
    ...trove.archive,
    async *list() {
      try {
        for (;;) {
          given.records += 1;
          yield record;
        }
      } finally {
        given.ended += 1;
        resolve();
      }
    },
    octets: (number) => {
      given.octets += 1;
      return trove.archive.octets(number);
    },
  };
  return { archive, given, ended };
}
