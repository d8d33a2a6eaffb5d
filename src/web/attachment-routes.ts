import { Hono } from 'hono';
import type { Archive } from '../archive/archive.ts';
import type { FilesOptions } from '../archive/files.ts';
import { attachmentKinds } from '../message/attachment-kind.ts';
import { attachmentPage } from '../pages/attachment.ts';
import { attachmentListPage } from '../pages/attachment-list.ts';
import { urls } from '../pages/urls.ts';
import { attachmentPageView, filesPerPage, filesView } from '../views/attachments.ts';
import { answerFile, answerPage } from './answers.ts';
import { fileSorts, limits, maxFilterLength } from './api/limits.ts';
import { answerLongJson } from './long-json.ts';
import { oneOf, pageOf, wholeNumber } from './parameters.ts';
import { Refusal, refusals } from './refusal.ts';

/** What is attached to the mail: the list, each file with its places, and its octets, handed over and never shown. */
export function attachmentRoutes(archive: Archive): Hono {
  const app = new Hono();
  const noAttachment = (): Refusal => new Refusal(404, ({ errors }) => ({ title: errors.noAttachment, lead: errors.noAttachmentLead }));
  const filterOf = (query: (name: string) => string | undefined): Pick<FilesOptions, 'words' | 'kind' | 'sort'> => {
    const sort = oneOf(query('sort'), fileSorts);
    const kind = oneOf(query('kind'), ['', ...attachmentKinds]);
    if (sort === undefined || kind === undefined) throw refusals.badRequest();
    return { words: (query('q') ?? '').trim().slice(0, maxFilterLength), sort, ...(kind !== '' && { kind }) };
  };

  app.get('/attachments', (context) => {
    const filter = filterOf((name) => context.req.query(name));
    const page = pageOf(context.req.query('page'));
    if (page === undefined) throw refusals.badRequest();
    const found = archive.files.list({ ...filter, offset: (page - 1) * filesPerPage, limit: filesPerPage });
    const pages = Math.max(1, Math.ceil(found.total / filesPerPage));
    if (page > pages) return context.redirect(urls.files({ ...filter, q: filter.words, page: pages }), 303);
    return answerPage(context, attachmentListPage(filesView(archive, found, { ...filter, page, pages }), context.var.site));
  });

  app.get('/attachments.json', (context) => {
    const filter = filterOf((name) => context.req.query(name));
    const limit = wholeNumber(context.req.query('limit') ?? String(limits.files.unasked), 0, limits.files.most);
    const offset = wholeNumber(context.req.query('offset') ?? '0', 0, Number.MAX_SAFE_INTEGER);
    if (limit === undefined || offset === undefined) throw refusals.badRequest();
    const { files, ...head } = archive.files.list({ ...filter, offset, limit });
    return answerLongJson(context, { head, name: 'files', items: files });
  });

  app.get('/attachments/:sha256{[0-9a-f]{64}}', (context) => {
    const page = pageOf(context.req.query('page'));
    if (page === undefined) throw refusals.badRequest();
    const view = attachmentPageView(archive, context.req.param('sha256'), page);
    if (view === undefined) throw noAttachment();
    if (page > view.pages) return context.redirect(urls.file(view.sha256, view.pages), 303);
    return answerPage(context, attachmentPage(view, context.var.site));
  });

  app.get('/attachments/:sha256{[0-9a-f]{64}\\.json}', (context) => {
    const sha256 = context.req.param('sha256').slice(0, 64);
    const file = archive.files.file(sha256);
    if (file === undefined) throw noAttachment();
    return answerLongJson(context, { head: file, name: 'places', items: archive.files.occurrences(sha256, 0, limits.places) });
  });

  app.get('/attachments/:sha256{[0-9a-f]{64}}/:name', (context) => {
    const { sha256, name } = context.req.param();
    const attachment = archive.attachment(sha256);
    if (attachment === undefined) throw noAttachment();
    return answerFile(context, attachment.octets, { name, type: 'application/octet-stream', tag: sha256 });
  });
  return app;
}
