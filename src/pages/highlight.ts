import type { Query } from '../query/ast.ts';
import { foldText, wordsOf } from '../query/words.ts';
import { nameInvisible } from './display.ts';
import { type Html, html } from './html.ts';

/** A run of text, and whether it is what was searched for. */
export interface Run {
  readonly text: string;
  readonly found: boolean;
}

/** Runs as one isolated line, what was found in `<mark>`. */
export function highlighted(runs: readonly Run[]): Html {
  return html`<bdi lang="">${runs.map(({ text, found }) => (found ? html`<mark>${nameInvisible(text)}</mark>` : nameInvisible(text)))}</bdi>`;
}

/** A line cut into what a query asks for, word by word, and what lies between. What it excludes is not looked for. */
export function highlightWords(line: string, query: Query | undefined): Run[] {
  const wanted = new Set<string>();
  const beginnings: string[] = [];
  if (query !== undefined) collectWords(query, wanted, beginnings);
  const runs: Run[] = [];
  let at = 0;
  for (const { text, start, end } of wordsOf(line)) {
    const folded = foldText(text);
    if (!wanted.has(folded) && !beginnings.some((beginning) => folded.startsWith(beginning))) continue;
    if (start > at) runs.push({ text: line.slice(at, start), found: false });
    runs.push({ text, found: true });
    at = end;
  }
  if (at < line.length) runs.push({ text: line.slice(at), found: false });
  return runs;
}

function collectWords(query: Query, wanted: Set<string>, beginnings: string[]): void {
  if (query.kind === 'and' || query.kind === 'or') {
    for (const part of query.parts) collectWords(part, wanted, beginnings);
  }
  if (query.kind !== 'words' || (query.field !== undefined && query.field !== 'subject')) return;
  query.words.forEach((word, index) => {
    if (query.prefix && index === query.words.length - 1) beginnings.push(foldText(word));
    else wanted.add(foldText(word));
  });
}
