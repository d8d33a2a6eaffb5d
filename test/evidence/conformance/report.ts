import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { DIFFERENCES } from './differences.ts';
import type { Compared } from './differential.ts';
import { DISAGREEMENTS } from './disagreements.ts';
import type { Suite, Vector } from './vectors.ts';

/** docs/conformance.md: two sections, each written by the test that knows it. */
const DOCUMENT = new URL('../../../docs/conformance.md', import.meta.url);

const HEAD = `# Conformance

Written by \`test/evidence/conformance.test.ts\`; a test fails where it is stale. \`UPDATE_GOLDEN=1 npm test\` writes it anew.

The words for a result are those of [verdicts.md](verdicts.md): \`pass\`, \`headers-only\` (the signed fields are proven, the body is another
one), \`fail\` (the key opens the signature, other fields were signed), \`keyless\` with its reason, \`malformed\` with the tag at fault.
What a suite calls a policy error or a warning is a caution here and stands beside \`pass\`.
`;

export type SectionName = 'vectors' | 'differential';

/** The section as it stands in the document; undefined where there is none. */
export function storedSection(name: SectionName): string | undefined {
  if (!existsSync(DOCUMENT)) return undefined;
  const text = readFileSync(DOCUMENT, 'utf8');
  const start = text.indexOf(openMark(name));
  const end = text.indexOf(closeMark(name));
  return start < 0 || end < 0 ? undefined : text.slice(start + openMark(name).length, end);
}

export function storeSection(name: SectionName, section: string): void {
  const sections: SectionName[] = ['vectors', 'differential'];
  const bodies = sections.map((each) => `${openMark(each)}${each === name ? section : (storedSection(each) ?? '')}${closeMark(each)}`);
  writeFileSync(DOCUMENT, `${HEAD}\n${bodies.join('\n')}`);
}

const openMark = (name: SectionName): string => `<!-- ${name} -->\n`;
const closeMark = (name: SectionName): string => `<!-- /${name} -->\n`;

export function vectorsSection(suites: ReadonlyMap<Suite, readonly Vector[]>): string {
  const counts = [...suites].map(([suite, vectors]) => {
    const equal = vectors.filter(({ isEqual }) => isEqual).length;
    const passDiffers = vectors.filter((vector) => vector.passDiffers).length;
    return `| ${suite} | ${vectors.length} | ${equal} | ${vectors.length - equal} | ${passDiffers} |\n`;
  });
  const byName = new Map([...suites.values()].flat().map((vector) => [vector.name, vector]));
  const differences = DIFFERENCES.map(({ clause, why, vectors }) => {
    const rows = vectors.map((name) => {
      const { expected = '', results = [] } = byName.get(name) ?? {};
      return `| ${name} | ${expected} | ${results.join(', ')} |\n`;
    });
    return `\n### ${clause}\n\n${why}\n\n| vector | expected | here |\n|---|---|---|\n${rows.join('')}`;
  });
  return `## Vectors of other verifiers

The vectors lie outside the project. Kinds \`arc\` and \`domainkeys\` are left out, and so are vectors that come without keys.

| suite | vectors | as expected | different | of these, only one of the two passes |
|---|---|---|---|---|
${counts.join('')}${differences.join('')}`;
}

export function differentialSection(compared: readonly Compared[]): string {
  const disagreeing = compared.filter(({ agrees }) => !agrees);
  const rows = DISAGREEMENTS.map((disagreement) => {
    const found = disagreeing.filter(({ explanation }) => explanation === disagreement);
    const said = distinct(found.map(({ ours, theirs }) => `${ours} / ${theirs}`)).join('<br>');
    const kinds = distinct(found.map(({ kind }) => kind)).join('<br>');
    return `| ${kinds} | ${found.length} | ${said} | ${disagreement.clause} | ${disagreement.why} |\n`;
  });
  return `## Against mailauth

${compared.length} generated messages of ${distinct(compared.map(({ kind }) => kind)).length} kinds, signed by mailauth's signer or by that of
the tests, many of them damaged after or malformed before signing. Both verifiers say the same of ${compared.length - disagreeing.length};
here are the other ${disagreeing.length}.

| kind of message | messages | here / mailauth | clause | why |
|---|---|---|---|---|
${rows.join('')}`;
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
