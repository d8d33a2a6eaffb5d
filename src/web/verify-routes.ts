import { Hono } from 'hono';
import { verifyPage } from '../pages/verify.ts';
import { answer, answerPage } from './answers.ts';
import { filePolicy, onePagePolicy } from './policies.ts';
import { verifierScript } from './verifier-script.ts';

/** The verifier for the reader's browser: as a page that is one file, and as the script of the messages' own pages. */
export function verifyRoutes(): Hono {
  const app = new Hono();
  app.get('/verify', async (context) => {
    const { site } = context.var;
    const script = await verifierScript();
    const style = site.stylesheet.text;
    const policy = onePagePolicy(script, style);
    return answerPage(context, verifyPage({ style, script, policy }, site), 200, `${policy}; frame-ancestors 'none'`);
  });
  app.get('/verify.js', async (context) => {
    return answer(context, new TextEncoder().encode(await verifierScript()), 200, {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Content-Security-Policy': filePolicy,
      'Cache-Control': 'no-cache',
    });
  });
  return app;
}
