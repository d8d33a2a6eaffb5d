import { type Context, Hono } from 'hono';
import { type Archive, QueryError } from '../archive/archive.ts';
import { keyRecord } from '../archive/key-record.ts';
import { aboutPage } from '../pages/about.ts';
import { nameInvisible, nameOverrides } from '../pages/display.ts';
import { errorPage, queryErrorPage } from '../pages/errors.ts';
import { frontPage } from '../pages/front.ts';
import { keysPage } from '../pages/keys.ts';
import type { Site } from '../pages/layout.ts';
import type { Stylesheet } from '../pages/style.css.ts';
import { threadPage } from '../pages/thread.ts';
import { english } from '../pages/words/english.ts';
import type { Words } from '../pages/words/words.ts';
import { aboutView, ledgerView } from '../views/apparatus.ts';
import { frontView } from '../views/front.ts';
import { keysView } from '../views/keys.ts';
import { threadView } from '../views/thread.ts';
import { answer, answerJson, answerPage, answerText, immutable } from './answers.ts';
import { attachmentRoutes } from './attachment-routes.ts';
import { exportRoutes } from './export-routes.ts';
import { isOwnHost } from './hosts.ts';
import { messageRoutes } from './message-routes.ts';
import { isForeignUse } from './origins.ts';
import { peopleRoutes } from './people-routes.ts';
import { commonHeaders } from './policies.ts';
import { Refusal } from './refusal.ts';
import { searchRoutes } from './search-routes.ts';
import { siteOf } from './site.ts';

export interface AppOptions {
  /** The address that the server listens on. */
  readonly host?: string;
  /** Further names under which readers may ask for it. */
  readonly allowedHosts?: readonly string[];
  readonly words?: Words;
  /** Is told of a fault of ours, which the reader sees as "something went wrong". By default it goes to standard error. */
  readonly onFault?: (fault: Error, path: string) => void;
}

/** The reading room: an archive as pages, and the same data as JSON. It only reads. */
export function createApp(archive: Archive, options: AppOptions = {}): Hono {
  const words = options.words ?? english;
  const site = siteOf(archive, words);
  const app = new Hono();

  app.use(async (context, next) => {
    for (const [name, value] of Object.entries(commonHeaders)) context.header(name, value);
    const host = context.req.header('host') ?? new URL(context.req.url).host;
    if (!isOwnHost(host, options.host ?? '127.0.0.1', options.allowedHosts ?? [])) {
      throw new Refusal(421, words.errors.badHost, words.errors.badHostLead);
    }
    if (isForeignUse((name) => context.req.header(name))) throw new Refusal(403, words.errors.foreign, words.errors.foreignLead);
    if (context.req.method !== 'GET' && context.req.method !== 'HEAD') {
      context.header('Allow', 'GET, HEAD');
      throw new Refusal(405, words.errors.method, words.errors.methodLead);
    }
    await next();
  });

  app.get('/', async (context) => answerPage(context, frontPage(await frontView(archive), site)));
  app.get('/index.json', (context) => answerJson(context, archive.figures()));
  app.get('/about', (context) => answerPage(context, aboutPage(aboutView(archive), site)));
  app.get('/about.json', (context) => answerJson(context, { sources: ledgerView(archive) }));
  app.get('/keys', (context) => answerPage(context, keysPage(keysView(archive, context.req.query('domain')?.trim()), site)));
  app.get('/keys.json', (context) => answerJson(context, { keys: archive.keys().map(keyRecord) }));
  app.get('/style.css', (context) => answerStylesheet(context, site.stylesheet));
  app.get('/robots.txt', (context) => answerText(context, robots));
  app.route('/', searchRoutes(archive, site));
  app.route('/', exportRoutes(archive, site));
  app.route('/', messageRoutes(archive, site));
  app.route('/', attachmentRoutes(archive, site));
  app.route('/', peopleRoutes(archive, site));

  app.get('/threads/:thread{[1-9][0-9]{0,9}\\.json}', (context) => {
    const thread = archive.thread(Number.parseInt(context.req.param('thread'), 10));
    if (thread.length === 0) throw notFound(words);
    return answerJson(context, thread);
  });
  app.get('/threads/:thread{[1-9][0-9]{0,9}}', (context) => {
    const view = threadView(archive, Number(context.req.param('thread')));
    if (view === undefined) throw notFound(words);
    return answerPage(context, threadPage(view, site));
  });
  app.notFound((context) => refuse(context, notFound(words), site));
  app.onError((error, context) => {
    if (error instanceof Refusal) return refuse(context, error, site);
    if (error instanceof QueryError) return refuseQuery(context, error, site);
    (options.onFault ?? tellFault)(error, context.req.path);
    return refuse(context, new Refusal(500, words.errors.fault, words.errors.faultLead), site);
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

function notFound(words: Words): Refusal {
  return new Refusal(404, words.errors.notFound, words.errors.notFoundLead);
}

function refuse(context: Context, { status, title, lead }: Refusal, site: Site): Response {
  if (wantsJson(context)) return answerJson(context, { error: { status, message: `${title}. ${lead}` } }, status);
  return answerPage(context, errorPage({ title, lead }, site), status);
}

function refuseQuery(context: Context, { fault }: QueryError, site: Site): Response {
  if (wantsJson(context)) return answerJson(context, { error: { status: 400, ...fault } }, 400);
  return answerPage(context, queryErrorPage({ query: context.req.query('q') ?? '', at: fault.at, message: fault.message }, site), 400);
}

function wantsJson(context: Context): boolean {
  return /\.jsonl?$/.test(context.req.path);
}

function tellFault(fault: Error, path: string): void {
  process.stderr.write(`A fault of ours at ${nameInvisible(path)}: ${nameOverrides(fault.stack ?? fault.message)}\n`);
}
