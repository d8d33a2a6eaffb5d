import { type Context, Hono } from 'hono';
import type { Archive } from '../archive/archive.ts';
import { type FindingsOptions, findingRecord } from '../archive/findings/list.ts';
import { FINDING_KINDS } from '../evidence/findings/finding.ts';
import { findingsPage } from '../pages/findings.ts';
import { urls } from '../pages/urls.ts';
import { findingsPerPage, findingsView } from '../views/findings.ts';
import { answerPage } from './answers.ts';
import { limits } from './api/limits.ts';
import { answerLongJson } from './long-json.ts';
import { oneOf, pageOf, wholeNumber } from './parameters.ts';
import { refusals } from './refusal.ts';

/** What does not fit together: of the whole archive, or with one message. */
export function findingsRoutes(archive: Archive): Hono {
  const app = new Hono();
  const filterOf = (context: Context): Pick<FindingsOptions, 'kind' | 'message'> => {
    const kind = oneOf(context.req.query('kind'), ['', ...FINDING_KINDS]);
    const asked = context.req.query('message');
    const message = asked === undefined ? undefined : wholeNumber(asked, 1, 9_999_999_999);
    if (kind === undefined || (message === undefined && asked !== undefined)) throw refusals.badRequest();
    return { ...(kind !== '' && { kind }), ...(message !== undefined && { message }) };
  };

  app.get('/findings', (context) => {
    const filter = filterOf(context);
    const page = pageOf(context.req.query('page'));
    if (page === undefined) throw refusals.badRequest();
    const found = archive.findings.list({ ...filter, offset: (page - 1) * findingsPerPage, limit: findingsPerPage });
    const pages = Math.max(1, Math.ceil(found.total / findingsPerPage));
    if (page > pages) return context.redirect(urls.findings({ ...filter, page: pages }), 303);
    return answerPage(context, findingsPage(findingsView(archive, found, { ...filter, page, pages }), context.var.site));
  });

  app.get('/findings.json', (context) => {
    const filter = filterOf(context);
    const limit = wholeNumber(context.req.query('limit') ?? String(limits.findings.unasked), 0, limits.findings.most);
    const offset = wholeNumber(context.req.query('offset') ?? '0', 0, Number.MAX_SAFE_INTEGER);
    if (limit === undefined || offset === undefined) throw refusals.badRequest();
    const { findings, ...head } = archive.findings.list({ ...filter, offset, limit });
    return answerLongJson(context, { head, name: 'findings', items: findings.map(findingRecord) });
  });
  return app;
}
