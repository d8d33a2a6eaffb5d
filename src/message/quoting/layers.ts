import type { Attribution } from './attributions.ts';
import { findIntroductions } from './introductions.ts';
import type { Line } from './lines.ts';
import { readOpening } from './openings.ts';
import { readSeparator } from './separators.ts';

/** Whose a line is. */
export interface Layer {
  readonly kind: 'own' | 'quoted' | 'attribution';
  readonly depth: number;
  readonly source?: Attribution;
  /** Of a quote: no mark says where it ends, so that answers may stand in it. */
  readonly isUnmarked?: true;
}

/**
 * Works out, line by line, who is quoted how deep.
 *
 * Two things make depth: quote marks, and what introduces a quote without marks (a block of header lines, `On … wrote:`), which holds
 * to the end of the text of its level. So the depth of a line is the number of its marks and of such openings at its level and those
 * around it.
 */
export function readLayers(lines: readonly Line[]): Layer[] {
  const layers = new Array<Layer>(lines.length);
  const { introductions, looseRises } = findIntroductions(lines);
  const state = new Openings();
  for (let at = 0; at < lines.length; ) {
    const line = lines[at]!;
    if (line.content === '') {
      at++;
      continue;
    }
    const introduction = introductions.get(at);
    if (introduction !== undefined) {
      const { end, attribution, introduces } = introduction;
      state.close(introduces, attribution);
      const depth = Math.max(0, state.depthOf(introduces) - 1);
      for (; at < end; at++) layers[at] = { kind: 'attribution', depth, source: attribution };
      continue;
    }
    if (readSeparator(line.content)?.kind === 'end' && state.isOpen(line.level)) {
      layers[at] = { kind: 'attribution', depth: Math.max(0, state.depthOf(line.level) - 1) };
      state.shut(line.level);
      at++;
      continue;
    }
    const opening = readOpening(lines, at, state.usesMarks(line.level), looseRises[at]);
    if (opening !== undefined) {
      const depth = state.depthOf(line.level);
      for (; at < opening.end; at++) layers[at] = { kind: 'attribution', depth, source: opening.attribution };
      if (opening.introduces === 'marked') state.close(line.level + 1, opening.attribution);
      else state.open(line.level, opening.attribution);
      continue;
    }
    layers[at++] = state.layerOf(line.level);
  }
  fillBlankLines(lines, layers);
  return layers;
}

/** What is open at each level of marks, and who is quoted at each depth. */
class Openings {
  /** Openings without marks, by level. */
  readonly #opened: number[] = [];
  readonly #sources: (Attribution | undefined)[] = [];
  /** Whether the text at a level has introduced marked lines. */
  readonly #usesMarks: boolean[] = [];

  usesMarks(level: number): boolean {
    return this.#usesMarks[level] === true;
  }

  depthOf(level: number): number {
    let depth = level;
    for (let at = 0; at <= level; at++) depth += this.#opened[at] ?? 0;
    return depth;
  }

  isOpen(level: number): boolean {
    return (this.#opened[level] ?? 0) > 0;
  }

  layerOf(level: number): Layer {
    const depth = this.depthOf(level);
    if (depth === 0) return own;
    const source = this.#sources[depth];
    return { kind: 'quoted', depth, ...(source !== undefined && { source }), ...(this.isOpen(level) && { isUnmarked: true }) };
  }

  /** An attribution introduces the lines of a level: what was open there and deeper belonged to another mail. */
  close(level: number, attribution: Attribution): void {
    this.#opened.length = Math.min(this.#opened.length, level);
    this.#usesMarks.length = Math.min(this.#usesMarks.length, level);
    if (level > 0) this.#usesMarks[level - 1] = true;
    this.#setSource(this.depthOf(level), attribution);
  }

  open(level: number, attribution: Attribution): void {
    for (let at = this.#opened.length; at <= level; at++) this.#opened[at] = 0;
    this.#opened.length = level + 1;
    this.#opened[level]!++;
    this.#usesMarks.length = Math.min(this.#usesMarks.length, level);
    this.#setSource(this.depthOf(level), attribution);
  }

  shut(level: number): void {
    this.#opened.length = level + 1;
    this.#opened[level] = Math.max(0, (this.#opened[level] ?? 0) - 1);
    this.#sources.length = Math.min(this.#sources.length, this.depthOf(level) + 1);
  }

  #setSource(depth: number, attribution: Attribution): void {
    this.#sources.length = Math.min(this.#sources.length, depth);
    this.#sources[depth] = attribution;
  }
}

const own: Layer = { kind: 'own', depth: 0 };

/** An empty line belongs to what stands on both sides of it; between two, to the outer one. With marks it is quoted. */
function fillBlankLines(lines: readonly Line[], layers: Layer[]): void {
  const below = new Array<Layer | undefined>(lines.length);
  let next: Layer | undefined;
  for (let at = lines.length - 1; at >= 0; at--) {
    below[at] = next;
    if (layers[at] !== undefined) next = layers[at];
  }
  let above: Layer | undefined;
  let levelAbove = 0;
  for (let at = 0; at < lines.length; at++) {
    const { level } = lines[at]!;
    if (layers[at] === undefined) layers[at] = blankLayer(level, above, below[at], levelAbove);
    else {
      above = layers[at];
      levelAbove = level;
    }
  }
}

function blankLayer(level: number, above: Layer | undefined, below: Layer | undefined, levelAbove: number): Layer {
  // Below an attribution it is part of what that introduces; above one, of the text in which that stands.
  const upper = above?.kind === 'attribution' ? below : above;
  const lower = below?.kind === 'attribution' && below.depth === 0 ? undefined : below?.kind === 'attribution' ? above : below;
  if (upper?.kind === 'quoted' && lower?.kind === 'quoted') return upper.depth <= lower.depth ? upper : lower;
  // Where what is above needed no marks, neither does its end.
  if (upper?.kind === 'quoted' && (level > 0 || levelAbove === 0)) return upper;
  if (lower?.kind === 'quoted' && level > 0) return lower;
  return level > 0 ? { kind: 'quoted', depth: level } : own;
}
