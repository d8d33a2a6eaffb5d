import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const { comment: _, ...rules } = JSON.parse(readFileSync(`${root}scripts/import-rules.json`, 'utf8')) as Record<string, string[]>;

describe('docs/architecture.md', () => {
  it('shows the table of imports that is enforced', () => {
    const rows = readFileSync(`${root}docs/architecture.md`, 'utf8').matchAll(/^\| `(\w+)\/` \|[^|]*\|([^|]*)\|/gm);
    const shown = Object.fromEntries([...rows].map(([, folder, allowed]) => [folder, allowed!.split(';')[0]!.match(/\w+/g) ?? []]));
    const expected = { ...rules, cli: ['everything'] };
    assert.deepEqual(shown, expected);
    assert.deepEqual(
      rules['cli']!.toSorted(),
      Object.keys(rules)
        .filter((folder) => folder !== 'cli')
        .toSorted(),
      'cli may import everything',
    );
  });
});

describe('package.json', () => {
  it('names in docs/decisions/0010-dependencies.md every package that it depends on, and no other', () => {
    const { dependencies, optionalDependencies, devDependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
    const text = readFileSync(`${root}docs/decisions/0010-dependencies.md`, 'utf8');
    const packages = [dependencies, optionalDependencies, devDependencies].flatMap((group) => Object.keys(group));
    const unnamed = packages.filter((name) => !name.startsWith('@types/') && !text.includes(`\`${name}\``));
    assert.deepEqual(unnamed, []);
    const rows = [...text.matchAll(/^\| ((?:`[^`]+`,? ?)+)\|/gm)].flatMap(([, cell]) =>
      [...cell!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!),
    );
    assert.deepEqual(
      rows.filter((name) => !packages.includes(name)),
      [],
    );
  });

  it('has a lock file without addresses of a registry, so that any mirror serves', () => {
    assert.doesNotMatch(readFileSync(`${root}package-lock.json`, 'utf8'), /"resolved"/);
  });

  it('is imported from only by packages that the sources use', () => {
    const { dependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
    const sources = globSync('src/**/*.ts', { cwd: root })
      .map((file) => readFileSync(`${root}${file}`, 'utf8'))
      .join('\n');
    const unused = Object.keys(dependencies).filter((name) => !new RegExp(`(?:from |import\\()'${name}(/[^']*)?'`).test(sources));
    assert.deepEqual(unused, []);
  });
});
