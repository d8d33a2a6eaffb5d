import { type Context, Hono } from 'hono';
import type { Archive } from '../archive/archive.ts';
import type { PeopleSort } from '../archive/people.ts';
import { peopleListPage } from '../pages/people-list.ts';
import { personPage } from '../pages/person.ts';
import { urls } from '../pages/urls.ts';
import { peoplePerPage, peopleView, personView } from '../views/people.ts';
import { answerJson, answerPage } from './answers.ts';
import { limits, maxFilterLength, peopleSorts } from './api/limits.ts';
import { answerLongJson } from './long-json.ts';
import { oneOf, pageOf, wholeNumber } from './parameters.ts';
import { Refusal, refusals } from './refusal.ts';

/** Everyone whom a mail names, and each of them. */
export function peopleRoutes(archive: Archive): Hono {
  const app = new Hono();
  const sortOf = (context: Context): PeopleSort | undefined => oneOf(context.req.query('sort'), peopleSorts);
  const partOf = (context: Context): string => (context.req.query('q') ?? '').trim().slice(0, maxFilterLength);

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
    const limit = wholeNumber(context.req.query('limit') ?? String(limits.people.unasked), 0, limits.people.most);
    const offset = wholeNumber(context.req.query('offset') ?? '0', 0, Number.MAX_SAFE_INTEGER);
    if (sort === undefined || limit === undefined || offset === undefined) throw refusals.badRequest();
    const { people, ...head } = archive.people.list({ part, sort, offset, limit });
    return answerLongJson(context, { head, name: 'people', items: people });
  });

  // An address may hold what a dot does not stand for: line separators.
  app.get('/people/:address{[\\s\\S]+\\.json}', async (context, next) => {
    const asked = context.req.param('address');
    // Somebody's address may itself end so: his page comes first.
    if ((await archive.people.person(asked)) !== undefined) return next();
    const record = await archive.people.person(asked.slice(0, -'.json'.length));
    if (record === undefined) throw noPerson();
    return answerJson(context, record);
  });
  app.get('/people/:address{[\\s\\S]+}', async (context) => {
    const view = await personView(archive, context.req.param('address'));
    if (view === undefined) throw noPerson();
    return answerPage(context, personPage(view, context.var.site));
  });
  return app;
}

function noPerson(): Refusal {
  return new Refusal(404, ({ person }) => ({ title: person.notThere, lead: person.notThereLead }));
}
