import type { SourceItem } from '../../archive/ports.ts';
import { SourceError } from '../error.ts';
import { headerEndOf } from './content-length.ts';
import { isFieldStart } from './from-line.ts';
import { recognitionOctets } from './limits.ts';
import type { MboxReading } from './mbox-dialect.ts';
import { unquoteFromLines } from './mbox-quoting.ts';
import { type Frame, MboxSplitter } from './mbox-splitter.ts';
import { recognise } from './recognise.ts';

export interface MboxOptions extends MboxReading {
  readonly maxMessageOctets: number;
  readonly folder?: string;
  /** Names the place in the source that an octet of the mbox stands for. */
  place(offset: number): string;
  /** Is told, at the end, what the user should know without its being a failure. */
  note?(sentence: string): void;
}

/**
 * Reads the messages of an mbox: the From line, the one empty line that ends a message and the dialect's quoting are taken off, all
 * else stays as it is. A stream that breaks gives what came before, then a failure.
 */
export async function* readMbox(chunks: AsyncIterable<Uint8Array>, options: MboxOptions, signal?: AbortSignal): AsyncGenerator<SourceItem> {
  const { dialect, rule, maxMessageOctets } = options;
  const usesContentLength = dialect === 'mboxcl' || dialect === 'mboxcl2';
  const splitter = new MboxSplitter({ rule, usesContentLength, maxMessageOctets });
  const headless = { count: 0, first: [] as number[] };
  const look = (frame: Frame) => {
    if (frame.kind !== 'message' || frame.octets.length === 0 || beginsWithField(frame.octets)) return;
    headless.count += 1;
    if (headless.first.length < toldPlaces) headless.first.push(frame.at);
  };
  let offset = 0;
  let damage: SourceError | undefined;
  try {
    for await (const chunk of chunks) {
      offset += chunk.length;
      for (const frame of splitter.push(chunk)) {
        signal?.throwIfAborted();
        look(frame);
        yield itemOf(frame, options);
      }
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    damage = error;
  }
  for (const frame of splitter.finish()) {
    look(frame);
    yield itemOf(frame, options);
  }
  const where = ({ count, first }: { count: number; first: readonly number[] }) =>
    `(${first.map((at) => options.place(at)).join(', ')}${count > first.length ? ' …' : ''})`;
  const { doubtful } = splitter;
  if (doubtful.count > 0) {
    const what = doubtful.count === 1 ? 'a line looks like a From line' : `${doubtful.count} lines look like From lines`;
    options.note?.(`${what}, but without an empty line before: left in the message ${where(doubtful)}`);
  }
  if (headless.count > 0) {
    const what = headless.count === 1 ? 'a message begins' : `${headless.count} messages begin`;
    options.note?.(`${what} with no header field: what is there may belong to the message before ${where(headless)}`);
  }
  if (damage !== undefined) {
    const reason = `${damage.message}: nothing after this place could be read, and the message before it may be cut short`;
    yield { kind: 'failure', failure: { at: options.place(offset), reason } };
  }
}

function itemOf(frame: Frame, options: MboxOptions): SourceItem {
  const at = options.place(frame.at);
  switch (frame.kind) {
    case 'message':
      if (frame.octets.length === 0) return failure(at, 'an empty message: nothing stands behind its From line');
      return messageOf(frame.octets, at, options);
    case 'preamble': {
      const head = frame.octets.subarray(0, recognitionOctets);
      if (recognise(head, head.length === frame.octets.length, {}).kind === 'message') return messageOf(frame.octets, at, options);
      return failure(at, `${frame.octets.length} octets before the first From line are no message`);
    }
    case 'too-large':
      return failure(at, tooLarge(frame.size, options.maxMessageOctets));
    default:
      return frame satisfies never;
  }
}

/** How many messages without a header are told by their offset. */
const toldPlaces = 3;

/** Or with a second From line, which some writers quoted and put behind the first. */
function beginsWithField(octets: Buffer): boolean {
  const start = octets.toString('latin1', 0, 300);
  return isFieldStart.test(start) || start.startsWith('>From ');
}

function messageOf(framed: Buffer, at: string, { dialect, folder }: MboxOptions): SourceItem {
  const octets = unquoteFromLines(framed, dialect);
  const flags = statusLetters(octets);
  return {
    kind: 'message',
    message: { at, octets, ...(flags === undefined ? {} : { flags }), ...(folder === undefined ? {} : { folder }) },
  };
}

/** @param size - Undefined: it was not read to its end. */
export function tooLarge(size: number | undefined, limit: number): string {
  const how = size === undefined ? '' : ` (${size} octets)`;
  return `the message is larger than the limit of ${limit} octets for one message${how}: not read`;
}

function failure(at: string, reason: string): SourceItem {
  return { kind: 'failure', failure: { at, reason } };
}

/** Notes of a mail program are not worth more of a header than this. */
const maxStatusHeaderOctets = 1 << 16;

/** What mail programs noted in Status and X-Status, in this order. The fields stay in the message. */
function statusLetters(octets: Buffer): string | undefined {
  const head = octets.subarray(0, maxStatusHeaderOctets);
  if (head.indexOf('Status:') < 0) return undefined;
  const header = head.toString('latin1', 0, headerEndOf(head, 0, head.length) ?? 0);
  const letters = (name: string) => new RegExp(`^${name}: {0,3}([A-Za-z]{1,12})\\r?$`, 'm').exec(header)?.[1] ?? '';
  return letters('Status') + letters('X-Status') || undefined;
}
