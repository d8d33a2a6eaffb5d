import type { Attribution, SegmentShape, TextSegment } from './quotes.ts';

/** How a text falls apart, without the text: what {@link splitQuotes} found, to be kept. JSON. */
export type QuoteOutline = string;

/** A segment; its source by its place among all, -1: none. */
type Entry = readonly [kind: number, length: number, depth: number, source: number, isUnmarked: 0 | 1];

const KINDS = ['own', 'quoted', 'attribution', 'signature', 'disclaimer'] as const satisfies readonly TextSegment['kind'][];

export function outlineOf(segments: readonly TextSegment[]): QuoteOutline {
  const sources: Attribution[] = [];
  const entries = segments.map(({ kind, text, depth, source, isUnmarked }): Entry => {
    // Segments of one source are one quote: which are the same must be known again.
    const known = source === undefined ? -1 : sources.lastIndexOf(source);
    const place = source !== undefined && known === -1 ? sources.push(source) - 1 : known;
    return [KINDS.indexOf(kind), text.length, depth, place, isUnmarked ? 1 : 0];
  });
  return JSON.stringify([sources, entries]);
}

/** The segments of an outline, without their text. */
export function shapeOf(outline: QuoteOutline): SegmentShape[] {
  return read(outline).map(({ shape }) => shape);
}

/**
 * @param text - The one that was split.
 * @returns What splitting it gave; undefined where it is another text.
 */
export function segmentsOf(text: string, outline: QuoteOutline): TextSegment[] | undefined {
  const entries = read(outline);
  if (entries.reduce((sum, { length }) => sum + length, 0) !== text.length) return undefined;
  let end = 0;
  return entries.map(({ shape, length }) => {
    const start = end;
    end += length;
    return { ...shape, text: text.slice(start, end) };
  });
}

function read(outline: QuoteOutline): { readonly shape: SegmentShape; readonly length: number }[] {
  const [sources, entries] = JSON.parse(outline) as [Attribution[], Entry[]];
  return entries.map(([kind, length, depth, place, isUnmarked]) => {
    const source = sources[place];
    const shape = {
      kind: KINDS[kind]!,
      depth,
      ...(source !== undefined && { source }),
      ...(isUnmarked === 1 && { isUnmarked: true as const }),
    };
    return { shape, length };
  });
}
