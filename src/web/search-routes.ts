import { Hono } from 'hono';
import type { Archive, Hit } from '../archive/archive.ts';
import { atomFeed } from '../pages/feed.ts';
import { resultsPage } from '../pages/results.ts';
import { type Sort, urls } from '../pages/urls.ts';
import { english } from '../pages/words/english.ts';
import { languageOf } from '../pages/words/languages.ts';
import { feedView } from '../views/feed.ts';
import { hitsPerPage, resultsView } from '../views/results.ts';
import { answerFeed, answerPage } from './answers.ts';
import { limits, searchSorts } from './api/limits.ts';
import { answerLongJson } from './long-json.ts';
import { oneOf, pageOf, wholeNumber } from './parameters.ts';
import { refusals } from './refusal.ts';

/** What a query finds, as a page and as data. */
export function searchRoutes(archive: Archive): Hono {
  const app = new Hono();

  app.get('/search', async (context) => {
    const q = (context.req.query('q') ?? '').trim();
    const sort = sortOf(context.req.query('sort'));
    const page = pageOf(context.req.query('page'));
    if (sort === undefined || page === undefined) throw refusals.badRequest();
    const found = await archive.search(q, { sort, offset: (page - 1) * hitsPerPage, limit: hitsPerPage });
    const pages = Math.max(1, Math.ceil(found.total / hitsPerPage));
    if (page > pages) return context.redirect(urls.search({ q, sort, page: pages }), 303);
    return answerPage(context, resultsPage(await resultsView(archive, found, { q, sort, page, pages }), context.var.site));
  });

  app.get('/search.json', async (context) => {
    const q = (context.req.query('q') ?? '').trim();
    const sort = sortOf(context.req.query('sort'));
    const limit = wholeNumber(context.req.query('limit') ?? String(limits.hits.unasked), 0, limits.hits.most);
    const offset = wholeNumber(context.req.query('offset') ?? '0', 0, Number.MAX_SAFE_INTEGER);
    if (sort === undefined || limit === undefined || offset === undefined) throw refusals.badRequest();
    const { hits, ...head } = await archive.find(q, { sort, offset, limit });
    return answerLongJson(context, { head, name: 'hits', items: plainHits(hits) });
  });

  app.get('/search.atom', async (context) => {
    const q = (context.req.query('q') ?? '').trim();
    // By its address alone: whoever fetches a feed for others must not settle their language.
    const words = languageOf(context.req.query('lang')) ?? english;
    return answerFeed(context, atomFeed(await feedView(archive, q), { ...context.var.site, words }));
  });
  return app;
}

function* plainHits(hits: Iterable<Hit>): Generator<object> {
  for (const hit of hits) yield { ...hit, snippet: hit.snippet.map(({ text }) => text).join('') };
}

/** @returns undefined where the text names no order; none is the newest first. */
export function sortOf(text: string | undefined): Sort | undefined {
  return oneOf(text, searchSorts);
}
