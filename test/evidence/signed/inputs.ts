import { readFileSync } from 'node:fs';
import type { StoredKey } from '../../../src/verify.ts';
import type { SignedInput } from './assess-all.ts';
import { SIGNED_LETTERS } from './letters.ts';

/** The golden results of `fixtures/signed/`: what every platform must say of each letter, to the last octet. */
export const GOLDEN = new URL('../../golden/signed.json', import.meta.url);
const FOLDER = new URL('../../../fixtures/signed/', import.meta.url);

/** Each letter, and those that fail or lack their body once more as if they had been rebuilt. */
export function readInputs(): SignedInput[] {
  return SIGNED_LETTERS.flatMap(({ name, verdict }) => {
    const base64 = readFileSync(new URL(`${name}.eml`, FOLDER)).toString('base64');
    const input = { name, base64, hasOriginalOctets: true };
    const isAltered = verdict === 'failed' || verdict === 'headers-verified';
    return isAltered ? [input, { ...input, name: `${name} (rebuilt)`, hasOriginalOctets: false }] : [input];
  });
}

export function readLetterKeys(): StoredKey[] {
  return JSON.parse(readFileSync(new URL('keys.json', FOLDER), 'utf8'));
}
