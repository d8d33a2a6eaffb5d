import type { SourceItem } from '../../archive/ports.ts';
import type { Compression } from '../compression.ts';
import { SourceError } from '../error.ts';
import { type OctetFile, openOctetFile, type Prefix } from '../octet-file.ts';
import { firstSeparatorWithin } from './from-line.ts';
import { evidenceOctets, recognitionOctets } from './limits.ts';
import { readMbox, tooLarge } from './mbox.ts';
import { detectMbox, type MboxReading } from './mbox-dialect.ts';
import type { MboxDialect } from './mbox-quoting.ts';
import { type Recognised, recognise } from './recognise.ts';

export interface MailFileOptions {
  /** Believed instead of what the file shows. */
  readonly mboxDialect?: MboxDialect;
  readonly maxMessageOctets: number;
  readonly followLinks: boolean;
  /** A Maildir holds it: a file is a message. */
  readonly saidToBeMail?: boolean;
}

export interface FilePlace {
  /** What `at` says of a message that is the whole file, and of a failure. */
  readonly at: string;
  /** What `at` says of an octet of an mbox. */
  offset(offset: number): string;
  /** Is told what the user should know without its being a failure. */
  note(sentence: string): void;
  readonly flags?: string;
  /** Of a message that is the whole file, and of the messages in an mbox. */
  readonly folder?: string;
  readonly mboxFolder?: string;
}

/** One file, known to be a message, an mbox, or no mail. Close it: `await using`. */
export interface MailFile extends AsyncDisposable {
  readonly kind: Recognised['kind'];
  /** Of an mbox. */
  readonly dialect?: MboxDialect;
  readonly compression?: Compression;
  readonly size: number;
  octetsRead(): number;
  items(place: FilePlace, signal?: AbortSignal): AsyncGenerator<SourceItem>;
}

/** Throws SourceError when the file cannot be opened; what is in it is no reason to throw. */
export async function openMailFile(path: string | Buffer, name: string, options: MailFileOptions): Promise<MailFile> {
  const file = await openOctetFile(path, name, { followLinks: options.followLinks });
  try {
    const prefix = await file.prefix(recognitionOctets);
    const said = {
      saidToBeMail: options.saidToBeMail === true || isNamedAsMail(name),
      saidToBeMbox: options.mboxDialect !== undefined || /\.(?:mbox|mbx)(?:\.(?:gz|zst))?$/i.test(name),
    };
    let found = recognise(prefix.octets, prefix.isWhole, said);
    if (said.saidToBeMbox && !said.saidToBeMail && found.kind !== 'mbox' && !prefix.isWhole) {
      // What comes before the first From line may be a long letter.
      const { octets, isWhole } = await file.prefix(evidenceOctets);
      found = recognise(octets, isWhole, said);
    }
    let isDone = false;
    const reading = found.kind === 'mbox' ? await readingOf(file, prefix, options.mboxDialect) : undefined;
    return {
      kind: found.kind,
      ...(reading === undefined ? {} : { dialect: reading.dialect }),
      ...(file.compression === undefined ? {} : { compression: file.compression }),
      size: file.size,
      octetsRead: () => (isDone ? file.size : file.octetsRead()),
      async *items(place, signal) {
        const fail = (reason: string): SourceItem => ({ kind: 'failure', failure: { at: place.at, reason } });
        switch (found.kind) {
          case 'mbox': {
            const folder = place.mboxFolder;
            const mbox = { ...reading!, maxMessageOctets: options.maxMessageOctets, place: place.offset, note: place.note };
            yield* readMbox(file.chunks(signal), { ...mbox, ...(folder === undefined ? {} : { folder }) }, signal);
            break;
          }
          case 'message':
            yield* wholeMessage(file, prefix, place, options, signal);
            break;
          case 'empty':
            if (prefix.damage !== undefined) yield fail(`nothing of it could be read: ${prefix.damage.message}`);
            else if (options.saidToBeMail === true || isNamedAsMail(name)) yield fail('not a mail message: an empty file');
            break;
          case 'other':
            yield fail(`not a mail message: ${found.what}${prefix.damage === undefined ? '' : ` (and ${prefix.damage.message})`}`);
            break;
          default:
            found satisfies never;
        }
        isDone = true;
      },
      [Symbol.asyncDispose]: () => file[Symbol.asyncDispose](),
    };
  } catch (error) {
    await file[Symbol.asyncDispose]();
    throw error;
  }
}

async function readingOf(file: OctetFile, prefix: Prefix, forced: MboxDialect | undefined): Promise<MboxReading> {
  const head = prefix.isWhole ? prefix : await file.prefix(evidenceOctets);
  const reading = detectMbox(head.octets, head.isWhole);
  return forced === undefined ? reading : { ...reading, dialect: forced };
}

async function* wholeMessage(
  file: OctetFile,
  prefix: Prefix,
  place: FilePlace,
  { maxMessageOctets: limit, saidToBeMail }: MailFileOptions,
  signal: AbortSignal | undefined,
): AsyncGenerator<SourceItem> {
  const parts: Buffer[] = [];
  let size = 0;
  let { damage } = prefix;
  if (prefix.isWhole) {
    parts.push(prefix.octets);
    size = prefix.octets.length;
  } else {
    try {
      for await (const chunk of file.chunks(signal)) {
        size += chunk.length;
        if (size > limit) break;
        parts.push(Buffer.from(chunk));
      }
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      damage = error;
    }
  }
  const { at, flags, folder } = place;
  if (size > limit) {
    yield { kind: 'failure', failure: { at, reason: tooLarge(file.compression === undefined ? file.size : undefined, limit) } };
    return;
  }
  // Own memory, so that it may be transferred to another thread.
  const octets = Buffer.allocUnsafeSlow(size);
  let to = 0;
  for (const part of parts) to += part.copy(octets, to);
  const inner = saidToBeMail === true ? undefined : firstSeparatorWithin(octets);
  if (inner !== undefined) {
    const where = `behind a From line at offset:${inner}`;
    place.note(`${at}: read as one message, though another may begin ${where}. If it is an mbox, let its name end in .mbox`);
  }
  yield {
    kind: 'message',
    message: { at, octets, ...(flags === undefined ? {} : { flags }), ...(folder === undefined ? {} : { folder }) },
  };
  if (damage !== undefined) {
    yield { kind: 'failure', failure: { at: place.offset(size), reason: `${damage.message}: the message is cut short there` } };
  }
}

function isNamedAsMail(name: string): boolean {
  return /\.(?:eml|email|mht|mhtml)(?:\.(?:gz|zst))?$/i.test(name);
}
