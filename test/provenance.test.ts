import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';

const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url));
const NO_FIXTURE = ['PROVENANCE.md', '.gitattributes'];

/** The rows of the tables in PROVENANCE.md: file and SHA-256. */
function listed(): string[] {
  const text = readFileSync(`${FIXTURES}PROVENANCE.md`, 'utf8');
  return [...text.matchAll(/^\| `(.+?)` \|.*\| `([0-9a-f]{64})` \|/gm)].map(([, file, sha256]) => `${file} ${sha256}`).sort();
}

it('every fixture is listed in fixtures/PROVENANCE.md with its origin, licence and SHA-256, and nothing else is', () => {
  const files = globSync('**/*', { cwd: FIXTURES, withFileTypes: true })
    .filter((entry) => entry.isFile() && !NO_FIXTURE.includes(entry.name))
    .map((entry) => `${entry.parentPath}/${entry.name}`);
  const found = files.map((path) => {
    const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
    return `${path.slice(FIXTURES.length).replaceAll('\\', '/')} ${sha256}`;
  });
  assert.deepEqual(found.sort(), listed());
});
