import { type Context, Hono } from 'hono';
import { type Archive, QueryError } from '../archive/archive.ts';
import { keysRecord } from '../archive/keys-record.ts';
import { aboutPage } from '../pages/about.ts';
import { nameInvisible, nameOverrides } from '../pages/display.ts';
import { errorPage, queryErrorPage } from '../pages/errors.ts';
import { frontPage } from '../pages/front.ts';
import { keysPage } from '../pages/keys.ts';
import type { Stylesheet } from '../pages/style.css.ts';
import { threadPage } from '../pages/thread.ts';
import { urls } from '../pages/urls.ts';
import { english } from '../pages/words/english.ts';
import { aboutView, ledgerView } from '../views/apparatus.ts';
import { frontView } from '../views/front.ts';
import { keysView } from '../views/keys.ts';
import { threadView } from '../views/thread.ts';
import { answer, answerJson, answerPage, answerText, immutable } from './answers.ts';
import { apiRoutes } from './api-routes.ts';
import { attachmentRoutes } from './attachment-routes.ts';
import { exportRoutes } from './export-routes.ts';
import { findingsRoutes } from './findings-routes.ts';
import { holdingLimit, stoppedAsRefusal, throughThreads } from './heavy.ts';
import { isOwnHost } from './hosts.ts';
import type { PageThreads } from './large-mail.ts';
import { maxAddressLength } from './limits.ts';
import { answerLongJson } from './long-json.ts';
import { messageRoutes } from './message-routes.ts';
import { isForeignUse } from './origins.ts';
import { peopleRoutes } from './people-routes.ts';
import { commonHeaders } from './policies.ts';
import { Refusal, refusals } from './refusal.ts';
import { searchRoutes } from './search-routes.ts';
import { sitesOf } from './site.ts';
import { verifyRoutes } from './verify-routes.ts';

export interface AppOptions {
  /** The address that the server listens on. */
  readonly host?: string;
  /** Further names under which readers may ask for it. */
  readonly allowedHosts?: readonly string[];
  /** What makes the pages of large mails; without it they are made here, and others wait meanwhile. */
  readonly largeMail?: PageThreads;
  /** Is told of a fault of ours, which the reader sees as "something went wrong". By default it goes to standard error. */
  readonly onFault?: (fault: Error, path: string) => void;
}

/** The reading room: an archive as pages, and the same data as JSON. It only reads. */
export function createApp(archive: Archive, options: AppOptions = {}): Hono {
  const siteFor = sitesOf(archive);
  const app = new Hono();

  app.use(async (context, next) => {
    for (const [name, value] of Object.entries(commonHeaders)) context.header(name, value);
    context.set('site', siteFor(context));
    const host = context.req.header('host') ?? new URL(context.req.url).host;
    if (!isOwnHost(host, options.host ?? '127.0.0.1', options.allowedHosts ?? [])) {
      throw new Refusal(421, ({ errors }) => ({ title: errors.badHost, lead: errors.badHostLead }));
    }
    if (isForeignUse((name) => context.req.header(name))) {
      throw new Refusal(403, ({ errors }) => ({ title: errors.foreign, lead: errors.foreignLead }));
    }
    if (context.req.method !== 'GET' && context.req.method !== 'HEAD') {
      context.header('Allow', 'GET, HEAD');
      context.header('Connection', 'close');
      throw new Refusal(405, ({ errors }) => ({ title: errors.method, lead: errors.methodLead }));
    }
    if (hasBody(context)) {
      // What was sent is not read: the connection ends with it.
      context.header('Connection', 'close');
      throw new Refusal(413, ({ errors }) => ({ title: errors.body, lead: errors.bodyLead }));
    }
    if (context.req.url.length > maxAddressLength) {
      throw new Refusal(414, ({ errors }) => ({ title: errors.address, lead: errors.addressLead }));
    }
    await next();
  });
  app.use(holdingLimit());
  if (options.largeMail !== undefined) app.use(throughThreads(archive, options.largeMail));

  app.get('/', async (context) => answerPage(context, frontPage(await frontView(archive), context.var.site)));
  app.get('/index.json', (context) => answerJson(context, archive.figures()));
  app.get('/about', (context) => answerPage(context, aboutPage(aboutView(archive), context.var.site)));
  app.get('/about.json', (context) => answerJson(context, { sources: ledgerView(archive) }));
  app.get('/keys', (context) => answerPage(context, keysPage(keysView(archive, context.req.query('domain')?.trim()), context.var.site)));
  app.get('/keys.json', (context) => answerJson(context, keysRecord(archive)));
  app.get('/style.css', (context) => answerStylesheet(context, context.var.site.stylesheet));
  app.get('/robots.txt', (context) => answerText(context, robots));
  app.route('/', searchRoutes(archive));
  app.route('/', exportRoutes(archive));
  app.route('/', messageRoutes(archive));
  app.route('/', attachmentRoutes(archive));
  app.route('/', peopleRoutes(archive));
  app.route('/', findingsRoutes(archive));
  app.route('/', apiRoutes(archive));
  app.route('/', verifyRoutes());

  app.get('/threads/:thread{[1-9][0-9]{0,9}\\.json}', (context) => {
    const number = Number.parseInt(context.req.param('thread'), 10);
    if (archive.threadNumbers(number).length === 0) throw refusals.notFound();
    return answerLongJson(context, { items: archive.wholeThread(number) });
  });
  app.get('/threads/:thread{[1-9][0-9]{0,9}}', (context) => {
    const page = /^[1-9]\d{0,5}$/.exec(context.req.query('page') ?? '1')?.[0];
    if (page === undefined) throw refusals.badRequest();
    const number = Number(context.req.param('thread'));
    const view = threadView(archive, number, Number(page));
    if (view === undefined) {
      // Mail that came later has made a thread a part of another: whoever wrote its number down finds it there.
      const now = archive.message(number)?.thread;
      if (now === undefined || now === number) throw refusals.notFound();
      return context.redirect(urls.thread(now));
    }
    return answerPage(context, threadPage(view, context.var.site));
  });
  app.notFound((context) => refuse(context, refusals.notFound()));
  app.onError((error, context) => {
    if (error instanceof Refusal) return refuse(context, error);
    if (error instanceof QueryError) return refuseQuery(context, error);
    const stopped = stoppedAsRefusal(error);
    if (stopped !== undefined) return refuse(context, stopped);
    (options.onFault ?? tellFault)(error, context.req.path);
    return refuse(context, new Refusal(500, ({ errors }) => ({ title: errors.fault, lead: errors.faultLead })));
  });
  return app;
}

/** Search engines are asked to stay away: who publishes an archive decides that for himself. */
const robots = 'User-agent: *\nDisallow: /\n';

function answerStylesheet(context: Context, { text, version }: Stylesheet): Response {
  const isCurrent = context.req.query('v') === version;
  return answer(context, new TextEncoder().encode(text), 200, {
    'Content-Type': 'text/css; charset=utf-8',
    'Cache-Control': isCurrent ? immutable : 'no-cache',
  });
}

/** A request that only reads has nothing to send. */
function hasBody(context: Context): boolean {
  return context.req.header('transfer-encoding') !== undefined || (context.req.header('content-length') ?? '0') !== '0';
}

function refuse(context: Context, { status, say, retryAfter }: Refusal): Response {
  if (retryAfter !== undefined) context.header('Retry-After', String(retryAfter));
  if (wantsJson(context)) {
    const { title, lead } = say(english);
    return answerJson(context, { error: { status, message: `${title}. ${lead}` } }, status);
  }
  const { site } = context.var;
  return answerPage(context, errorPage(say(site.words), site), status);
}

function refuseQuery(context: Context, { fault }: QueryError): Response {
  if (wantsJson(context)) {
    const { at, found, expected, message } = fault;
    return answerJson(context, { error: { status: 400, at, found, expected, message } }, 400);
  }
  return answerPage(context, queryErrorPage({ query: context.req.query('q') ?? '', fault }, context.var.site), 400);
}

function wantsJson(context: Context): boolean {
  return /\.jsonl?$/.test(context.req.path);
}

function tellFault(fault: Error, path: string): void {
  process.stderr.write(`A fault of ours at ${nameInvisible(path)}: ${nameOverrides(fault.stack ?? fault.message)}\n`);
}
