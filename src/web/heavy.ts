import type { MiddlewareHandler } from 'hono';
import { type Archive, SearchStopped } from '../archive/archive.ts';
import { PageStopped, type PageThreads } from './large-mail.ts';
import { largeAnswerOctets, largeHtmlMailOctets, largeMailOctets, maxHeldOctets } from './limits.ts';
import { Places } from './places.ts';
import { Refusal, refusals } from './refusal.ts';
import { streamOf } from './streaming.ts';

/** Bounds how many octets of large answers wait in memory for readers to take them. */
export function holdingLimit(mostOctets = maxHeldOctets): MiddlewareHandler {
  const held = new Places(mostOctets);
  return async (context, next) => {
    await next();
    const { status, headers } = context.res;
    const length = Number(headers.get('content-length') ?? 0);
    if (length < largeAnswerOctets || status !== 200 || context.req.method === 'HEAD') return;
    const giveBack = held.take(length);
    if (giveBack === undefined) throw refusals.busy();
    const octets = new Uint8Array(await context.res.arrayBuffer());
    context.res = new Response(streamOf(piecesOf(octets), giveBack), { status, headers });
  };
}

const pieceOctets = 1 << 20;

async function* piecesOf(octets: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < octets.length; from += pieceOctets) yield octets.subarray(from, from + pieceOctets);
}

/** Has whatever needs the octets of a large mail made in a thread: made here, it would keep all readers waiting. */
export function throughThreads(archive: Archive, threads: PageThreads): MiddlewareHandler {
  return async (context, next) => {
    const { path, method, url, raw } = context.req;
    const number = mailOf(path, archive);
    if (number === undefined || (archive.size(number) ?? 0) <= mostHere(path)) return await next();
    const { status, headers, body } = await threads.answer({ url, method, headers: [...raw.headers] });
    return new Response(body.byteLength === 0 || method === 'HEAD' ? null : body, { status, headers });
  };
}

/** How large a mail may be for that page of it to be made here. */
function mostHere(path: string): number {
  return path.endsWith('/body.html') ? largeHtmlMailOctets : largeMailOctets;
}

/** The message whose octets an address needs. */
function mailOf(path: string, archive: Archive): number | undefined {
  const message = /^\/messages\/([1-9]\d{0,9})(?:\.eml|\.txt|\.evidence\.zip|\.keys\.jsonl|\/.*)?$/.exec(path)?.[1];
  if (message !== undefined) return Number(message);
  const file = /^\/attachments\/([\da-f]{64})\/./.exec(path)?.[1];
  return file === undefined ? undefined : archive.files.occurrences(file, 0, 1)[0]?.message;
}

/** How a reader is told of work that was given up for the sake of others; undefined for any other fault. */
export function stoppedAsRefusal(error: Error): Refusal | undefined {
  if (!(error instanceof SearchStopped || error instanceof PageStopped)) return undefined;
  if (error.code === 'too-busy') return refusals.busy();
  return error instanceof SearchStopped
    ? new Refusal(503, ({ errors }) => ({ title: errors.slowSearch, lead: errors.slowSearchLead }))
    : new Refusal(503, ({ errors }) => ({ title: errors.slowPage, lead: errors.slowPageLead }));
}
