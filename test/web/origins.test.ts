import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isForeignUse } from '../../src/web/origins.ts';

describe('isForeignUse', () => {
  const asked = (site: string | undefined, mode: string, dest: string) =>
    isForeignUse((name) => ({ 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': dest })[name]);

  it('lets in the archive’s own pages, what a reader types, and what is no browser', () => {
    assert.equal(asked('same-origin', 'no-cors', 'style'), false);
    assert.equal(asked('same-origin', 'navigate', 'iframe'), false);
    assert.equal(asked('none', 'navigate', 'document'), false);
    assert.equal(asked(undefined, 'cors', 'empty'), false);
  });

  it('lets in a link from elsewhere, and nothing else', () => {
    for (const site of ['cross-site', 'same-site', 'what comes later']) {
      assert.equal(asked(site, 'navigate', 'document'), false);
      for (const [mode, dest] of [
        ['cors', 'empty'],
        ['no-cors', 'image'],
        ['no-cors', 'script'],
        ['navigate', 'iframe'],
        ['navigate', 'object'],
        ['websocket', 'websocket'],
      ] as const) {
        assert.equal(asked(site, mode, dest), true, `${site} ${mode} ${dest}`);
      }
    }
  });
});
