import { type Context, Hono } from 'hono';
import type { Archive } from '../archive/archive.ts';
import type { PeopleSort } from '../archive/people.ts';
import { peopleListPage } from '../pages/people-list.ts';
import { personPage } from '../pages/person.ts';
import { urls } from '../pages/urls.ts';
import { peoplePerPage, peopleView, personView } from '../views/people.ts';
import { answerJson, answerPage } from './answers.ts';
import { oneOf, pageOf, wholeNumber } from './parameters.ts';
import { Refusal, refusals } from './refusal.ts';

/** Everyone whom a mail names, and each of them. */
export function peopleRoutes(archive: Archive): Hono {
  const app = new Hono();
  const sortOf = (context: Context): PeopleSort | undefined => oneOf(context.req.query('sort'), ['sent', 'received', 'address']);
  const partOf = (context: Context): string => (context.req.query('q') ?? '').trim().slice(0, maxPart);

  app.get('/people', (context) => {
    const part = partOf(context);
    const sort = sortOf(context);
    const page = pageOf(context.req.query('page'));
    if (sort === undefined || page === undefined) throw refusals.badRequest();
    const found = archive.people.list({ part, sort, offset: (page - 1) * peoplePerPage, limit: peoplePerPage });
    const pages = Math.max(1, Math.ceil(found.total / peoplePerPage));
    if (page > pages) return context.redirect(urls.people({ q: part, sort, page: pages }), 303);
    return answerPage(context, peopleListPage(peopleView(found, { part, sort, page, pages }), context.var.site));
  });

  app.get('/people.json', (context) => {
    const part = partOf(context);
    const sort = sortOf(context);
    const limit = wholeNumber(context.req.query('limit') ?? '100', 0, maxJsonPeople);
    const offset = wholeNumber(context.req.query('offset') ?? '0', 0, Number.MAX_SAFE_INTEGER);
    if (sort === undefined || limit === undefined || offset === undefined) throw refusals.badRequest();
    return answerJson(context, archive.people.list({ part, sort, offset, limit }));
  });

  app.get('/people/:address{.+}', async (context) => {
    const asked = context.req.param('address');
    const view = await personView(archive, asked);
    if (view !== undefined) return answerPage(context, personPage(view, context.var.site));
    // Asked for second: somebody's address may itself end so.
    const record = asked.endsWith('.json') ? await archive.people.person(asked.slice(0, -'.json'.length)) : undefined;
    if (record === undefined) throw new Refusal(404, ({ person }) => ({ title: person.notThere, lead: person.notThereLead }));
    return answerJson(context, record);
  });
  return app;
}

const maxPart = 300;
const maxJsonPeople = 10_000;
