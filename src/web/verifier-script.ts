import { readFile } from 'node:fs/promises';
import { bundleVerifier } from './bundle-verifier.ts';

/** Where the package has the script, beside this file; a checkout makes it when it is first asked for. */
export const builtScript = 'verify.js';

let script: Promise<string> | undefined;

/** The script that verifies in the reader's browser. Made or read once. */
export function verifierScript(): Promise<string> {
  script ??= load();
  return script;
}

async function load(): Promise<string> {
  try {
    if (import.meta.url.endsWith('.ts')) return await bundleVerifier();
    return await readFile(new URL(builtScript, import.meta.url), 'utf8');
  } catch (error) {
    script = undefined; // the next reader may have more luck
    throw error;
  }
}
