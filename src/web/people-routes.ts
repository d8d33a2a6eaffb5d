import { type Context, Hono } from 'hono';
import type { Archive } from '../archive/archive.ts';
import type { PeopleSort } from '../archive/people.ts';
import type { Site } from '../pages/layout.ts';
import { peopleListPage } from '../pages/people-list.ts';
import { personPage } from '../pages/person.ts';
import { urls } from '../pages/urls.ts';
import { peoplePerPage, peopleView, personView } from '../views/people.ts';
import { answerJson, answerPage } from './answers.ts';
import { oneOf, pageOf, wholeNumber } from './parameters.ts';
import { Refusal } from './refusal.ts';

/** Everyone whom a mail names, and each of them. */
export function peopleRoutes(archive: Archive, site: Site): Hono {
  const { errors, person } = site.words;
  const app = new Hono();
  const sortOf = (context: Context): PeopleSort | undefined => oneOf(context.req.query('sort'), ['sent', 'received', 'address']);
  const partOf = (context: Context): string => (context.req.query('q') ?? '').trim().slice(0, maxPart);

  app.get('/people', (context) => {
    const part = partOf(context);
    const sort = sortOf(context);
    const page = pageOf(context.req.query('page'));
    if (sort === undefined || page === undefined) throw new Refusal(400, errors.badRequest, errors.badPage);
    const found = archive.people.list({ part, sort, offset: (page - 1) * peoplePerPage, limit: peoplePerPage });
    const pages = Math.max(1, Math.ceil(found.total / peoplePerPage));
    if (page > pages) return context.redirect(urls.people({ q: part, sort, page: pages }), 303);
    return answerPage(context, peopleListPage(peopleView(found, { part, sort, page, pages }), site));
  });

  app.get('/people.json', (context) => {
    const part = partOf(context);
    const sort = sortOf(context);
    const limit = wholeNumber(context.req.query('limit') ?? '100', 0, maxJsonPeople);
    const offset = wholeNumber(context.req.query('offset') ?? '0', 0, Number.MAX_SAFE_INTEGER);
    if (sort === undefined || limit === undefined || offset === undefined) throw new Refusal(400, errors.badRequest, errors.badPage);
    return answerJson(context, archive.people.list({ part, sort, offset, limit }));
  });

  app.get('/people/:address{.+}', async (context) => {
    const asked = context.req.param('address');
    const view = await personView(archive, asked);
    if (view !== undefined) return answerPage(context, personPage(view, site));
    // Asked for second: somebody's address may itself end so.
    const record = asked.endsWith('.json') ? await archive.people.person(asked.slice(0, -'.json'.length)) : undefined;
    if (record === undefined) throw new Refusal(404, person.notThere, person.notThereLead);
    return answerJson(context, record);
  });
  return app;
}

const maxPart = 300;
const maxJsonPeople = 10_000;
