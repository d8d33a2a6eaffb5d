import { type Context, Hono } from 'hono';
import type { Archive } from '../archive/archive.ts';
import { bundleName, readEvidenceBundle, wantedKeyLines } from '../archive/evidence-bundle.ts';
import { parseMessage } from '../message/message.ts';
import { mailFrame } from '../pages/mail-html.ts';
import { messageAttachmentsPage } from '../pages/message-attachments.ts';
import { messagePage } from '../pages/message-body.ts';
import { chainPage } from '../pages/message-chain.ts';
import { evidencePage } from '../pages/message-evidence.ts';
import { formattedPage } from '../pages/message-formatted.ts';
import { headersPage } from '../pages/message-headers.ts';
import { sourcePage } from '../pages/message-source.ts';
import { verifyAgainPage } from '../pages/verify.ts';
import { messageAttachmentsView } from '../views/attachments.ts';
import { chainView } from '../views/chain.ts';
import { headersView } from '../views/headers.ts';
import { type OpenMail, openMail } from '../views/mail.ts';
import { evidenceView, messageHead, messageView, type Path, pathOf, plainText, sourceView } from '../views/message.ts';
import { answerJson, answerPage, answerSaved, answerText } from './answers.ts';
import { mailHtmlPolicy, verifyAgainPolicy } from './policies.ts';
import { Refusal, refusals } from './refusal.ts';
import { sortOf } from './search-routes.ts';

/** One message: its page in parts, its octets, its data. */
export function messageRoutes(archive: Archive): Hono {
  const app = new Hono();

  const numberOf = (context: Context): number => Number.parseInt(context.req.param('number') ?? '', 10);
  const mailOf = (context: Context): OpenMail => {
    const mail = openMail(archive, numberOf(context));
    if (mail === undefined) throw noMessage();
    return mail;
  };
  /** In the search that the reader came from, where his address names one. */
  const pathTo = async (context: Context): Promise<Path | undefined> => {
    const q = context.req.query('q');
    const sort = sortOf(context.req.query('sort'));
    if (sort === undefined) throw refusals.badRequest();
    return q === undefined ? undefined : pathOf(archive, numberOf(context), { q: q.trim(), sort });
  };
  const noMessage = (): Refusal => {
    const { messages } = archive.figures();
    return new Refusal(404, ({ errors }) => ({ title: errors.noMessage, lead: errors.noMessageLead(messages) }));
  };
  const noFormatted = (): Refusal => new Refusal(404, ({ errors, message }) => ({ title: errors.notFound, lead: message.noFormatted }));

  const number = ':number{[1-9][0-9]{0,9}}';
  app.get('/messages/:number{[1-9][0-9]{0,9}\\.eml}', (context) => {
    const record = archive.message(numberOf(context));
    const octets = archive.octets(numberOf(context));
    if (record === undefined || octets === undefined) throw noMessage();
    return answerSaved(context, octets, { name: `${record.number}.eml`, type: 'message/rfc822', tag: record.sha256 });
  });
  app.get('/messages/:number{[1-9][0-9]{0,9}\\.evidence\\.zip}', (context) => {
    const bundle = readEvidenceBundle(archive, numberOf(context));
    if (bundle === undefined) throw noMessage();
    return answerSaved(context, bundle, { name: bundleName(numberOf(context)), type: 'application/zip' });
  });
  app.get('/messages/:number{[1-9][0-9]{0,9}\\.keys\\.jsonl}', (context) => {
    const octets = archive.octets(numberOf(context));
    if (octets === undefined) throw noMessage();
    const lines = new TextEncoder().encode(wantedKeyLines(archive, parseMessage(octets)));
    return answerSaved(context, lines, { name: `message-${numberOf(context)}.keys.jsonl`, type: 'application/jsonl; charset=utf-8' });
  });
  app.get('/messages/:number{[1-9][0-9]{0,9}\\.json}', (context) => {
    const record = archive.message(numberOf(context));
    if (record === undefined) throw noMessage();
    return answerJson(context, record);
  });
  app.get('/messages/:number{[1-9][0-9]{0,9}\\.txt}', (context) => answerText(context, plainText(mailOf(context))));

  app.get(`/messages/${number}`, async (context) => {
    return answerPage(context, messagePage(messageView(archive, mailOf(context), await pathTo(context)), context.var.site));
  });
  app.get(`/messages/${number}/attachments`, async (context) => {
    const mail = mailOf(context);
    const head = messageHead(archive, mail, await pathTo(context));
    return answerPage(context, messageAttachmentsPage(messageAttachmentsView(archive, mail, head), context.var.site));
  });
  app.get(`/messages/${number}/evidence`, async (context) => {
    return answerPage(context, evidencePage(evidenceView(archive, mailOf(context), await pathTo(context)), context.var.site));
  });
  app.get(`/messages/${number}/chain`, async (context) => {
    return answerPage(context, chainPage(chainView(archive, mailOf(context), await pathTo(context)), context.var.site));
  });
  app.get(`/messages/${number}/headers`, async (context) => {
    return answerPage(context, headersPage(headersView(archive, mailOf(context), await pathTo(context)), context.var.site));
  });
  app.get(`/messages/${number}/source`, async (context) => {
    const from = /^\d{1,12}$/.exec(context.req.query('from') ?? '0')?.[0];
    if (from === undefined) throw refusals.badRequest();
    return answerPage(context, sourcePage(sourceView(archive, mailOf(context), Number(from), await pathTo(context)), context.var.site));
  });
  app.get(`/messages/${number}/verify`, async (context) => {
    const mail = mailOf(context);
    const head = messageHead(archive, mail, await pathTo(context));
    const bySignatures = archive.verdictAlone(head.number) ?? head.verdict;
    const view = { head, sha256: mail.record.sha256, bySignatures, policy: archive.policy() };
    return answerPage(context, verifyAgainPage(view, context.var.site), 200, verifyAgainPolicy);
  });
  app.get(`/messages/${number}/formatted`, async (context) => {
    const mail = mailOf(context);
    if (mail.htmlPart === undefined) throw noFormatted();
    return answerPage(context, formattedPage(messageView(archive, mail, await pathTo(context)), context.var.site));
  });
  app.get(`/messages/${number}/body.html`, (context) => {
    const mail = mailOf(context);
    if (mail.htmlPart === undefined) throw noFormatted();
    return answerPage(context, mailFrame(mail.html(), { image: mail.image }, context.var.site.words), 200, mailHtmlPolicy);
  });
  return app;
}
