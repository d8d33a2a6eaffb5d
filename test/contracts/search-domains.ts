import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseQuery } from '../../src/query/parse.ts';
import { type SampleMessage, type SearchFixture, sampleMessage } from './search-sample.ts';

/** What every engine behind `SearchIndex` makes of domains that are not of plain letters. */
export function describeDomains(engine: string, open: () => SearchFixture): void {
  const find = async (messages: readonly SampleMessage[], text: string) => {
    using fixture = open();
    fixture.add(messages);
    const parsed = parseQuery(text);
    assert.ok(parsed.ok, text);
    return await fixture.index.all(parsed.query);
  };

  describe(`${engine}: domains`, () => {
    it('domain, signer and whole addresses find a domain in Unicode and as A-labels', async () => {
      const messages = [
        sampleMessage({ from: [{ address: 'lena@bücher.example' }] }),
        sampleMessage({ from: [{ address: 'lena@post.xn--bcher-kva.example' }] }),
        sampleMessage({ to: [{ address: 'lena@xn--bcher-kva.example' }], signatures: [{ signer: 'xn--bcher-kva.example', passes: true }] }),
        sampleMessage({ from: [{ address: 'marie-lena@bücher.example' }], to: [{ address: 'Lena@Bücher.example' }] }),
      ];
      for (const domain of ['bücher.example', 'BÜCHER.example.', 'bu\u0308cher。example', 'xn--bcher-kva.example']) {
        assert.deepEqual(await find(messages, `domain:${domain}`), [1, 2, 4], domain);
        assert.deepEqual(await find(messages, `signer:${domain}`), [3], domain);
      }
      for (const address of ['lena@bücher.example', 'lena@xn--bcher-kva.example']) {
        assert.deepEqual(await find(messages, `from:${address}`), [1], address);
        assert.deepEqual(await find(messages, `to:${address}`), [3, 4], address);
      }
    });
  });
}
