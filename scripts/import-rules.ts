/**
 * Checks that the folders of src/ import only what `import-rules.json` allows, that there are no cycles, and that every file
 * was really read (with a TypeScript it does not know, dependency-cruiser reads none and finds nothing wrong).
 */
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';

const root = fileURLToPath(new URL('..', import.meta.url));
const { comment: _, ...table } = JSON.parse(readFileSync(new URL('import-rules.json', import.meta.url), 'utf8')) as Record<
  string,
  string[]
>;

const isomorphic = ['message', 'evidence', 'query', 'pages', 'browser'];

const rules: IForbiddenRuleType[] = [
  { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  ...Object.entries(table).map(([folder, allowed]) => ({
    name: `${folder}-imports-only-its-own`,
    severity: 'error' as const,
    from: { path: `^src/${folder}/` },
    to: {
      path: '^src/',
      pathNot: [
        `^src/(${[folder, ...allowed].join('|')})/`,
        // A port lives with its consumer: sources know archive's by type.
        ...(folder === 'sources' ? ['^src/archive/ports\\.ts$'] : []),
      ],
    },
  })),
  {
    name: 'ports-are-types',
    severity: 'error',
    from: { path: '^src/sources/' },
    to: { path: '^src/archive/', dependencyTypesNot: ['type-only'] },
  },
  { name: 'core-without-node', severity: 'error', from: { path: `^src/(${isomorphic.join('|')})/` }, to: { dependencyTypes: ['core'] } },
  { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  {
    name: 'nothing-for-development-in-src',
    severity: 'error',
    from: { path: '^src/' },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
  },
];

const { output } = await cruise(['src'], {
  baseDir: root,
  ruleSet: { forbidden: rules },
  validate: true,
  tsPreCompilationDeps: 'specify',
  doNotFollow: { path: 'node_modules' },
});
const result = output as ICruiseResult;
const files = globSync('src/**/*.ts', { cwd: root });
const read = new Set(result.modules.map((module) => module.source));
const unread = files.filter((file) => !read.has(file));
const folders = new Set(files.flatMap((file) => file.split('/').slice(1, -1).slice(0, 1)));
const problems = [
  ...result.summary.violations.map((violation) => `${violation.rule.name}: ${violation.from} → ${violation.to}`),
  ...unread.map((file) => `not read: ${file}`),
  ...[...folders].filter((folder) => !(folder in table)).map((folder) => `src/${folder} has no row in scripts/import-rules.json`),
];
for (const problem of problems) console.error(problem);
console.log(`import rules: ${files.length} files read, ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
