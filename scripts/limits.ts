/** Writes docs/limits.md: every named limit of the parsers with its value and the attack that it stops, as the source says it. */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
export const LIMITS_PAGE = join(ROOT, 'docs/limits.md');

const files = () => [...globSync('src/{message,evidence,sources}/**/limits.ts', { cwd: ROOT }), 'src/query/vocabulary.ts'].sort();

const opening = `# Limits

What the parsers spend on one message, one key file, one query at most, and the attack that each limit stops. What of a message is past one
is left as it is: its octets are kept, and \`chainmail show\` says what was not read. A message that is too large, and what no key can be
made of, are failures that the import tells; a query past its limits is refused, and the refusal says where.

Written by \`scripts/limits.ts\` from the source; a test holds the two together. The limits of the server are in \`src/web/limits.ts\`.

| limit | value | what it stops | where |
|---|---|---|---|
`;

export async function limitsPage(): Promise<string> {
  const rows: string[] = [];
  for (const file of files()) {
    const values = (await import(pathToFileURL(join(ROOT, file)).href)) as Record<string, unknown>;
    const fields = values['defaultLimits'] as Record<string, unknown> | undefined;
    for (const [, comment, name] of readFileSync(join(ROOT, file), 'utf8').matchAll(
      /\/\*\*((?:(?!\*\/).)*)\*\/\s*(?:export const|readonly) (\w+)/gs,
    )) {
      const value = values[name!] ?? fields?.[name!];
      if (typeof value === 'number') rows.push(`| \`${name}\` | ${value.toLocaleString('en')} | ${sentence(comment!)} | \`${file}\` |\n`);
    }
  }
  return opening + rows.join('');
}

function sentence(comment: string): string {
  return comment
    .replaceAll(/\s*\n\s*\*\s?/g, ' ')
    .replaceAll(/\{@link (\w+)\}/g, '`$1`')
    .replaceAll('|', '\\|')
    .trim();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(LIMITS_PAGE, await limitsPage());
