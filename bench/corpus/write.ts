import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { type CorpusOptions, type MadeMail, makeMail } from './mail.ts';
import { keyLines } from './people.ts';

/** Mail on disk. */
export interface Corpus {
  readonly messages: number;
  readonly attachments: number;
  /** Of the messages alone, as the Maildir has them. */
  readonly octets: number;
  readonly mbox: string;
  /** Where the same messages lie as single files; absent where they were not asked for. */
  readonly maildir?: string;
  readonly keys: string;
}

/** Writing is done in pieces of about this many octets. */
const PIECE = 1 << 22;

/**
 * Writes made-up mail into a folder of its own below `directory`: an mbox (mboxrd, LF) and, where asked for, the same messages as a
 * Maildir. What an earlier run has written whole is used again.
 */
export async function writeCorpus(directory: string, options: CorpusOptions & { readonly maildir: boolean }): Promise<Corpus> {
  const folder = join(directory, `mail-${options.kind}-${options.messages}-${options.seed}${options.maildir ? '-maildir' : ''}`);
  const manifest = join(folder, 'manifest.json');
  if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, 'utf8')) as Corpus;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const maildir = join(folder, 'Maildir');
  for (const part of options.maildir ? ['cur', 'new', 'tmp'] : []) mkdirSync(join(maildir, part), { recursive: true });

  const mbox = new Mbox(await open(join(folder, 'all.mbox'), 'w'));
  let messages = 0;
  let attachments = 0;
  let octets = 0;
  for (const mail of makeMail(options)) {
    const text = mail.octets.replaceAll('\r\n', '\n');
    messages++;
    attachments += mail.attachments;
    octets += text.length;
    await mbox.write(mail, text);
    if (options.maildir) writeFileSync(join(maildir, 'cur', `${mail.seconds}.M${messages}P1.bench:2,S`), Buffer.from(text, 'latin1'));
  }
  await mbox.end();
  const keys = join(folder, 'keys.jsonl');
  writeFileSync(
    keys,
    keyLines()
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
  );
  const corpus: Corpus = { messages, attachments, octets, mbox: join(folder, 'all.mbox'), keys, ...(options.maildir && { maildir }) };
  writeFileSync(manifest, JSON.stringify(corpus));
  return corpus;
}

class Mbox {
  readonly #file: FileHandle;
  #waiting: string[] = [];
  #octets = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  async write({ sender, seconds }: MadeMail, text: string): Promise<void> {
    const date = new Date(seconds * 1000).toUTCString();
    const entry = `From ${sender} ${date.slice(0, 3)} ${date.slice(8, 11)} ${date.slice(5, 7)} ${date.slice(17, 25)} ${date.slice(12, 16)}\n${text.replace(/^(>*From )/gm, '>$1')}\n`;
    this.#waiting.push(entry);
    this.#octets += entry.length;
    if (this.#octets >= PIECE) await this.#flush();
  }

  async end(): Promise<void> {
    await this.#flush();
    await this.#file.close();
  }

  async #flush(): Promise<void> {
    await this.#file.writeFile(Buffer.from(this.#waiting.join(''), 'latin1'));
    this.#waiting = [];
    this.#octets = 0;
  }
}
