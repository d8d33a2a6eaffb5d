import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { sanitiseMailHtml } from '../../src/pages/mail-html.ts';
import { launchChromium, withoutChromium } from '../chromium.ts';
import { dangersOf } from './dangers.ts';
import { oddMarkup } from './grammar.ts';

/** How many pieces of markup are tried. A long hunt, with a new seed: `MUTATIONS=100000 PROPERTY_SEED=random npm test -- test/hostile/mutation.test.ts`. */
const tries = Number(process.env['MUTATIONS'] ?? 3_000);
const triesAtOnce = 500;

describe('whatever a mail is written like, in the parser of a real browser', { skip: withoutChromium }, () => {
  let browser: Browser;
  let page: Page;
  before(async () => {
    browser = await launchChromium();
    page = await browser.newPage();
    await page.goto('about:blank');
  });
  after(() => browser?.close());

  /** Of each markup, what is dangerous in what Chromium makes of it: as a part of a page, as a page, and written out and parsed again. */
  const parse = (markups: readonly string[]): Promise<string[]> => page.evaluate(dangersOf, markups);

  it('nothing dangerous is in what it makes of a sanitised mail, the second time either', async () => {
    const { seed = 0 } = fc.readConfigureGlobal() ?? {};
    for (let done = 0; done < tries; done += triesAtOnce) {
      const markups = fc.sample(oddMarkup, { numRuns: Math.min(triesAtOnce, tries - done), seed: seed + done });
      const dangers = await parse(markups.map((markup) => String(sanitiseMailHtml(markup) ?? '')));
      for (const [index, danger] of dangers.entries()) assert.equal(danger, '', JSON.stringify(markups[index]));
    }
  });

  it('and what it makes of the same mail as it came is dangerous more often than not', async () => {
    const markups = fc.sample(oddMarkup, { numRuns: 500, seed: 1 });
    const dangers = await parse(markups);
    assert.ok(dangers.filter((danger) => danger !== '').length > 250);
    for (const kind of ['script', 'svg', 'math', 'style', 'form', 'iframe', 'template', 'onerror', 'href', 'src']) {
      assert.ok(
        dangers.some((danger) => danger.includes(kind)),
        `never ${kind}`,
      );
    }
  });
});
