import type { MailSource } from '../../../src/archive/ports.ts';
import { type MboxOptions, readMbox } from '../../../src/sources/mail/mbox.ts';
import { detectMbox } from '../../../src/sources/mail/mbox-dialect.ts';
import type { MboxDialect } from '../../../src/sources/mail/mbox-quoting.ts';

/** All that a source gives, as text that a test can compare: octets are latin-1. */
export interface Read {
  readonly messages: { at: string; text: string; flags?: string; folder?: string }[];
  readonly failures: { at: string; reason: string }[];
}

export async function readAll(items: ReturnType<MailSource['items']>): Promise<Read> {
  const read: Read = { messages: [], failures: [] };
  for await (const item of items) {
    if (item.kind === 'failure') {
      read.failures.push({ ...item.failure });
      continue;
    }
    const { octets, ...rest } = item.message;
    read.messages.push({ ...rest, text: Buffer.from(octets).toString('latin1') });
  }
  return read;
}

/** Reads an mbox that is held in memory, in chunks of any size. */
export async function readMboxOf(
  octets: Buffer,
  options: { dialect?: MboxDialect; chunkOctets?: number; maxMessageOctets?: number } = {},
): Promise<Read & { notes: string[] }> {
  const notes: string[] = [];
  const { chunkOctets = 1 << 16, maxMessageOctets = 1 << 20 } = options;
  const reading = detectMbox(octets, true);
  const settings: MboxOptions = {
    ...reading,
    ...(options.dialect === undefined ? {} : { dialect: options.dialect }),
    maxMessageOctets,
    place: (offset) => `offset:${offset}`,
    note: (sentence) => void notes.push(sentence),
  };
  async function* chunks() {
    // One buffer for all chunks, as a file gives them: whoever keeps one without copying it is found out.
    const chunk = Buffer.alloc(chunkOctets);
    for (let at = 0; at < octets.length; at += chunkOctets) {
      const size = octets.copy(chunk, 0, at, at + chunkOctets);
      yield chunk.subarray(0, size);
      chunk.fill('From x@y Thu Jan  1 00:00:00 1970\n');
    }
  }
  return { ...(await readAll(readMbox(chunks(), settings))), notes };
}

export function texts(read: Read): string[] {
  return read.messages.map(({ text }) => text);
}
