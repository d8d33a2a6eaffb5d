import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Archive, openArchive } from '../../src/archive/archive.ts';
import { importMail } from '../../src/archive/import.ts';
import { openKeeper } from '../../src/archive/keeper.ts';
import { openMailSource } from '../../src/sources/mail/open.ts';
import { testKey } from '../archive/mail.ts';
import { scratchFolder } from '../scratch.ts';
import { type HostileMail, hostileMails } from './corpus/mails.ts';
import { hostileWords } from './corpus/words.ts';

export interface HostileTrove extends Disposable {
  /** The folder of the archive. */
  readonly directory: string;
  readonly archive: Archive;
  /** What message 1 is, and so on. */
  readonly mails: readonly HostileMail[];
}

/**
 * The whole corpus as an archive, whose folder, keys, title and description are the attacker's too: an archive may come from a stranger.
 *
 * @param port - Where his server listens.
 */
export async function openHostileTrove(port: number): Promise<HostileTrove> {
  const scratch = scratchFolder();
  const key = testKey('evil.example', 'june');
  const mails = hostileMails(port, key);
  const folder = join(scratch.path, hostileWords['ends of a value']!.replaceAll('/', '_'));
  mkdirSync(folder);
  for (const [index, { octets }] of mails.entries()) writeFileSync(join(folder, `${String(index).padStart(4, '0')}.eml`), octets);
  writeFileSync(join(folder, `z${hostileWords['control characters and sequences for terminals']!.replace(/[/\0]/g, '')}.eml`), '');
  const directory = join(scratch.path, 'archive');
  const keeper = openKeeper(directory, { create: true });
  keeper.addKeys(
    Object.values(hostileWords).flatMap((words, index) => [
      {
        domain: 'evil.example',
        selector: index === 0 ? key.selector : `s${index}`,
        record: index === 0 ? key.record : words,
        tier: 'archived' as const,
        source: words,
      },
      {
        domain: words.slice(0, 60),
        selector: words.slice(0, 60),
        record: `v=DKIM1; p=; n=${words}`,
        tier: 'archived' as const,
        source: words,
      },
    ]),
  );
  keeper.setAppearance({ title: hostileWords['ends of elements']!, description: hostileWords['ends of a value']! });
  keeper.close();
  await importMail(directory, [await openMailSource(folder)], { jobs: 1 });
  const archive = openArchive(directory);
  return {
    directory,
    archive,
    mails,
    [Symbol.dispose]() {
      archive.close();
      scratch[Symbol.dispose]();
    },
  };
}
