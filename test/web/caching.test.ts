import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createApp } from '../../src/web/app.ts';
import { openTrove } from './trove.ts';

let trove: Awaited<ReturnType<typeof openTrove>>;
before(async () => (trove = await openTrove()));
after(() => trove?.[Symbol.dispose]());

const get = (path: string, headers: Record<string, string> = {}) =>
  createApp(trove.archive).request(`http://localhost${path}`, { headers });

describe('a cache', () => {
  it('asks each time for the octets of a message: another archive, served here later, has others under that number', async () => {
    const response = await get('/messages/1.eml');
    assert.equal(response.headers.get('cache-control'), 'no-cache');
    const tag = `"${trove.archive.message(1)?.sha256}"`;
    assert.equal(response.headers.get('etag'), tag);
    assert.equal((await get('/messages/1.eml', { 'if-none-match': tag })).status, 304);
  });

  it('may keep a file whose address is its hash', async () => {
    const { sha256 } = trove.archive.message(1)!.attachments[0]!;
    const response = await get(`/attachments/${sha256}/Budget.pdf`);
    assert.equal(response.headers.get('cache-control'), 'max-age=31536000, immutable');
  });
});
