import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { addressesOf, boxOf, downloadBy, inBrowser, numberIn, readers, readingRoom, search } from './reading-room.ts';

describe('a message, in a real browser', inBrowser, () => {
  const room = readingRoom();

  const verdictOf = async (page: Page): Promise<string> =>
    (await page.getByRole('region', { name: 'Verdict', exact: true }).textContent()) ?? '';
  const openTabNamed = (page: Page, name: string | RegExp): Promise<void> =>
    page.getByRole('navigation', { name: 'Parts of this message' }).getByRole('link', { name, exact: true }).click();

  for (const { reader, javaScriptEnabled } of readers) {
    describe(reader, () => {
      it('is reached by a search, read in every part, and its .eml is the stored octets', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        const { number, sha256 } = await room.first('subject:"Draft budget" verdict:verified');
        await page.goto(room.url);
        await search(page, 'subject:"Draft budget" verdict:verified');
        await page.getByRole('article').first().getByRole('heading').getByRole('link').click();
        assert.match(await verdictOf(page), /DKIM verified/);
        assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), 'Draft budget');
        const parts = [
          ['As formatted', /made safe/],
          ['Evidence', /Signature 1: halden\.example passes/],
          [/^1\sattachment$/, /Budget €\.pdf/],
          ['Headers', /DKIM-Signature/],
          ['Source', /Octets 1 to/],
          ['Message', /We cannot publish the budget/],
        ] as const;
        for (const [name, holds] of parts) {
          await openTabNamed(page, name);
          assert.match((await page.getByRole('main').textContent()) ?? '', holds);
          assert.match(
            (await page.locator('.tabs [aria-current=page]').textContent()) ?? '',
            typeof name === 'string' ? new RegExp(name) : name,
          );
          assert.match(await verdictOf(page), /DKIM verified/);
          assert.equal(await boxOf(page), 'subject:"Draft budget" verdict:verified', 'every part stays within the search');
        }
        const file = await downloadBy(page, page.getByRole('link', { name: '↓ .eml' }));
        assert.equal(file.name, `${number}.eml`);
        assert.equal(hash('sha256', file.octets), sha256);
        assert.deepEqual(tab.complaints, []);
      });

      it('marks what the signature covers, in words too, and marks nothing where none holds', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        const marks = () =>
          page.locator('.fields .mark').evaluateAll((all) => all.map((mark) => (mark as unknown as { ariaLabel: string }).ariaLabel));
        await page.goto(`${room.url}messages/${(await room.first('verdict:verified')).number}`);
        assert.ok((await marks()).length >= 5);
        assert.deepEqual([...new Set(await marks())], ['covered by the signature']);
        const rewritten = await room.first('subject:"Minutes of June" verdict:headers-verified');
        await page.goto(`${room.url}messages/${rewritten.number}`);
        assert.equal((await marks()).at(-1), 'not covered by a signature that holds');
        assert.match((await page.locator('.fields').textContent()) ?? '', /the text is not the one that was signed/);
        for (const verdict of ['unverified', 'failed']) {
          await page.goto(`${room.url}messages/${(await room.first(`verdict:${verdict}`)).number}`);
          assert.deepEqual(await marks(), [], 'a row of empty circles tells no more than a line');
          assert.match((await page.locator('.legend').textContent()) ?? '', /No signature that holds covers any of this/);
        }
        assert.deepEqual(tab.complaints, []);
      });

      it('says in its banner what each verdict means, without alarm where there is none', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        const said = {
          verified: /DKIM verified.*selector/s,
          'verified-partly': /DKIM verified in part/,
          'headers-verified': /Headers verified.*the text is not proven/s,
          unverified: /Not verified.*nothing either way/s,
          failed: /Signature does not match.*no sign of forgery/s,
        };
        for (const [verdict, words] of Object.entries(said)) {
          await page.goto(`${room.url}messages/${(await room.first(`verdict:${verdict}`)).number}`);
          assert.match(await verdictOf(page), words);
          await page.getByRole('region', { name: 'Verdict' }).getByRole('link', { name: 'What this verdict means' }).click();
          assert.match(page.url(), new RegExp(`/about#${verdict}$`));
          assert.equal(await page.locator(`[id="${verdict}"]`).count(), 1);
        }
      });

      it('leads on and back through the search that one came from, and back to its page of results', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        await page.goto(`${room.url}search?q=verdict:verified&sort=date&page=2`);
        const found = await addressesOf(page.locator('.hits h2 a'));
        const first = numberIn(await page.locator('.hits').getAttribute('start'));
        await page.locator('.hits h2 a').nth(1).click();
        assert.match((await page.locator('.trail').textContent()) ?? '', new RegExp(`^${first + 1} of `));
        await page.locator('a[rel=next]').click();
        assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, found[2]);
        await page.locator('a[rel=prev]').click();
        await page.locator('a[rel=prev]').click();
        assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, found[0]);
        await page.getByRole('link', { name: 'back to the results' }).click();
        assert.equal(page.url(), `${room.url}search?q=verdict:verified&sort=date&page=2`);
      });

      it('without a search, leads to the messages before and after it by number', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        await page.goto(`${room.url}messages/7`);
        await page.locator('a[rel=next]').click();
        assert.equal(page.url(), `${room.url}messages/8`);
        await page.goto(`${room.url}messages/1`);
        assert.equal(await page.locator('a[rel=prev]').count(), 0);
      });

      it('keeps what it quotes folded under a line that says whose it is, and unfolds it', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        const { number } = await room.first('subject:"Re: Draft budget" from:otto@weiss.example');
        await page.goto(`${room.url}messages/${number}`);
        assert.equal(await page.locator('.own').first().isVisible(), true);
        const quote = page.locator('details.quote blockquote');
        assert.equal(await quote.isVisible(), false);
        await page.getByText(/On 12 May 2016 at 16:02, Lena Brandt wrote/).click();
        assert.equal(await quote.isVisible(), true);
        assert.match((await quote.textContent()) ?? '', /We cannot publish the budget before\n.*the council has met/);
        assert.deepEqual(tab.complaints, []);
      });

      it('shows its HTML in a frame that may do nothing, beside the plain text', async () => {
        await using tab = await room.openTab({ javaScriptEnabled, viewport: { width: 1280, height: 900 } });
        const { page } = tab;
        const { number } = await room.first('subject:"Draft budget" verdict:verified');
        await page.goto(`${room.url}messages/${number}/formatted`);
        assert.equal(await page.locator('iframe').getAttribute('sandbox'), '');
        const frame = page.frameLocator('iframe');
        assert.equal(await frame.locator('b').textContent(), 'cannot');
        assert.equal(await frame.locator('img').evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth), 1);
        assert.equal(await frame.locator('a[href]').count(), 0);
        const plain = page.getByRole('region', { name: 'Text of the e-mail' });
        assert.match((await plain.textContent()) ?? '', /We cannot publish the budget/);
        const [left, right] = [await page.locator('iframe').boundingBox(), await plain.boundingBox()];
        assert.ok(left && right && left.x + left.width <= right.x && Math.abs(left.y - right.y) < 80, 'side by side on a wide screen');
        await page.setViewportSize({ width: 390, height: 844 });
        const [above, below] = [await page.locator('iframe').boundingBox(), await plain.boundingBox()];
        assert.ok(above && below && above.y + above.height <= below.y && below.width > 300, 'one below the other on a phone');
        assert.deepEqual(tab.complaints, []);
      });

      it('hands its attachments over, and shows none of them', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        const { number, attachments } = await room.first('verdict:verified has:attachment');
        await page.goto(`${room.url}messages/${number}/attachments`);
        const link = page.getByRole('link', { name: /^Download/ }).first();
        const file = await downloadBy(page, link);
        assert.equal(hash('sha256', file.octets), attachments[0]?.sha256);
        const [address] = await addressesOf(link);
        const headers = (await page.request.get(new URL(address ?? '', room.url).href)).headers();
        assert.match(headers['content-disposition'] ?? '', /^attachment;/);
        assert.equal(headers['x-content-type-options'], 'nosniff');
        assert.match(headers['content-security-policy'] ?? '', /^sandbox/);
        assert.equal(await page.locator('main :is(img, object, embed, video, audio, iframe)').count(), 0);
        assert.deepEqual(tab.complaints, []);
      });

      it('tells the evidence in its order, down to the octets of the signature', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        const { number } = await room.first('verdict:verified');
        await page.goto(`${room.url}messages/${number}/evidence`);
        const terms = await page.locator('.signature').first().locator('dt').allTextContents();
        const order = ['Signer', 'Alignment', 'Key', 'Where it comes from', 'Headers', 'Body', 'Covers', 'Fields'];
        assert.deepEqual(
          terms.filter((term) => order.includes(term)),
          order,
        );
        const octets = page.locator('.signature pre').first();
        assert.equal(await octets.isVisible(), false);
        await page.getByText('The signature as it stands in the message').first().click();
        assert.match((await octets.textContent()) ?? '', /^DKIM-Signature: /);
        assert.ok((await page.getByRole('region', { name: 'How the verdict follows' }).getByRole('listitem').count()) > 0);
        await page.getByRole('link', { name: 'all that is known of this key' }).first().click();
        const target = decodeURIComponent(new URL(page.url()).hash.slice(1));
        assert.match(target, /\._domainkey\./);
        assert.equal(await page.locator('.selector:target').count(), 1, 'the browser finds the place that the address names');
        assert.deepEqual(tab.complaints, []);
      });

      it('tells of a failed signature what was altered, as far as it can be known', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        await page.goto(room.url);
        await page.getByRole('link', { name: /Signature does not match/ }).click();
        await page.goto(`${room.url}messages/${(await room.first('subject:"Council cancelled"')).number}`);
        await openTabNamed(page, 'Evidence');
        assert.match((await page.getByRole('main').textContent()) ?? '', /Not intact: the covered fields are not what was signed/);
      });

      it('draws the way that the mail took, in the order of its servers, with delays and zones', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        const { number } = await room.first('verdict:verified signer:halden-campaign.example');
        await page.goto(`${room.url}messages/${number}/headers`);
        const steps = page.locator('.path li');
        assert.ok((await steps.count()) >= 3);
        const times = await steps.locator('strong').allTextContents();
        const utc = times.map((time) => /\((?:.*, )?(\d\d:\d\d:\d\d) UTC\)/.exec(time)?.[1] ?? '');
        assert.ok(
          times.every((time) => /[+-]\d{4}/.test(time)),
          'each with its zone',
        );
        assert.deepEqual(utc, utc.toSorted());
        assert.match((await steps.nth(1).textContent()) ?? '', /later|in the same second/);
        const rows = page.locator('.headers tbody tr');
        assert.ok((await rows.count()) > 8);
        assert.equal(
          await rows
            .filter({ has: page.locator('th', { hasText: /^From$/ }) })
            .locator('.mark')
            .getAttribute('aria-label'),
          'covered by the signature',
        );
        assert.equal(
          await rows
            .filter({ has: page.locator('th', { hasText: /^Return-Path$/ }) })
            .locator('.mark')
            .getAttribute('aria-label'),
          'not covered by a signature that holds',
        );
      });

      it('shows its source as it is, whatever stands in it', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        const { number } = await room.first('from:eve@evil.example');
        await page.goto(`${room.url}messages/${number}/source`);
        assert.match((await page.locator('.source pre').textContent()) ?? '', /<script>alert\(1\)<\/script>/);
        await page.goto(`${room.url}messages/${number}`);
        assert.match(await page.title(), /<script>alert\(1\)<\/script>/);
        assert.deepEqual(tab.complaints, []);
      });

      it('stands beside its thread, which shows every message of it, each below the one that it answers', async () => {
        await using tab = await room.openTab({ javaScriptEnabled });
        const { page } = tab;
        const [thread] = room.archive.largestThreads();
        await page.goto(`${room.url}messages/${thread?.number}`);
        const near = page.getByRole('region', { name: 'In this thread' });
        assert.equal(await near.locator('[aria-current]').count(), 1);
        await near.getByRole('link', { name: /^All \d+ of this thread$/ }).click();
        const numbers = (await page.locator('.conversation .number').allTextContents()).map(numberIn);
        assert.deepEqual(
          numbers.toSorted((a, b) => a - b),
          room.archive.threadNumbers(thread?.number ?? 0).toSorted((a, b) => a - b),
        );
        assert.equal(numbers[0], thread?.number);
        await page.getByRole('article').last().getByRole('link', { name: /№/ }).first().click();
        assert.match(page.url(), new RegExp(`/messages/${numbers.at(-1)}$`));
        assert.deepEqual(tab.complaints, []);
      });
    });
  }
});
