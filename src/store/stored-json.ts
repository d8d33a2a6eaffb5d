import { ArchiveError } from './database.ts';

/**
 * What a row holds as JSON.
 *
 * @throws ArchiveError `damaged` where it is none: a bit of the file has turned over, say, or somebody has written there.
 */
export function storedJson<Value>(json: string): Value {
  try {
    return JSON.parse(json) as Value;
  } catch (cause) {
    throw new ArchiveError(
      'damaged',
      `A row of the archive is damaged: ${(cause as Error).message}. "chainmail audit" tells of what message; the sources can be imported anew.`,
      { cause },
    );
  }
}
