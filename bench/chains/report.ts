import type { Outcome } from './measure.ts';

const titles: Readonly<Record<Outcome['question'], string>> = {
  corroborated: 'Corroborated, and rightly so',
  contradicted: 'Contradicted, and rightly so',
  'to corroborate': 'Corroborated of what could be',
  planted: 'Planted changes that are told',
  honest: 'Honest quotes that nothing disputes',
};

/** What is told apart, and of which questions. */
const splits: Readonly<Record<string, readonly Outcome['question'][]>> = {
  looked: ['to corroborate', 'planted', 'honest'],
  plant: ['planted'],
  evidence: ['planted'],
  cut: ['to corroborate', 'honest'],
  edit: ['to corroborate', 'honest'],
  program: ['to corroborate', 'honest'],
  language: ['to corroborate', 'honest'],
};

/** Tables of how the questions came out, as Markdown. */
export function chainsReport(outcomes: readonly Outcome[]): string {
  const questions = Object.keys(titles) as Outcome['question'][];
  const all = questions.map((question) => `| ${titles[question]} | ${rate(outcomes.filter((one) => one.question === question))} |`);
  const tables = Object.entries(splits).map(([tag, asked]) => {
    const some = outcomes.filter(({ question, tags }) => asked.includes(question) && tags[tag] !== undefined);
    const rows = [...Map.groupBy(some, ({ tags }) => tags[tag]!)].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return [
      `| ${tag} | ${asked.map((question) => titles[question]).join(' | ')} |`,
      `|---|${asked.map(() => '---|').join('')}`,
      ...rows.map(
        ([value, group]) => `| ${value} | ${asked.map((question) => rate(group.filter((one) => one.question === question))).join(' | ')} |`,
      ),
    ].join('\n');
  });
  return [['| all | |', '|---|---|', ...all].join('\n'), ...tables].join('\n\n');
}

function rate(some: readonly Outcome[]): string {
  const right = some.filter(({ isRight }) => isRight).length;
  if (some.length === 0) return '–';
  const share = (100 * right) / some.length;
  return `${right.toLocaleString('en')} of ${some.length.toLocaleString('en')}${right === some.length ? '' : ` (${share.toFixed(share > 99 ? 2 : 1)} %)`}`;
}
