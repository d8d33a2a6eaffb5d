/** Writes docs/licences.md: what every installed dependency is licensed by. With --check, only says whether it is up to date. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
}

/** Licences that ask for no more than their text and the names to be kept, and those of dual licences that do. */
const permissive = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'MIT-0',
  'Python-2.0',
]);
/** Used for development only, never shipped; their terms are kept by not distributing them. */
const allowedForDevelopment = new Set(['EUPL-1.1', 'EUPL-1.1+', 'MPL-2.0', 'CC-BY-4.0']);

const path = 'docs/licences.md';
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
const rows: { name: string; version: string; licence: string; isDev: boolean }[] = [];
for (const [place, entry] of Object.entries(lock.packages)) {
  if (place === '') continue;
  const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
  rows.push({ name, version: entry.version ?? '?', licence: licenceOf(place, entry), isDev: entry.dev === true });
}
rows.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));

const problems = rows.filter(
  ({ licence, isDev }) => !alternatives(licence).some((one) => permissive.has(one) || (isDev && allowedForDevelopment.has(one))),
);
for (const { name, licence } of problems) process.stderr.write(`${name}: ${licence} is not among the licences that are taken\n`);

const text = page();
if (process.argv.includes('--check')) {
  const isCurrent = existsSync(path) && readFileSync(path, 'utf8') === text;
  if (!isCurrent) process.stderr.write(`${path} is out of date: node scripts/licences.ts\n`);
  process.exitCode = isCurrent && problems.length === 0 ? 0 : 1;
} else {
  writeFileSync(path, text);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

/** As the package itself says; the lock file has it too, and has it where a package for another machine is not installed. */
function licenceOf(place: string, entry: Locked): string {
  const own = `${place}/package.json`;
  if (!existsSync(own)) return entry.license ?? 'unknown';
  const { license } = JSON.parse(readFileSync(own, 'utf8')) as { license?: string | { type?: string } };
  return (typeof license === 'string' ? license : license?.type) ?? entry.license ?? 'unknown';
}

/** `(MIT OR CC0-1.0)` → either; a licence that is joined by AND stays whole, and is then not among those taken. */
function alternatives(licence: string): string[] {
  return licence.replace(/^\(|\)$/g, '').split(' OR ');
}

function page(): string {
  const table = (isDev: boolean) =>
    rows
      .filter((row) => row.isDev === isDev)
      .map(({ name, version, licence }) => `| \`${name}\` | ${version} | ${licence} |`)
      .join('\n');
  return `# Licences of the dependencies

Made by \`node scripts/licences.ts\` from what is installed; a test says when it is out of date, and when a licence comes in that
is not permissive. Chainmail itself is under Apache-2.0.

## At run time

| package | version | licence |
|---|---|---|
${table(false)}

## For development only

None of these is in the published package.

| package | version | licence |
|---|---|---|
${table(true)}
`;
}
