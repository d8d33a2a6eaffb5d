import { workerData } from 'node:worker_threads';
import { move, transferableSymbol, valueSymbol } from 'piscina';
import { openArchive } from '../../archive/archive.ts';
import { createApp } from '../app.ts';
import type { PageAnswer, PageRequest, PageWorkerData } from '../large-mail.ts';

const { directory, host, allowedHosts } = workerData as PageWorkerData;
const app = createApp(openArchive(directory), { ...(host !== undefined && { host }), ...(allowedHosts !== undefined && { allowedHosts }) });

/** Answers one request as the server itself would. */
export async function answer({ url, method, headers }: PageRequest): Promise<unknown> {
  const response = await app.request(url, { method, headers: headers.map(([name, value]) => [name, value] as [string, string]) });
  const body = await response.arrayBuffer();
  const value: PageAnswer = { status: response.status, headers: [...response.headers], body };
  return move({ [transferableSymbol]: [body], [valueSymbol]: value } as never);
}
