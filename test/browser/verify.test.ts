import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { Hono } from 'hono';
import type { Browser, Page } from 'playwright-core';
import { createNodeCrypto } from '../../src/archive/node-crypto.ts';
import { assessMessage } from '../../src/evidence/judge.ts';
import type { StoredKey } from '../../src/evidence/keys/key.ts';
import { keyRingOf } from '../../src/evidence/keys/key-ring.ts';
import { stepsRecord } from '../../src/evidence/steps/record.ts';
import { explainSignature } from '../../src/evidence/steps/steps.ts';
import { parseMessage } from '../../src/message/message.ts';
import { english } from '../../src/pages/words/english.ts';
import { createApp } from '../../src/web/app.ts';
import { startServer } from '../../src/web/server.ts';
import { testKey } from '../archive/mail.ts';
import { launchChromium } from '../chromium.ts';
import { readInputs, readLetterKeys } from '../evidence/signed/inputs.ts';
import { hostileMails } from '../hostile/corpus/mails.ts';
import { scratchFolder } from '../scratch.ts';
import { inBrowser, readingRoom } from './reading-room.ts';

const labels = new Map(Object.entries(english.judgement.verdicts).map(([verdict, { label }]) => [label, verdict]));

/** Keys as a reader has them: in a key file, which says nothing of recovered ones. */
const letterKeys = readLetterKeys().filter(({ tier }) => tier === 'archived');
const iso = (seconds: number | undefined) => (seconds === undefined ? undefined : new Date(seconds * 1000).toISOString());
const keyLine = ({ domain, selector, record, source, ...times }: StoredKey): string =>
  `${JSON.stringify({
    ...{ domain, selector, record, source },
    firstSeen: iso(times.firstSeenSeconds),
    lastSeen: iso(times.lastSeenSeconds),
    privateKeyPublicSince: iso(times.privateKeyPublicSinceSeconds),
  })}\n`;
const keyFile = { name: 'keys.jsonl', mimeType: '', buffer: Buffer.from(letterKeys.map(keyLine).join('')) };
const letters = readInputs().filter(({ hasOriginalOctets }) => hasOriginalOctets);
const mailFile = ({ name, base64 }: { name: string; base64: string }) => ({
  name: `${name}.eml`,
  mimeType: 'message/rfc822',
  buffer: Buffer.from(base64, 'base64'),
});

/** What Node says of a message: its verdict, and the digests of each step of each signature. */
function saidByNode(octets: Uint8Array): string {
  const message = parseMessage(octets);
  const context = { keys: keyRingOf(letterKeys), crypto: createNodeCrypto() };
  const { evidence, judgement } = assessMessage(message, context);
  const steps = evidence.signatures.map((each) => stepsRecord(explainSignature(message, each, context)));
  const digests = steps.flatMap(({ header, keys }) => [
    ...(header ? [header.computed] : []),
    ...(keys ?? []).flatMap(({ digest }) => digest ?? []),
  ]);
  return [judgement.verdict, ...digests].join(' ');
}

/** The same, as it stands on the page. */
async function saidByPage(page: Page): Promise<string[]> {
  const articles = await page.locator('.verified-here').all();
  return Promise.all(
    articles.map(async (article) => {
      const label = ((await article.locator('.verdict-line').textContent()) ?? '').trim();
      const hex = (await article.locator('.facts code').allTextContents()).flatMap(
        (text) => /^(?:sha\d+ )?([0-9a-f]{40}(?:[0-9a-f]{24})?)$/.exec(text)?.[1] ?? [],
      );
      return [labels.get(label), ...dropSeconds(hex)].join(' ');
    }),
  );
}

/** A digest that was compared stands on the page twice: as what was signed, and beside it as what was computed. */
function dropSeconds(digests: readonly string[]): string[] {
  const [first, ...rest] = digests;
  return first === undefined ? [] : [first, ...rest];
}

describe('verifying in a real browser', inBrowser, () => {
  const room = readingRoom();

  describe('the page that verifies any mail', () => {
    it('agrees with Node on every signed letter', async () => {
      await using tab = await room.openTab();
      await tab.page.goto(`${room.url}verify`);
      await verifyLetters(tab.page);
      assert.deepEqual(tab.complaints, []);
    });

    it('agrees with it from a saved copy too, with the network cut', async () => {
      using scratch = scratchFolder();
      const copy = join(scratch.path, 'saved copy.html');
      writeFileSync(copy, Buffer.from(await (await fetch(`${room.url}verify`)).arrayBuffer()));
      await using tab = await room.openTab({ offline: true });
      await tab.page.goto(pathToFileURL(copy).href);
      await verifyLetters(tab.page);
      assert.deepEqual(
        tab.complaints.filter((complaint) => !complaint.startsWith('asked file:')),
        [],
      );
      assert.ok(!(await tab.page.locator('.masthead nav').isVisible()), 'links that lead nowhere are not shown');
    });

    async function verifyLetters(page: Page): Promise<void> {
      await page.setInputFiles('#mails', letters.map(mailFile));
      await page.setInputFiles('#keys', keyFile);
      await page.getByText(`${letters.length} e-mails verified with ${letterKeys.length} keys.`).waitFor({ timeout: 180_000 });
      const said = await saidByPage(page);
      assert.equal(said.length, letters.length);
      for (const [index, { name, base64 }] of letters.entries()) {
        const [verdict, ...digests] = saidByNode(Buffer.from(base64, 'base64')).split(' ');
        const [shown, ...onPage] = said[index]!.split(' ');
        assert.equal(shown, verdict, name);
        for (const digest of digests) assert.ok(onPage.includes(digest), `${name}: ${digest}`);
      }
    }

    it('can send nothing anywhere', async () => {
      await using tab = await room.openTab();
      await tab.page.goto(`${room.url}verify`);
      const refused = await tab.page.evaluate("fetch('/index.json').then(() => 'fetched', () => 'refused')");
      assert.equal(refused, 'refused');
      assert.match(tab.complaints.join(), /Content Security Policy/);
    });

    it('is used by the keyboard alone, and says aloud what it does', async () => {
      await using tab = await room.openTab();
      const { page } = tab;
      await page.goto(`${room.url}verify`);
      assert.equal(await page.locator('#verify-status').getAttribute('role'), 'status');
      const [key] = letterKeys;
      await page.setInputFiles('#mails', mailFile(letters.find(({ name }) => name === 'verified')!));
      await page.getByText('1 e-mail verified with 0 keys.').waitFor({ timeout: 180_000 });
      await page.getByText('A key record as text').focus();
      await page.keyboard.press('Enter');
      for (const text of [key!.domain, key!.selector]) {
        await page.keyboard.press('Tab');
        await page.keyboard.type(text);
      }
      await page.keyboard.press('Tab');
      await page.keyboard.insertText(key!.record);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByText('1 e-mail verified with 1 key.').waitFor({ timeout: 180_000 });
      assert.match((await page.locator('.verdict-line').textContent()) ?? '', /DKIM verified/);
      await page.getByRole('button', { name: 'Start again' }).press('Enter');
      await page.locator('.verified-here').waitFor({ state: 'detached' });
    });

    it('says what is wrong with a file, and what to do', async () => {
      await using tab = await room.openTab();
      const { page } = tab;
      await page.goto(`${room.url}verify`);
      const file = (name: string, text: string) => ({ name, mimeType: '', buffer: Buffer.from(text) });
      await page.setInputFiles('#mails', file('photo.eml', '\u0001\u0002 no mail'));
      await page.getByText('photo.eml is no e-mail').waitFor({ timeout: 180_000 });
      await page.setInputFiles('#keys', file('keys.jsonl', '{"domain":"a.example"}\nnothing\n'));
      await page.getByText('keys.jsonl: 2 lines are no keys. The first: line 1').waitFor({ timeout: 180_000 });
    });

    it('hands over the octets that it shows', async () => {
      await using tab = await room.openTab();
      const { page } = tab;
      await page.goto(`${room.url}verify`);
      await page.setInputFiles('#mails', mailFile(letters.find(({ name }) => name === 'verified')!));
      const [download] = await Promise.all([page.waitForEvent('download'), page.locator('button[data-octets=body]').click()]);
      assert.equal(download.suggestedFilename(), 'signature-1-body.bin');
      assert.match(readFileSync(await download.path(), 'latin1'), /^Ben,\r\n\r\nthe lamp was lit at nine\. Nobody/);
    });

    for (const colorScheme of ['light', 'dark'] as const) {
      it(`has no fault that axe knows once it shows results, in the ${colorScheme}, and is no wider than a phone`, async () => {
        await using tab = await room.openTab({ colorScheme, viewport: { width: 320, height: 700 } });
        const { page } = tab;
        await page.goto(`${room.url}verify`);
        await page.setInputFiles('#keys', keyFile);
        await page.setInputFiles('#mails', letters.slice(0, 12).map(mailFile));
        await page.getByText(/^12 e-mails verified/).waitFor({ timeout: 180_000 });
        for (const details of await page.locator('.steps:not([open]) summary').all()) await details.click();
        await page.evaluate(axe.source);
        const { violations } = (await page.evaluate("axe.run({ resultTypes: ['violations'] })")) as axe.AxeResults;
        assert.deepEqual(
          violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`),
          [],
        );
        assert.equal(await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth), 0);
      });
    }
  });

  describe('a message that is verified again', () => {
    it('gets the verdict of the archive, from its own page, whatever the verdict', async () => {
      for (const query of [
        'verdict:verified',
        'verdict:failed',
        'verdict:verified-partly',
        'verdict:headers-verified',
        'verdict:unverified',
      ]) {
        const { number, verdict } = await room.first(query);
        await using tab = await room.openTab();
        const { page } = tab;
        await page.goto(`${room.url}messages/${number}/evidence`);
        await page.getByRole('link', { name: 'Verify again in this browser' }).click();
        await page.locator('.verified-here').waitFor({ timeout: 180_000 });
        assert.equal(labels.get(((await page.locator('.verdict-line').textContent()) ?? '').trim()), verdict, query);
        await page.getByText('The archive says the same.').waitFor({ timeout: 180_000 });
        assert.deepEqual(tab.complaints, []);
      }
    });

    it('is told, where the archive cannot be reached, what to do', async () => {
      const { number } = await room.first('verdict:verified');
      await using tab = await room.openTab();
      const { page } = tab;
      await page.route('**/*.eml', (route) => route.abort());
      await page.goto(`${room.url}messages/${number}/verify`);
      await page.getByText('The archive could not be reached.').waitFor({ timeout: 180_000 });
    });

    it('is that of this archive, where the browser keeps one of that number of an archive that was served there before', async () => {
      const { number } = await room.first('verdict:verified');
      const octets = room.archive.octets((await room.first('verdict:failed')).number)!;
      const other = new Hono()
        .get('/', (context) => context.text('here'))
        .get('/messages/*', (context) => context.body(new Uint8Array(octets), 200, { 'Cache-Control': 'max-age=31536000, immutable' }));
      await using tab = await room.openTab();
      const before = await startServer(other, { host: '127.0.0.1', port: 0 });
      await tab.page.goto(before.url);
      await tab.page.evaluate(`fetch('/messages/${number}.eml').then((answer) => answer.text())`);
      await before.close();
      const now = await startServer(createApp(room.archive), { host: '127.0.0.1', port: Number(new URL(before.url).port) });
      try {
        await tab.page.goto(`${now.url}messages/${number}/verify`);
        await tab.page.getByText('The archive says the same.').waitFor({ timeout: 60_000 });
      } finally {
        await now.close();
      }
    });

    it('is not tested where other octets come than those of the page, and that is told', async () => {
      const { number } = await room.first('verdict:verified');
      const octets = room.archive.octets((await room.first('verdict:failed')).number)!;
      await using tab = await room.openTab();
      const { page } = tab;
      await page.route('**/*.eml', (route) => route.fulfill({ body: Buffer.from(octets) }));
      await page.goto(`${room.url}messages/${number}/verify`);
      await page.getByText('is not the message of this page').waitFor({ timeout: 60_000 });
      assert.equal(await page.locator('.verified-here').count(), 0);
    });

    it('is told without JavaScript how the command line does the same', async () => {
      const { number } = await room.first('verdict:verified');
      await using tab = await room.openTab({ javaScriptEnabled: false });
      for (const path of [`messages/${number}/verify`, 'verify', `messages/${number}/evidence`]) {
        await tab.page.goto(room.url + path);
        assert.match(await tab.page.locator('main').innerText(), /chainmail verify .* --explain/, path);
        assert.ok(await tab.page.locator('#verify-form').isHidden());
      }
    });
  });

  describe('a hostile mail on the page that verifies', () => {
    let browser: Browser;
    before(async () => {
      browser = await launchChromium();
    });
    after(() => browser?.close());

    it('runs nothing, asks for nothing, and is text from end to end', async () => {
      const mails = hostileMails(9, testKey('evil.example', 'x'));
      const context = await browser.newContext({ locale: 'en' });
      const page = await context.newPage();
      const seen: string[] = [];
      page.on('dialog', (dialog) => seen.push(dialog.message()));
      page.on('request', (request) => seen.push(request.url()));
      page.on('console', (message) => seen.push(message.text()));
      page.on('pageerror', (error) => seen.push(error.message));
      await page.exposeFunction('owned', (by: unknown) => void seen.push(`ran ${by}`));
      await page.goto(`${room.url}verify`);
      seen.length = 0;
      const markup = '<img src=x onerror=owned(1)><script>owned(2)</script>';
      // Where a mail is shown most: in what its signature covers, in its field, and in the name of its file.
      const signature = (body: string) =>
        `DKIM-Signature: v=1; a=rsa-sha256; c=simple/simple; d=evil.example; s=x${markup.length}; h=from:subject; bh=AAAA; b=AAAA; n=${markup}\r\n${body}`;
      const files = mails.map(({ octets }, index) => ({
        name: `${markup.replaceAll('/', '')} ${index}.eml`,
        mimeType: '',
        buffer: Buffer.from(signature(octets.toString('latin1')), 'latin1'),
      }));
      await page.setInputFiles('#mails', files);
      await page.setInputFiles('#keys', {
        name: `${markup.replaceAll('/', '')}.jsonl`,
        mimeType: '',
        buffer: Buffer.from(`{"domain":"${markup}"}`),
      });
      await page.getByText(new RegExp(`^${files.length} e-mails verified`)).waitFor({ timeout: 180_000 });
      const elements = await page
        .locator('#verify-results, #verify-problems')
        .locator('script, img, iframe, a, style, form, svg:not(.shape), object, link')
        .count();
      assert.equal(elements, 0);
      const handlers = await page
        .locator('#verify-results *')
        .evaluateAll((all) =>
          all
            .flatMap((each) => (each as unknown as { getAttributeNames(): string[] }).getAttributeNames())
            .filter((name) => name.startsWith('on')),
        );
      assert.deepEqual(handlers, []);
      assert.deepEqual(seen, []);
      await context.close();
    });
  });
});
