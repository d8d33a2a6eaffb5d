import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/*
 * Every verifier beside this file, in whatever language, is called alike and does the same:
 *
 *   VERIFIER FOLDER KEYS SECONDS
 *
 * reads all `.eml` files of the folder and the keys (a line each: name in DNS, tab, record) into memory, verifies every message once to
 * warm up, then again and again for so many seconds of processor time, and prints `VERIFIED MESSAGES SECONDS`: how many signatures were
 * good, of how many messages, in how much processor time of the whole process.
 */

export interface Assignment {
  readonly messages: readonly Buffer[];
  /** Records by name in DNS. */
  readonly keys: ReadonlyMap<string, string>;
  readonly seconds: number;
}

export function assignment(): Assignment {
  const [folder = '.', keys = 'keys.tsv', seconds = '1'] = process.argv.slice(2);
  const names = readdirSync(folder).filter((name) => name.endsWith('.eml'));
  return {
    messages: names.sort().map((name) => readFileSync(join(folder, name))),
    keys: new Map(
      readFileSync(keys, 'utf8')
        .split('\n')
        .filter((line) => line.includes('\t'))
        .map((line) => line.split('\t') as [string, string]),
    ),
    seconds: Number(seconds),
  };
}

/** Verifies again and again, and prints the result. @param verify - Says whether the message's signature is good. */
export async function repeat({ messages, seconds }: Assignment, verify: (message: Buffer) => boolean | Promise<boolean>): Promise<void> {
  for (const message of messages) await verify(message);
  let verified = 0;
  let count = 0;
  const before = process.cpuUsage();
  for (;;) {
    for (const message of messages) {
      // Waiting for what is there already would be counted as work.
      const good = verify(message);
      if (good === true || (good !== false && (await good))) verified++;
      count++;
    }
    const { user, system } = process.cpuUsage(before);
    const taken = (user + system) / 1e6;
    if (taken >= seconds) {
      console.log(verified, count, taken);
      return;
    }
  }
}
