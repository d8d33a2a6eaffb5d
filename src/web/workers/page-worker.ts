import { workerData } from 'node:worker_threads';
import type { Hono } from 'hono';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { openArchive } from '../../archive/archive.ts';
import { createApp } from '../app.ts';
import type { PageAnswer, PageRequest, PageWorkerData } from '../large-mail.ts';

const { directory, host, allowedHosts } = workerData as PageWorkerData;
const names = { ...(host !== undefined && { host }), ...(allowedHosts !== undefined && { allowedHosts }) };
let app: Hono | undefined;

/**
 * Answers one request as the server itself would.
 *
 * Rejects with an ArchiveError where the archive cannot be opened, or no more; the next request tries it again.
 */
export async function answer({ url, method, headers }: PageRequest): Promise<unknown> {
  app ??= createApp(openArchive(directory), names);
  const response = await app.request(url, { method, headers: headers.map(([name, value]) => [name, value] as [string, string]) });
  const body = await response.arrayBuffer();
  const value: PageAnswer = { status: response.status, headers: [...response.headers], body };
  return move({ [transferableSymbol]: [body], [valueSymbol]: value } as never);
}
