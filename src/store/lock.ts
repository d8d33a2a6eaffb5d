import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ArchiveError, explain } from './database.ts';

/** The file whose lock says that an import or an assessment is at work; its content means nothing. */
export const lockFileName = 'writer.lock';

/**
 * Holds the right to write to the archive in `directory` until it is disposed of or the process ends, however it ends:
 * the lock is the operating system's, so a killed process leaves none behind.
 *
 * @throws ArchiveError `locked` when another process holds it.
 */
export function lockArchive(directory: string): Disposable {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(join(directory, lockFileName), { timeout: 0 });
    db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
  } catch (cause) {
    db?.close();
    const explained = explain(cause, directory);
    if (explained instanceof ArchiveError && explained.code !== 'locked') throw explained;
    throw new ArchiveError(
      'locked',
      `Another command is writing to the archive in ${directory}. Wait until it has ended, then run this one again.`,
      { cause },
    );
  }
  const held = db;
  return { [Symbol.dispose]: () => held.close() };
}
