/**
 * Writes the demo as the sources that people really have: an mbox, a Maildir, a tree of .eml files, a compressed mbox of a mailing
 * list; and beside them the keys file. `import` reads all of them.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished, pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Verdict } from '../evidence/verdict.ts';
import { isoDate, mboxDate } from './clock.ts';
import { type DemoItem, type DemoOptions, type DemoPlace, generateDemo } from './generate.ts';
import { demoKeyLines } from './signers.ts';

export interface DemoManifest {
  /** Distinct messages, distinct by their octets. */
  readonly messages: number;
  readonly attachments: number;
  readonly intended: Readonly<Partial<Record<Verdict, number>>>;
  readonly conditions: Readonly<Record<string, number>>;
}

export interface WrittenDemo {
  /** Absolute or as `directory` was given; what `import` takes. */
  readonly sources: readonly string[];
  readonly keyFiles: readonly string[];
  readonly manifest: DemoManifest;
}

/** A directory with more files than this is a burden; what comes later goes to an mbox beside it. */
const MAX_FILES = 3000;

/**
 * Writes the demo into a directory, which is made where it does not exist; files of the same names are overwritten.
 *
 * @returns Once all is on disk. Memory stays bounded, however many messages. Throws what the file system throws.
 */
export async function writeDemo(directory: string, options: DemoOptions): Promise<WrittenDemo> {
  await mkdir(directory, { recursive: true });
  const sources: string[] = [];
  const source = (name: string) => {
    sources.push(join(directory, name));
    return join(directory, name);
  };
  const lena = new MboxWriter(source('lena-brandt.mbox'));
  const otto = await openMaildir(source('otto-weiss'));
  const claire = openTree(source('leaked-eml'));
  const list = new MboxWriter(source('liste-marnay.mbox.gz'));
  const overflow = new Map<DemoPlace, MboxWriter>();
  const overflowTo = async (place: DemoPlace, name: string, item: DemoItem) => {
    let mbox = overflow.get(place);
    if (mbox === undefined) {
      mbox = new MboxWriter(source(name));
      overflow.set(place, mbox);
    }
    await mbox.write(item);
  };

  const manifest = {
    messages: 0,
    attachments: 0,
    intended: {} as Partial<Record<Verdict, number>>,
    conditions: {} as Record<string, number>,
  };
  for (const item of generateDemo(options)) {
    manifest.messages++;
    manifest.attachments += item.attachments;
    manifest.intended[item.intended] = (manifest.intended[item.intended] ?? 0) + 1;
    manifest.conditions[item.condition] = (manifest.conditions[item.condition] ?? 0) + 1;
    for (const place of item.places) {
      switch (place) {
        case 'lena':
          await lena.write(item);
          break;
        case 'otto':
          if (!(await otto(item))) await overflowTo(place, 'otto-weiss-2.mbox', item);
          break;
        case 'claire':
          if (!(await claire(item))) await overflowTo(place, 'claire-fontanel.mbox', item);
          break;
        case 'list':
          await list.write(item);
          break;
        default:
          place satisfies never;
      }
    }
  }
  for (const mbox of [lena, list, ...overflow.values()]) await mbox.end();

  const keys = join(directory, 'keys.jsonl');
  await writeFile(
    keys,
    demoKeyLines()
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
  );
  return { sources, keyFiles: [keys], manifest };
}

/** Appends to an mbox in the mboxrd dialect, LF line ends; gzipped where the name says so. */
class MboxWriter {
  private readonly sink: NodeJS.WritableStream;
  private readonly done: Promise<void>;
  private waiting: Buffer[] = [];
  private waitingOctets = 0;

  constructor(path: string) {
    const file = createWriteStream(path);
    if (path.endsWith('.gz')) {
      const gzip = createGzip();
      this.sink = gzip;
      this.done = pipeline(gzip, file);
    } else {
      this.sink = file;
      this.done = finished(file);
    }
    this.done.catch(() => undefined); // told by flush() or end()
  }

  async write(item: DemoItem): Promise<void> {
    const text = lineFeeds(item.octets).replace(/^(>*From )/gm, '>$1');
    const entry = Buffer.from(`From ${item.sender} ${mboxDate(item.seconds)}\n${text}${text.endsWith('\n') ? '' : '\n'}\n`, 'latin1');
    this.waiting.push(entry);
    this.waitingOctets += entry.length;
    if (this.waitingOctets > 1 << 20) await this.flush();
  }

  async end(): Promise<void> {
    await this.flush();
    this.sink.end();
    await this.done;
  }

  private async flush(): Promise<void> {
    const piece = Buffer.concat(this.waiting);
    this.waiting = [];
    this.waitingOctets = 0;
    // `done` settles early only where writing failed, and then throws here.
    if (!this.sink.write(piece)) await Promise.race([once(this.sink, 'drain'), this.done]);
  }
}

/** @returns A function that files one message and says whether there was room. */
async function openMaildir(path: string): Promise<(item: DemoItem) => Promise<boolean>> {
  for (const folder of ['', '.Sent']) {
    for (const part of ['cur', 'new', 'tmp']) await mkdir(join(path, folder, part), { recursive: true });
  }
  let count = 0;
  return async (item) => {
    if (count >= MAX_FILES) return false;
    count++;
    const folder = item.folder === 'sent' ? join(path, '.Sent') : path;
    const unique = `${item.seconds}.M${String(count).padStart(6, '0')}P4242.mail`;
    const unread = item.folder === 'inbox' && count % 23 === 0;
    const flags = item.folder === 'sent' ? 'S' : count % 3 === 0 ? 'RS' : count % 41 === 0 ? 'FS' : 'S';
    await writeFile(
      unread ? join(folder, 'new', unique) : join(folder, 'cur', `${unique}:2,${flags}`),
      Buffer.from(lineFeeds(item.octets), 'latin1'),
    );
    return true;
  };
}

/** A tree of .eml files by year and month, as a mail program exports them, CRLF line ends. */
function openTree(path: string): (item: DemoItem) => Promise<boolean> {
  const made = new Set<string>();
  let count = 0;
  return async (item) => {
    if (count >= MAX_FILES) return false;
    count++;
    const folder = join(path, item.folder === 'sent' ? 'envoyés' : 'reçus', isoDate(item.seconds).slice(0, 4));
    if (!made.has(folder)) {
      await mkdir(folder, { recursive: true });
      made.add(folder);
    }
    await writeFile(join(folder, `${isoDate(item.seconds)}-${String(count).padStart(5, '0')}.eml`), item.octets);
    return true;
  };
}

/** The message as a latin-1 string with bare LF, as Unix mailboxes keep it. */
function lineFeeds(octets: Uint8Array): string {
  return Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('latin1').replaceAll('\r\n', '\n');
}
