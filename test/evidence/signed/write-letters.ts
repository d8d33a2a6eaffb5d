/**
 * Writes `fixtures/signed/`: the letters, their keys. The output is the same each time. Run after a change to `letters.ts`, then
 * update `fixtures/PROVENANCE.md` by what the provenance test says.
 */
import { writeFileSync } from 'node:fs';
import { LETTER_KEYS, SIGNED_LETTERS } from './letters.ts';

const FOLDER = new URL('../../../fixtures/signed/', import.meta.url);

for (const { name, text } of SIGNED_LETTERS) writeFileSync(new URL(`${name}.eml`, FOLDER), text, 'latin1');
writeFileSync(new URL('keys.json', FOLDER), `${JSON.stringify(LETTER_KEYS, null, 2)}\n`);
