import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { performance } from 'node:perf_hooks';
import { createRandom, type Random } from '../src/demo/random.ts';
import { type Spread, spreadOf } from './figures.ts';
import { makeQueries } from './query.ts';
import { chainmail } from './run.ts';

/** Addresses of each kind of page that are asked for. */
const SAMPLES = 60;

/** Starts the server on an archive and takes the time from a request to the first octet of its answer, for each kind of page. */
export async function measurePages(archive: string, seed: number): Promise<Record<string, Spread>> {
  const command = chainmail('serve', '--archive', archive, '--port', '0');
  const server = spawn(command[0]!, command.slice(1), { stdio: ['ignore', 'ignore', 'pipe'] });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    const url = await addressOf(server);
    const random = createRandom(seed, 5);
    const kinds = await addresses((path) => read(url, path, agent), random);
    for (const paths of Object.values(kinds)) await firstOctet(url, paths[0]!, agent);
    const taken: Record<string, number[]> = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, []]));
    // All kinds by turns: a page is not asked for while everything of its kind is at hand.
    for (let sample = 0; sample < SAMPLES; sample++) {
      for (const [kind, paths] of Object.entries(kinds))
        taken[kind]!.push(await firstOctet(url, paths[(sample + 1) % paths.length]!, agent));
    }
    return {
      ...Object.fromEntries(Object.entries(taken).map(([kind, milliseconds]) => [kind, spreadOf(milliseconds)])),
      'all pages': spreadOf(Object.values(taken).flat()),
    };
  } finally {
    agent.destroy();
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
  }
}

/** Where the server says that it listens. */
function addressOf(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let told = '';
    server.stderr!.on('data', (piece) => {
      told += String(piece);
      const url = /http:\/\/\S+/.exec(told)?.[0];
      if (url !== undefined) resolve(url);
    });
    server.once('exit', () => reject(new Error(`The server did not start: ${told}`)));
  });
}

/** Milliseconds; the answer is read to its end before the next is asked for. */
async function firstOctet(url: string, path: string, agent: Agent): Promise<number> {
  const began = performance.now();
  const request = get(new URL(path, url), { agent });
  const [answer] = await once(request, 'response');
  const took = performance.now() - began;
  answer.resume();
  await once(answer, 'end');
  if (answer.statusCode !== 200) throw new Error(`${path} answers ${answer.statusCode}.`);
  return took;
}

async function read(url: string, path: string, agent: Agent): Promise<unknown> {
  const [answer] = await once(get(new URL(path, url), { agent }), 'response');
  const pieces: Buffer[] = [];
  for await (const piece of answer) pieces.push(piece);
  return JSON.parse(Buffer.concat(pieces).toString('utf8'));
}

/** What readers ask for, by kind of page; the first of each is asked for before the clock runs. */
async function addresses(ask: (path: string) => Promise<unknown>, random: Random): Promise<Record<string, string[]>> {
  const many = <Value>(make: () => Value): Value[] => Array.from({ length: SAMPLES + 1 }, make);
  const figures = (await ask('/index.json')) as { messages: number; attachments: number };
  const people = ((await ask('/people.json?limit=1000')) as { people: { address: string }[] }).people.map(({ address }) => address);
  const { files } = (await ask('/attachments.json?limit=1000')) as { files: { sha256: string; name: string }[] };
  const listed = Math.max(1, files.length);
  const threads = (await Promise.all(
    many(async () => ((await ask(`/messages/${number()}.json`)) as { thread: number }).thread),
  )) as number[];
  const { keys } = (await ask('/keys.json')) as { keys: { domain: string }[] };
  const queries = makeQueries(random.below(1 << 30), people, SAMPLES + 1);
  const relevant = makeQueries(random.below(1 << 30), people, SAMPLES + 1);

  function number(): number {
    return random.between(1, figures.messages);
  }
  const tab = (name: string) => many(() => `/messages/${number()}${name}`);
  return {
    front: ['/'],
    results: queries.map((query) => `/search?q=${encodeURIComponent(query)}`),
    'results by relevance': relevant.map((query) => `/search?sort=relevance&q=${encodeURIComponent(query)}`),
    'every message': ['/search?q='],
    message: tab(''),
    'message within a search': queries.map((query) => `/messages/${number()}?q=${encodeURIComponent(query)}`),
    evidence: tab('/evidence'),
    'attachments of a message': tab('/attachments'),
    headers: tab('/headers'),
    source: tab('/source'),
    thread: threads.map((thread) => `/threads/${thread}`),
    people: [
      '/people',
      '/people?sort=received',
      '/people?sort=address',
      ...many(() => `/people?q=${people[random.below(people.length)]!.slice(0, 4)}`),
    ],
    person: many(() => `/people/${encodeURIComponent(random.pickCommon(people))}`),
    attachments: [
      '/attachments',
      '/attachments?sort=name',
      '/attachments?kind=pdf&sort=-size',
      ...many(() => `/attachments?page=${random.between(1, Math.ceil(listed / 200))}`),
    ],
    ...(files.length > 0 && {
      'page of a file': many(() => `/attachments/${random.pick(files).sha256}`),
      file: many(() => {
        const { sha256, name } = random.pick(files);
        return `/attachments/${sha256}/${encodeURIComponent(name)}`;
      }),
    }),
    keys: ['/keys', ...keys.slice(0, SAMPLES).map(({ domain }) => `/keys?domain=${domain}`)],
    about: ['/about'],
  };
}
