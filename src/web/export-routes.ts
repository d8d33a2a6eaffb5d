import { Hono } from 'hono';
import type { Archive } from '../archive/archive.ts';
import { csvHeader, csvLine } from '../archive/csv.ts';
import { mboxEntry } from '../archive/mbox.ts';
import type { MessageRecord } from '../archive/record.ts';
import { contentDisposition } from './answers.ts';
import { maxExports } from './limits.ts';
import { Places } from './places.ts';
import { filePolicy } from './policies.ts';
import { refusals } from './refusal.ts';
import { streamOf } from './streaming.ts';

/** A form in which other programs take what a search found. */
interface Form {
  readonly type: string;
  readonly head: string;
  entry(record: MessageRecord, archive: Archive): string | Uint8Array;
}

const forms: Readonly<Record<'csv' | 'jsonl' | 'mbox', Form>> = {
  csv: { type: 'text/csv; charset=utf-8; header=present', head: csvHeader, entry: csvLine },
  jsonl: { type: 'application/jsonl; charset=utf-8', head: '', entry: (record) => `${JSON.stringify(record)}\n` },
  mbox: { type: 'application/mbox', head: '', entry: mboxOf },
};

/**
 * Every match of a query in number order, as a file to be saved: table, data, or mail. There is no limit on how many: an export holds
 * their numbers, some hundred records and one message at a time.
 */
export function exportRoutes(archive: Archive): Hono {
  const app = new Hono();
  const places = new Places(maxExports);
  for (const [extension, form] of Object.entries(forms)) {
    app.get(`/search.${extension}`, async (context) => {
      const q = (context.req.query('q') ?? '').trim();
      const records = archive.list(q);
      // The first step tells whether the query can be read, while there is still a status to say so with.
      const first = await records.next();
      // A HEAD request is given no body, so nothing would ever end the stream.
      const leave = context.req.method === 'HEAD' ? () => {} : places.take();
      if (leave === undefined) throw refusals.busy();
      const body = streamOf(entriesOf(form, first, records, archive), leave);
      return context.body(body, 200, {
        'Content-Type': form.type,
        'Content-Disposition': contentDisposition(`${fileStem(context.var.site.title, q)}.${extension}`),
        'Content-Security-Policy': filePolicy,
        'Cache-Control': 'no-store',
      });
    });
  }
  return app;
}

async function* entriesOf(
  form: Form,
  first: IteratorResult<MessageRecord>,
  records: AsyncIterableIterator<MessageRecord>,
  archive: Archive,
): AsyncGenerator<string | Uint8Array> {
  if (form.head !== '') yield form.head;
  if (first.done) return;
  yield form.entry(first.value, archive);
  for await (const record of records) yield form.entry(record, archive);
}

function mboxOf({ number, date }: MessageRecord, archive: Archive): Uint8Array {
  const octets = archive.octets(number);
  // The download breaks off, so that nobody takes a part for the whole.
  if (octets === undefined) throw new Error(`Message ${number} has no octets.`);
  return mboxEntry(octets, date === null ? undefined : Date.parse(date) / 1000);
}

/** `The Halden Files – budget from_lena`: what is not safe in a file's name is taken out where the name is sent. */
function fileStem(title: string, q: string): string {
  const named = (text: string) => text.replace(/[/\\]/g, ' ').slice(0, namePartLength);
  return q === '' ? named(title) : `${named(title)} – ${named(q)}`;
}

const namePartLength = 60;
