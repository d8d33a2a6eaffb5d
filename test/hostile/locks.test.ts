import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { mailFrame } from '../../src/pages/mail-html.ts';
import { english } from '../../src/pages/words/english.ts';
import { commonHeaders, mailHtmlPolicy, pagePolicy } from '../../src/web/policies.ts';
import { withoutChromium } from '../chromium.ts';
import { catcher, type Listener, listen } from './catcher.ts';
import { evilOf, nameOf } from './corpus/case.ts';
import { htmlCases } from './corpus/mails.ts';
import { type Seen, watch } from './watched.ts';

/** What protects a reader from a mail's own HTML, one lock at a time: each is to hold without the others. */
describe('with all other locks open', { skip: withoutChromium }, () => {
  let evil: Listener & { readonly asked: string[] };
  before(async () => {
    evil = await catcher();
  });
  after(() => evil?.close());

  interface Shown extends Seen {
    /** Cases that lie over what stands above them. */
    readonly covering: ReadonlySet<number>;
  }

  /** Shows the cases each in a frame of its own, thirty to a page and all in sight, and those that want the focus alone. */
  async function show(markupOf: (markup: string) => string, headers: Readonly<Record<string, string>>): Promise<Shown> {
    const covering = new Set<number>();
    const stand = await listen(({ url = '' }, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      const [, kind, from = '0', to = '0'] = /^\/(case|cases)(\d+)(?:-(\d+))?$/.exec(url) ?? [];
      if (kind === undefined) return void response.writeHead(204).end();
      if (kind === 'cases') {
        const frames = range(Number(from), Number(to)).map((index) => `<iframe src="/case${index}" width=800 height=500></iframe>`);
        return void response.end(`${head}<style>iframe{position:absolute;top:0;left:0}</style>${frames.join('')}`);
      }
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      const markup = htmlCases[Number(from)]?.markup(evilOf(Number(from), evil.port)) ?? '';
      response.end(markupOf(markup));
    });
    const seen = await watch(async ({ newPage }) => {
      const page = await newPage();
      for (let from = 0; from < htmlCases.length; from += 30) {
        await page.goto(`${stand.url}cases${from}-${Math.min(from + 30, htmlCases.length)}`);
        for (const frame of page.frames()) {
          const index = /\/case(\d+)$/.exec(frame.url())?.[1];
          const above =
            index === undefined
              ? 'archive-note'
              : await frame.evaluate('document.elementFromPoint(5, 15)?.className').catch(() => 'archive-note');
          if (above !== 'archive-note') covering.add(Number(index));
        }
      }
      const wantFocus = htmlCases.flatMap(({ name }, index) => (name.includes('focus') ? [index] : []));
      await Promise.all(
        wantFocus.map(async (index) => {
          const alone = await newPage();
          await alone.goto(`${stand.url}case${index}`);
          // What is focused by itself is so once the page was drawn, which a busy machine does late.
          await alone.waitForFunction('document.activeElement !== document.body', undefined, { timeout: 5_000 }).catch(() => undefined);
        }),
      );
    });
    stand.close();
    return { ...seen, covering };
  }

  it('each case of the corpus does in this browser the harm that it is said to do', async () => {
    const { ran, asked, covering } = await show(unsanitised, {});
    const wrong = htmlCases.flatMap(({ name, harm }, index) => {
      const did = [ran.has(nameOf(index)) && 'runs', asked.has(nameOf(index)) && 'asks', covering.has(index) && 'covers'].filter(Boolean);
      const isAsSaid = harm === 'nothing' || harm === 'clicked' ? did.length === 0 : did.includes(harm);
      return isAsSaid ? [] : [`${name}: ${did.join(', ') || 'nothing'}, not ${harm}`];
    });
    assert.deepEqual(wrong, []);
  });

  it('the sanitiser lets nothing run, ask, or cover', async () => {
    const { ran, asked, covering, complaints } = await show(sanitised, {});
    assert.deepEqual(
      { ran: [...ran], asked: [...asked], covering: namesOf(covering), complaints },
      { ran: [], asked: [], covering: [], complaints: [] },
    );
  });

  it('the policy of a mail lets nothing run, and nothing ask but by making ready to', async () => {
    const before = evil.asked.length;
    const { ran, asked, complaints } = await show(unsanitised, { ...commonHeaders, 'Content-Security-Policy': mailHtmlPolicy });
    assert.deepEqual([...ran], []);
    assert.deepEqual(evil.asked.slice(before), []);
    // A policy forbids requests; what a browser does to be quick with them, should they come, no policy forbids (Chromium 150): it looks
    // up a name, or opens a connection and says nothing. The sanitiser alone keeps that out.
    const ready = ['a name looked up before it is needed', 'a connection made before it is needed', 'a frame'];
    assert.deepEqual(
      namesOf(new Set([...asked].map((name) => Number(name.slice('case'.length))))).filter((name) => !ready.includes(name)),
      [],
    );
    assert.deepEqual(
      complaints.filter((complaint) => /^(?:dialog|popup|download)/.test(complaint)),
      [],
    );
  });

  it('the policy of the pages lets nothing run', async () => {
    const { ran, complaints } = await show(unsanitised, {
      ...commonHeaders,
      'Content-Security-Policy': pagePolicy.replace("frame-ancestors 'none'", ''),
    });
    assert.deepEqual([...ran], []);
    assert.deepEqual(
      complaints.filter((complaint) => /^(?:dialog|popup|download)/.test(complaint)),
      [],
    );
  });

  it('a click on anything in a mail leads nowhere, though the same clicks did harm before', async () => {
    const clickable = htmlCases.flatMap(({ harm }, index) => (harm === 'clicked' ? [index] : []));
    const clicks = async (markupOf: (markup: string) => string): Promise<string[]> => {
      const moved: string[] = [];
      const stand = await listen(({ url = '' }, response) => {
        response.setHeader('Content-Type', 'text/html; charset=utf-8');
        const index = Number(/^\/case(\d+)$/.exec(url)?.[1]);
        response.end(markupOf(htmlCases[index]?.markup(evilOf(index, evil.port)) ?? ''));
      });
      const { ran, asked } = await watch(async ({ newPage }) => {
        for (const index of clickable) {
          const page = await newPage();
          await page.goto(`${stand.url}case${index}`);
          const targets = page.locator('body *:not(script,style,map)');
          for (let each = 0; each < Math.min(await targets.count(), 4); each++) {
            await targets
              .nth(each)
              .click({ force: true, timeout: 500, noWaitAfter: true })
              .catch(() => undefined);
          }
          await page.waitForTimeout(50);
          if (page.url() !== `${stand.url}case${index}`) moved.push(nameOf(index));
          await page.close();
        }
      });
      stand.close();
      return [...new Set([...ran, ...asked, ...moved])];
    };
    const harmed = await clicks(unsanitised);
    assert.ok(harmed.length > clickable.length / 2, `${harmed.length} of ${clickable.length}`);
    assert.deepEqual(await clicks(sanitised), []);
  });
});

const head = '<!doctype html><meta charset=utf-8><link rel=icon href="data:,"><body style="margin:0">';

/** The mail as it is, below a line that looks like the one above a mail that is made safe. */
function unsanitised(markup: string): string {
  return `${head}<p class="archive-note" style="height:40px;margin:0;padding:0 16px;background:#eee">above</p><div>${markup}</div>`;
}

function sanitised(markup: string): string {
  return mailFrame(markup, {}, english);
}

function namesOf(indexes: ReadonlySet<number>): string[] {
  return [...indexes].map((index) => htmlCases[index]?.name ?? '');
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
