import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { safeFilename } from '../message/filenames.ts';
import { languageVary } from './language.ts';
import { filePolicy, pagePolicy } from './policies.ts';

export type Status = 200 | 400 | 403 | 404 | 405 | 413 | 414 | 421 | 500 | 503;

/** A page of the archive. A verdict may change when keys arrive, so a browser asks again each time, and is told if nothing has changed. */
export function answerPage(context: Context, markup: string, status: Status = 200, policy: string = pagePolicy): Response {
  return answer(context, new TextEncoder().encode(markup), status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': policy,
    'Cache-Control': status === 200 ? 'no-cache' : 'no-store',
    Vary: languageVary,
  });
}

export function answerJson(context: Context, value: unknown, status: Status = 200): Response {
  return answerJsonText(context, `${JSON.stringify(value, null, 2)}\n`, status);
}

export function answerJsonText(context: Context, text: string, status: Status = 200): Response {
  const headers = { ...jsonHeaders, 'Cache-Control': status === 200 ? 'no-cache' : 'no-store' };
  return answer(context, new TextEncoder().encode(text), status, headers);
}

export const jsonHeaders = {
  'Content-Type': 'application/json; charset=utf-8',
  'Content-Security-Policy': filePolicy,
  'Cache-Control': 'no-cache',
} as const;

export function answerFeed(context: Context, markup: string): Response {
  return answer(context, new TextEncoder().encode(markup), 200, {
    'Content-Type': 'application/atom+xml; charset=utf-8',
    'Content-Security-Policy': filePolicy,
    'Cache-Control': 'no-cache',
  });
}

export function answerText(context: Context, text: string): Response {
  return answer(context, new TextEncoder().encode(text), 200, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Security-Policy': filePolicy,
    'Cache-Control': 'no-cache',
  });
}

/** Octets that cannot change at this address, for it holds their hash: to be saved, not shown. */
export function answerFile(context: Context, octets: Uint8Array, file: { name: string; type: string; tag: string }): Response {
  return answer(context, octets, 200, {
    'Content-Type': file.type,
    'Content-Disposition': contentDisposition(file.name),
    'Content-Security-Policy': filePolicy,
    'Cache-Control': immutable,
    ETag: `"${file.tag}"`,
  });
}

/**
 * Octets to be saved, not shown, that may be others tomorrow: when keys arrive, say, or when another archive is served at this address,
 * which has another message of the same number.
 */
export function answerSaved(context: Context, octets: Uint8Array, file: { name: string; type: string; tag?: string }): Response {
  return answer(context, octets, 200, {
    'Content-Type': file.type,
    'Content-Disposition': contentDisposition(file.name),
    'Content-Security-Policy': filePolicy,
    'Cache-Control': 'no-cache',
    ...(file.tag !== undefined && { ETag: `"${file.tag}"` }),
  });
}

/**
 * A year: the longest that a cache is asked for (RFC 9111 §5.2.2.1, by custom). Not `public`, which would let a shared cache give to
 * anyone what it was given for a password (RFC 9111 §3.5).
 */
export const immutable = 'max-age=31536000, immutable';

/**
 * `attachment` with a name for every browser: plain ASCII for the old, UTF-8 for the others.
 *
 * @see RFC 6266 §4, RFC 8187 §3.2
 */
export function contentDisposition(name: string): string {
  const safe = safeFilename(name);
  const ascii = safe.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const utf8 = encodeURIComponent(safe).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"${ascii === safe ? '' : `; filename*=UTF-8''${utf8}`}`;
}

/** Answers 304 where the reader's copy is still the same (RFC 9110 §13.1.2). */
export function answer(context: Context, octets: Uint8Array, status: Status, headers: Readonly<Record<string, string>>): Response {
  const tag = headers['ETag'] ?? `"${createHash('sha256').update(octets).digest('base64url').slice(0, 22)}"`;
  for (const [name, value] of Object.entries(headers)) context.header(name, value);
  if (status !== 200) return context.body(owned(octets), status);
  context.header('ETag', tag);
  if (matches(context.req.header('if-none-match'), tag)) return context.body(null, 304);
  context.header('Content-Length', String(octets.length));
  return context.body(owned(octets), status);
}

function matches(asked: string | undefined, tag: string): boolean {
  if (asked === undefined) return false;
  return asked.trim() === '*' || asked.split(',').some((each) => each.trim().replace(/^W\//, '') === tag);
}

/** The octets in a buffer of their own, as a response body wants them; copied only where they are a part of a larger one. */
function owned(octets: Uint8Array): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = octets;
  if (buffer instanceof ArrayBuffer && byteOffset === 0 && byteLength === buffer.byteLength) return buffer;
  // Not `slice()`: that of a Buffer is a view into a larger one.
  return new Uint8Array(octets).buffer;
}
