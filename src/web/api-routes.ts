import { Hono } from 'hono';
import type { Archive } from '../archive/archive.ts';
import { version } from '../archive/version.ts';
import { apiPage, apiShapesPage } from '../pages/api.ts';
import { answerJson, answerPage } from './answers.ts';
import { apiDocument } from './api/document.ts';
import { exampleLinks } from './api/example-links.ts';
import { apiView } from './api/view.ts';

/** What programs can ask for: for themselves, and for those who write them. */
export function apiRoutes(archive: Archive): Hono {
  const app = new Hono();
  app.get('/api.json', (context) => answerJson(context, apiDocument({ title: context.var.site.title, version })));
  app.get('/api', (context) => {
    const { site } = context.var;
    return answerPage(context, apiPage(apiView(apiDocument({ title: site.title, version }), exampleLinks(archive)), site));
  });
  app.get('/api/shapes', (context) => {
    const { site } = context.var;
    return answerPage(context, apiShapesPage(apiView(apiDocument({ title: site.title, version }), exampleLinks(archive)), site));
  });
  return app;
}
