import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openArchive } from '../../src/archive/archive.ts';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { scratchFolder } from '../scratch.ts';
import { mail, testKey } from './mail.ts';

export const lena = 'Lena Brandt <lena@halden.example>';
export const otto = 'Otto Weiss <otto@weiss.example>';
export const mira = 'Mira Okafor <mira@bureau.example>';
export const keys = { lena: testKey('halden.example', 's1'), otto: testKey('weiss.example', 's1'), mira: testKey('bureau.example', 's1') };

export const words = `Dear Otto,

the board met on 12 May and approved the budget of 4,500 for the archive. Nobody from the bank was there.
We shall send the contract to Berlin before Friday, and you will have the papers next week.

Best, Lena
`;
export const letterFields = {
  From: lena,
  To: otto,
  Subject: 'The budget',
  Date: 'Thu, 12 May 2016 16:02:00 +0200',
  'Message-ID': '<one@halden.example>',
};
export const answerFields = {
  From: otto,
  To: lena,
  Subject: 'Re: The budget',
  Date: 'Fri, 13 May 2016 09:00:00 +0200',
  'Message-ID': '<two@weiss.example>',
  'In-Reply-To': '<one@halden.example>',
};
export type Fields = Readonly<Record<string, string>>;
export const letter = (changes: Fields = {}, text = words) => mail({ ...letterFields, ...changes }, text);
export const quoting = (attribution: string, text = words) =>
  `Thank you, I shall see to it at once.\n\n${attribution}\n\n${text
    .trimEnd()
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')}\n`;
export const byLena = 'On 12 May 2016, at 16:02, Lena Brandt <lena@halden.example> wrote:';
export const answer = (changes: Fields = {}, text = quoting(byLena)) => mail({ ...answerFields, ...changes }, text);

let folders = 0;
export async function bring(scratch: { readonly path: string }, directory: string, messages: readonly Buffer[]): Promise<void> {
  const folder = join(scratch.path, `mail-${folders++}`);
  mkdirSync(folder);
  for (const [index, octets] of messages.entries()) writeFileSync(join(folder, `${String(index).padStart(4, '0')}.eml`), octets);
  await importMail(directory, [await openMailSource(folder)], { jobs: 1 });
}

export async function archiveOf(
  scratch: { readonly path: string },
  messages: readonly Buffer[],
  name = `archive-${folders}`,
): Promise<string> {
  const directory = join(scratch.path, name);
  const keeper = openKeeper(directory, { create: true });
  keeper.addKeys(
    Object.values(keys).map(({ domain, selector, record }) => ({ domain, selector, record, tier: 'archived', source: 'this test' })),
  );
  keeper.close();
  await bring(scratch, directory, messages);
  return directory;
}

/** What the list of all has: `weight kind one-other`. */
export function listed(directory: string): string[] {
  using archive = openArchive(directory);
  return archive.findings
    .list({ offset: 0, limit: 1_000 })
    .findings.map(({ weight, kind, messages }) => `${weight} ${kind} ${messages.join('-')}`);
}

export async function findingsOf(...messages: readonly Buffer[]): Promise<string[]> {
  using scratch = scratchFolder();
  return listed(await archiveOf(scratch, messages));
}

export function standing(directory: string): string[] {
  using archive = openArchive(directory);
  return archive.messages([1, 2, 3, 4]).map(({ verdict, marks }) => [verdict, ...marks].join(' '));
}
