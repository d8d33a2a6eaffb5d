import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import type { Hono } from 'hono';
import { chooseLanguage } from '../../src/pages/words/languages.ts';
import { createApp } from '../../src/web/app.ts';
import { openTrove } from './trove.ts';

describe('the language of a page', () => {
  let trove: Awaited<ReturnType<typeof openTrove>>;
  let app: Hono;
  before(async () => {
    trove = await openTrove();
    app = createApp(trove.archive);
  });
  after(() => trove?.[Symbol.dispose]());

  const get = (path: string, headers: Record<string, string> = {}) => app.request(`http://localhost${path}`, { headers });
  const languageOf = async (path: string, headers: Record<string, string> = {}) =>
    /<html lang="(\w+)">/.exec(await (await get(path, headers)).text())?.[1];

  it('is what the browser asks for, and English where it asks for none that is spoken', async () => {
    assert.equal(await languageOf('/', { 'accept-language': 'fr-CH, fr;q=0.9, en;q=0.8' }), 'fr');
    assert.equal(await languageOf('/', { 'accept-language': 'de, ja;q=0.5' }), 'en');
    assert.equal(await languageOf('/'), 'en');
  });

  it('is kept in a cookie once a link has chosen it, which holds nothing else', async () => {
    const chosen = await get('/about?lang=fr', { 'accept-language': 'en' });
    assert.match(await chosen.text(), /<html lang="fr">/);
    const cookie = chosen.headers.get('set-cookie') ?? '';
    assert.equal(cookie, 'lang=fr; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly');
    assert.equal(await languageOf('/people', { 'accept-language': 'en', cookie: `theme=x; ${cookie.split(';')[0]}` }), 'fr');
    assert.equal(await languageOf('/people?lang=en', { cookie: 'lang=fr' }), 'en');
    assert.equal((await get('/about', { cookie: 'lang=fr' })).headers.get('set-cookie'), null);
  });

  it('changes by a link to this very page', async () => {
    const page = await (await get('/search?q=budget&sort=date&lang=fr')).text();
    assert.match(page, /<a href="\/search\?q=budget&amp;sort=date&amp;lang=en" hreflang="en" lang="en"[^>]*>English<\/a>/);
    assert.match(page, /<link rel="canonical" href="\/search\?q=budget&amp;sort=date">/);
    assert.match(page, /<link rel="alternate" hreflang="fr" href="\/search\?q=budget&amp;sort=date&amp;lang=fr">/);
  });

  it('never makes of an address a link to another server', async () => {
    for (const path of ['//evil.example/x', '/\\evil.example', '/%2f/evil.example', '//evil.example?lang=fr']) {
      for (const [, link] of (await (await get(path)).text()).matchAll(/href="([^"]*)"/g))
        assert.match(link!, /^(?:\/(?![/\\])|#|data:,$)/);
    }
  });

  it('is that of refusals and of query errors too', async () => {
    const french = { 'accept-language': 'fr' };
    assert.match(await (await get('/nothing', french)).text(), /Cette page n’existe pas/);
    assert.match(
      await (await get('/search?q=a+(b', french)).text(),
      /Au caractère 3, il faudrait une «\u00a0\)\u00a0» qui ferme la parenthèse/,
    );
    assert.match(await (await get('/search?page=x', french)).text(), /Une page est un nombre/);
    assert.match(await (await get('/', { ...french, host: 'evil.example' })).text(), /Ce serveur ne répond pas à ce nom/);
  });

  it('is told to caches, and each language has its own tag', async () => {
    const [english, french] = await Promise.all([get('/about'), get('/about', { 'accept-language': 'fr' })]);
    assert.equal(french.headers.get('vary'), 'Accept-Language, Cookie');
    const tag = english.headers.get('etag') ?? '';
    assert.notEqual(tag, french.headers.get('etag'));
    assert.equal((await get('/about', { 'accept-language': 'fr', 'if-none-match': tag })).status, 200);
    assert.equal((await get('/about', { 'if-none-match': tag })).status, 304);
  });

  it('changes nothing of data: that is in English for everyone', async () => {
    for (const path of [
      '/messages/1.json',
      '/search.json?q=(',
      '/nothing.json',
      '/search.csv?q=',
      '/messages/1.eml',
      '/search.atom?q=budget',
    ]) {
      const [plain, french] = await Promise.all([get(path), get(path, { 'accept-language': 'fr', cookie: 'lang=fr' })]);
      assert.equal(await plain.text(), await french.text(), path);
    }
    assert.match(await (await get('/search.atom?q=budget&lang=fr')).text(), /xml:lang="fr"[\s\S]*lang=fr"\/>/);
  });

  it('is English or French, whatever a stranger sends', async () => {
    for (const cookie of ['lang=', 'lang=xx', 'lang=fr"><script>', `lang=${'f'.repeat(9_000)}`, ';;;===;', 'xlang=fr']) {
      assert.equal(await languageOf('/about', { cookie }), 'en', cookie.slice(0, 40));
    }
    const odd = await get('/about?lang=%22%3E%3Cb%3E');
    assert.equal(odd.headers.get('set-cookie'), null);
    assert.doesNotMatch(await odd.text(), /<b>/);
  });
});

describe('chooseLanguage', () => {
  const choices: [field: string | undefined, language: string][] = [
    [undefined, 'en'],
    ['', 'en'],
    ['fr', 'fr'],
    ['FR-ca', 'fr'],
    ['en-GB, fr', 'en'],
    ['en;q=0.7, fr;q=0.8', 'fr'],
    ['de, fr;q=0.1', 'fr'],
    ['en;q=0, *', 'fr'],
    ['fr;q=0, *;q=0.5', 'en'],
    ['en;q=0, fr;q=0', 'en'],
    ['*', 'en'],
    ['frx', 'en'],
    ['fr;q=2, en;q=x', 'en'],
    [', ,fr ; q=0.5 ,', 'fr'],
    [`${'de,'.repeat(400)}fr`, 'en'],
  ];
  for (const [field, language] of choices) {
    it(`answers ${field === undefined ? 'nothing' : `"${field.slice(0, 30)}"`} in ${language} (RFC 9110 §12.5.4)`, () => {
      assert.equal(chooseLanguage(field).language, language);
    });
  }

  it('never throws, whatever the field', () =>
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (field) => assert.match(chooseLanguage(field).language, /^(?:en|fr)$/))));
});
