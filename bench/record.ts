import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import type { Figures, SizeFigures } from './figures.ts';
import { growthDrawing } from './growth.ts';
import { figuresText } from './report.ts';

const data = new URL('../docs/benchmarks.json', import.meta.url);
const page = new URL('../docs/benchmarks.md', import.meta.url);
const drawing = new URL('../docs/benchmarks-growth.svg', import.meta.url);

export function readFigures(): Figures {
  if (!existsSync(data)) return { machine: describeMachine(), sizes: [] };
  return JSON.parse(readFileSync(data, 'utf8')) as Figures;
}

/** Writes the figures, and makes from them what the page has between its two marks, and the drawing. */
export function writeFigures(figures: Figures): void {
  writeFileSync(data, `${JSON.stringify(figures, null, 2)}\n`);
  writeFileSync(drawing, growthDrawing(figures.sizes));
  const text = readFileSync(page, 'utf8');
  const start = text.indexOf(marks.start);
  const end = text.indexOf(marks.end);
  if (start === -1 || end < start) throw new Error(`docs/benchmarks.md has lost its marks ${marks.start} and ${marks.end}.`);
  writeFileSync(page, `${text.slice(0, start)}${marks.start}\n\n${figuresText(figures)}\n\n${text.slice(end)}`);
}

const marks = { start: '<!-- figures -->', end: '<!-- /figures -->' };

/** What was measured of a size takes the place of what was known of it; parts that were not measured stay. */
export function withSize(figures: Figures, size: SizeFigures): Figures {
  const isSame = (one: SizeFigures) => one.messages === size.messages && one.kind === size.kind;
  const sizes = [...figures.sizes.filter((one) => !isSame(one)), { ...figures.sizes.find(isSame), ...size }];
  return { ...figures, sizes: sizes.sort((a, b) => a.kind.localeCompare(b.kind) || a.messages - b.messages) };
}

export function describeMachine(): Figures['machine'] {
  const processors = cpus();
  return {
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGigabytes: Math.round(totalmem() / 1e9),
    system: `${type()} ${release()}`,
    node: process.version,
  };
}
