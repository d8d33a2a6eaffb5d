import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Command } from 'commander';
import { openKeeper } from '../archive/keeper.ts';
import { createNodeCrypto } from '../archive/node-crypto.ts';
import { verifyMessage } from '../archive/verify.ts';
import type { StoredKey } from '../evidence/keys/key.ts';
import { defaultPolicy } from '../evidence/policy.ts';
import { stepsRecord } from '../evidence/steps/record.ts';
import { explainSignature } from '../evidence/steps/steps.ts';
import { stepsText } from '../evidence/steps/text.ts';
import { parseMessage } from '../message/message.ts';
import { clean, jsonText } from '../message/terminal-text.ts';
import { compressionOf, decompress } from '../sources/compression.ts';
import { SourceError, sourceErrorOf } from '../sources/error.ts';
import { createDnsKeySource } from '../sources/keys/dns.ts';
import { readKeys } from '../sources/keys/open.ts';
import { maxMessageOctets } from '../sources/mail/limits.ts';
import { tooLarge } from '../sources/mail/mbox.ts';
import { recognise } from '../sources/mail/recognise.ts';
import { exitCodes, UsageError } from './exit.ts';
import { collect, jsonOption } from './options.ts';
import { describeMessage } from './show.ts';

interface Options {
  readonly keys?: readonly string[];
  readonly archive?: string;
  readonly dns?: boolean;
  readonly explain?: boolean;
  readonly json?: boolean;
}

export function verifyCommand(): Command {
  return new Command('verify')
    .description('Verify one message. Needs no archive.')
    .argument('<file>', 'a message (.eml), or - for standard input; gzip and zstd are undone')
    .option('--keys <file>', 'DKIM keys to verify with: JSONL, CSV or a folder of records (may be repeated)', collect)
    .option('--archive <dir>', 'use the keys of this archive too; with --dns, the answers are kept in it')
    .option('--dns', "look keys up live in DNS: this tells the domain's owner what is being examined")
    .option('--explain', 'print every step: canonical octets, hashes, keys, the block that the key recovers')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  chainmail verify letter.eml --keys keys.jsonl
  chainmail verify letter.eml --keys keys.jsonl --explain | less
  chainmail verify letter.eml --dns --json
  chainmail show 48211 --raw | chainmail verify - --archive trove`,
    )
    .action(run);
}

async function run(file: string, options: Options): Promise<void> {
  const octets = await readMessage(file);
  noteWhatIsNoMessage(file, octets);
  let failed = false;
  const given: StoredKey[] = [];
  for (const path of options.keys ?? []) {
    const found = await readKeys(path);
    for (const key of found.keys) given.push(key);
    for (const { at, reason } of found.failures) process.stderr.write(`${clean(path)}: ${clean(at)}: ${clean(reason)}\n`);
    failed ||= found.failures.length > 0;
  }
  const keeper = options.archive === undefined ? undefined : openKeeper(options.archive);
  try {
    const noted = keeper?.notesOnKeys() ?? ((key: StoredKey) => key);
    const keys = [...given.map(noted), ...(keeper?.keys() ?? [])];
    const context = { crypto: createNodeCrypto(), policy: keeper?.policy() ?? defaultPolicy };
    const lookups = createDnsKeySource({ now: () => Math.floor(Date.now() / 1000) });
    const { record, keys: known, lookedUp } = await verifyMessage(octets, { ...context, keys, noted, ...(options.dns && { lookups }) });
    keeper?.addKeys(lookedUp);
    const message = parseMessage(octets);
    const steps = options.explain
      ? record.signatures.map((signature) => explainSignature(message, signature, { ...context, keys: known }))
      : undefined;
    if (options.json) process.stdout.write(`${jsonText({ ...record, ...(steps && { steps: steps.map(stepsRecord) }) }, 2)}\n`);
    else {
      const texts = steps?.map((each, index) => `\n${stepsText(each, index + 1)}`) ?? [];
      process.stdout.write(describeMessage(record) + texts.join(''));
    }
  } finally {
    keeper?.close();
  }
  process.exitCode = failed ? exitCodes.someFailed : exitCodes.done;
}

/** The message's octets, decompressed as an import does it: by what they begin with, and within the limit for one message. */
async function readMessage(file: string): Promise<Uint8Array> {
  try {
    const stored = file === '-' ? await buffer(process.stdin) : await readFile(file);
    const compression = compressionOf(stored);
    return compression === undefined ? stored : await unpacked(file, decompress(inOnePiece(stored), compression));
  } catch (error) {
    if (error instanceof SourceError) throw new SourceError(error.code, `${file}: ${error.message}`, { cause: error });
    throw sourceErrorOf(error, file);
  }
}

async function* inOnePiece(octets: Buffer): AsyncGenerator<Buffer> {
  yield octets;
}

async function unpacked(file: string, chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > maxMessageOctets) throw new UsageError(`${clean(file)}: ${tooLarge(undefined, maxMessageOctets)}.`);
    parts.push(Buffer.from(chunk));
  }
  return Buffer.concat(parts);
}

/** What is no message has no signature: without a word, "not verified" would be taken for a finding about a mail. */
function noteWhatIsNoMessage(file: string, octets: Uint8Array): void {
  const found = recognise(Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength), true, { saidToBeMail: true });
  if (found.kind === 'message') return;
  const what = found.kind === 'mbox' ? 'a mailbox (mbox): import it to verify its messages' : found.kind === 'empty' ? 'empty' : found.what;
  process.stderr.write(`Note: ${clean(file)} is no single message but ${what}. It is verified as it stands.\n`);
}
