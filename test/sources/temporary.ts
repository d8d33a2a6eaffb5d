import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of its own that goes when the block ends: `await using`. */
export async function temporaryFolder(files: Readonly<Record<string, string | Uint8Array>> = {}) {
  const path = await mkdtemp(join(tmpdir(), 'chainmail-sources-'));
  const put = async (name: string, contents: string | Uint8Array) => {
    await mkdir(dirname(join(path, name)), { recursive: true });
    await writeFile(join(path, name), contents);
    return join(path, name);
  };
  for (const [name, contents] of Object.entries(files)) await put(name, contents);
  return { path, put, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
