import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Browser, Page } from 'playwright-core';
import { htmlToText } from '../../src/message/html-text.ts';
import { mailFrame } from '../../src/pages/mail-html.ts';
import { english } from '../../src/pages/words/english.ts';
import { launchChromium, withoutChromium } from '../chromium.ts';
import { hiddenTexts } from './corpus/hidden.ts';

/** Neither of these is on any page of a browser: it shows no templates and no remarks. */
const shownNowhere = ['a template', 'a remark of conditions'];
/** Each element makes its letters a little smaller, as it may: all of them together make them too small. The plain text has them. */
const tooSmall = ['letters that shrink with each element', 'letters that shrink with each smaller'];

describe('text that a mail hides from its reader', { skip: withoutChromium }, () => {
  let browser: Browser;
  let page: Page;
  before(async () => {
    browser = await launchChromium();
    page = await browser.newPage();
  });
  after(() => browser?.close());

  /** What cannot be seen of a mail in its frame, and why. */
  async function unseen(markup: string): Promise<string[]> {
    await page.setContent(mailFrame(markup, {}, english));
    return page.evaluate(unseenTexts);
  }

  for (const [name, markup] of Object.entries(hiddenTexts)) {
    if (shownNowhere.includes(name)) continue;
    if (tooSmall.includes(name))
      it(`is in the plain text, where it is hidden by ${name}`, () => assert.match(htmlToText(markup), /kept from sight/));
    else
      it(`is seen as formatted, where it is hidden by ${name}`, async () => {
        assert.deepEqual(await unseen(markup), []);
        assert.match(await page.locator('mail-body').innerText(), /kept from sight/);
      });
  }

  it('never has the colour of what it stands on, however colours are put into each other', async () => {
    const colour = fc.constantFrom(
      ...[
        '#fff',
        '#000',
        'white',
        'black',
        'WHITE',
        '#ffffff',
        '#fefefe',
        '#0000',
        '#fff0',
        '#12345',
        'rgb(255,255,255)',
        'rgb(0, 0, 0)',
        'rgb(255 255 255)',
      ],
      ...[
        'rgba(255,255,255,1)',
        'rgba(0,0,0,0)',
        'rgb(255,255,255,0)',
        'rgb(255.0.0,1,2)',
        'rgb(100%,100%,100%)',
        'rgb(300,300,300)',
        'transparent',
        'inherit',
        'snow',
        'canvas',
        'currentcolor',
        'chucknorris',
        'hsl(0,0%,100%)',
        'var(--x)',
        '#fff !important',
        '#000!important',
        '#FFF/**/',
        'whit\\65',
      ],
    );
    const property = fc.constantFrom(
      'color',
      'color',
      'color',
      'background-color',
      'background-color',
      'COLOR',
      '*color',
      '_color',
      'background',
      '-webkit-text-fill-color',
      'font-family',
      '--x',
      'c\\6flor',
    );
    const odd = fc.constantFrom(
      '',
      '',
      '',
      ';',
      "'",
      '"',
      '/*',
      '*/',
      "font-family:';color:#000;'",
      'x:url(;color:#000)',
      '}',
      '{',
      '(',
      ')',
      '!important',
    );
    const declaration = fc.tuple(property, colour, odd).map(([name, value, more]) => `${name}:${value};${more}`);
    const attributes = fc.record({
      style: fc.option(fc.array(declaration, { maxLength: 3 }).map((list) => list.join(''))),
      bgcolor: fc.option(colour),
      color: fc.option(colour),
    });
    const tag = fc.constantFrom(
      'p',
      'span',
      'font',
      'div',
      'td',
      'table',
      'b',
      'a href=https://x.example/',
      'body',
      'blockquote',
      'center',
    );
    const opened = fc
      .tuple(tag, attributes, fc.constantFrom('text', '', ' '))
      .map(
        ([name, { style, bgcolor, color }, text]) =>
          `<${name}${style === null ? '' : ` style="${style.replaceAll('"', '&quot;')}"`}${bgcolor === null ? '' : ` bgcolor="${bgcolor}"`}${color === null ? '' : ` color="${color}"`}>${name === 'table' ? `<tr${bgcolor === null ? '' : ` bgcolor="${bgcolor}"`}><td>` : ''}${text}`,
      );
    const markup = fc.array(
      fc.oneof(
        { weight: 5, arbitrary: opened },
        { weight: 1, arbitrary: fc.constantFrom('</p>', '</span>', '</font>', '</td></tr></table>', '</div>') },
      ),
      { minLength: 1, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(markup, async (pieces) => assert.deepEqual(await unseen(`${pieces.join('')}the end`), [])),
      { numRuns: Number(process.env['COLOURS'] ?? 300) },
    );
  });
});

interface SeenElement {
  readonly parentElement: SeenElement | null;
  getBoundingClientRect(): { readonly right: number; readonly bottom: number };
}
interface Seeing {
  readonly document: {
    createTreeWalker(root: unknown, what: number): { nextNode(): { readonly parentElement: SeenElement; readonly data: string } | null };
    querySelector(selector: string): unknown;
  };
  getComputedStyle(element: SeenElement): Readonly<Record<string, string>>;
}

/** Runs in the browser. The texts of a mail that have too little contrast, are too small, or stand where nobody can scroll to. */
function unseenTexts(): string[] {
  const { document, getComputedStyle } = globalThis as unknown as Seeing;
  const parts = (colour = '') => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const groundOf = (element: SeenElement | null): number[] => {
    if (element === null) return [255, 255, 255];
    const [red = 0, green = 0, blue = 0, alpha = 1] = parts(getComputedStyle(element)['backgroundColor']);
    const below = alpha < 1 ? groundOf(element.parentElement) : [0, 0, 0];
    return [red, green, blue].map((each, index) => each * alpha + (below[index] ?? 0) * (1 - alpha));
  };
  const luminance = (colour: readonly number[]) => {
    const [red = 0, green = 0, blue = 0] = colour.map((each) =>
      each / 255 <= 0.04045 ? each / 255 / 12.92 : ((each / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const found: string[] = [];
  const texts = document.createTreeWalker(document.querySelector('mail-body'), 4);
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    if (text.data.trim() === '') continue;
    const { color, fontSize = '0', visibility, display } = getComputedStyle(text.parentElement);
    const [darker = 0, lighter = 0] = [luminance(parts(color).slice(0, 3)), luminance(groundOf(text.parentElement))].sort((a, b) => a - b);
    const { right, bottom } = text.parentElement.getBoundingClientRect();
    if ((lighter + 0.05) / (darker + 0.05) < 1.29 || (parts(color)[3] ?? 1) < 0.5)
      found.push(`${text.data}: ${color} on ${groundOf(text.parentElement)}`);
    if (Number.parseFloat(fontSize) < 5) found.push(`${text.data}: ${fontSize}`);
    if (visibility !== 'visible' || display === 'none' || right < 0 || bottom < 0) found.push(`${text.data}: not there`);
  }
  return found;
}
