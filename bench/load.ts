/**
 * Holds many readers at once against a served archive: `node bin/launch.mjs --here bench/load.ts ARCHIVE [CONNECTIONS] [SECONDS]`. Needs wrk (Debian: wrk).
 * Prints requests, latency in milliseconds as the readers saw it, and errors; ends with 1 where there was any error.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chainmail } from './run.ts';

const [archive, connections = '200', seconds = '60'] = process.argv.slice(2);
if (archive === undefined) throw new Error('Name an archive: node bin/launch.mjs --here bench/load.ts ARCHIVE [CONNECTIONS] [SECONDS]');
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'chainmail-load-'));
const [node, ...serve] = chainmail('serve', '--archive', archive, '--port', '0');
const serving = spawn(node!, serve, { stdio: ['ignore', 'ignore', 'pipe'] });
try {
  const url = await addressOf(serving.stderr.setEncoding('utf8'));
  const messages = ((await (await fetch(new URL('index.json', url))).json()) as { messages: number }).messages;
  writeFileSync(join(scratch, 'paths'), pathsOf(messages).join('\n'));
  const options = [
    '-t',
    String(Math.min(2, availableParallelism())),
    '-c',
    connections,
    '-d',
    `${seconds}s`,
    '--timeout',
    '30s',
    '-s',
    here('./load.lua'),
    url,
  ];
  const { stdout, stderr, status } = spawnSync('wrk', options, {
    encoding: 'utf8',
    env: { ...process.env, LOAD_PATHS: join(scratch, 'paths') },
  });
  if (status !== 0) throw new Error(`wrk: ${stderr}`);
  const result = JSON.parse(stdout.slice(stdout.lastIndexOf('\n{') + 1)) as Record<string, number>;
  process.stdout.write(`${JSON.stringify({ messages, connections: Number(connections), ...result })}\n`);
  const errors = ['connect', 'read', 'write', 'status', 'timeout'].reduce((sum, name) => sum + (result[name] ?? 0), 0);
  process.exitCode = errors > 0 ? 1 : 0;
} finally {
  serving.kill('SIGTERM');
  await once(serving, 'exit');
  rmSync(scratch, { recursive: true });
}

/** What readers do: they search, read what they found, follow a thread, look at a list. */
function pathsOf(messages: number): string[] {
  const words = [
    'budget',
    'council',
    'meeting',
    'report',
    'the',
    'draft',
    'from:lena',
    'has:attachment',
    'verdict:verified',
    'budget OR report',
    'date:2015..2016',
  ];
  return Array.from({ length: 400 }, (_, place) => {
    const number = 1 + ((place * 7_919) % messages);
    const word = encodeURIComponent(words[place % words.length]!);
    const choices = [
      '/',
      `/search?q=${word}`,
      `/search?q=${word}&page=${1 + (place % 3)}`,
      `/search?q=${word}&sort=relevance`,
      `/messages/${number}`,
      `/messages/${number}`,
      `/messages/${number}/evidence`,
      `/messages/${number}.eml`,
      `/threads/${number}`,
      '/people',
      '/attachments',
      '/keys',
      '/style.css',
      `/search.json?q=${word}`,
    ];
    return choices[place % choices.length]!;
  }).filter((path) => !path.startsWith('/threads/'));
}

async function addressOf(lines: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const piece of lines) {
    text += String(piece);
    const found = /http:\/\/\S+/.exec(text);
    if (found !== null) return found[0];
  }
  throw new Error(`The server did not start: ${text}`);
}
