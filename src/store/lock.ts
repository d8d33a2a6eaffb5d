import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ArchiveError } from './database.ts';

/** The file whose lock says that an import or an assessment is at work; its content means nothing. */
export const lockFileName = 'writer.lock';

/**
 * Holds the right to write to the archive in `directory` until it is disposed of or the process ends, however it ends:
 * the lock is the operating system's, so a killed process leaves none behind.
 *
 * @throws ArchiveError `locked` when another process holds it.
 */
export function lockArchive(directory: string): Disposable {
  const db = new DatabaseSync(join(directory, lockFileName), { timeout: 0 });
  try {
    db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE;');
  } catch (cause) {
    db.close();
    throw new ArchiveError(
      'locked',
      `Another command is writing to the archive in ${directory}. Wait until it has ended, then run this one again.`,
      { cause },
    );
  }
  return { [Symbol.dispose]: () => db.close() };
}
