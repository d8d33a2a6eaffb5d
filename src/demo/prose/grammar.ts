/**
 * A small template grammar: `[a|b|]` is one of the alternatives (they nest, and may be empty), `<slot>` is filled in by the caller.
 * Templates are compiled once, so that tens of thousands of mails cost little.
 */
import type { Random } from '../random.ts';

export type Slots = (name: string) => string;
type Piece = string | { readonly slot: string } | { readonly choices: readonly (readonly Piece[])[] };

const compiled = new Map<string, readonly Piece[]>();

/** The template with one choice made everywhere. Runs of spaces left by empty alternatives are closed up. */
export function expand(template: string, random: Random, slots: Slots): string {
  let pieces = compiled.get(template);
  if (pieces === undefined) {
    pieces = compile(template);
    compiled.set(template, pieces);
  }
  const text = write(pieces, random, slots);
  return (text.includes('  ') ? text.replace(/ {2,}/g, ' ') : text).trim();
}

/** As `expand`, with a capital at the beginning. */
export function sentence(template: string, random: Random, slots: Slots): string {
  const text = expand(template, random, slots);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function write(pieces: readonly Piece[], random: Random, slots: Slots): string {
  let text = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece;
    else if ('slot' in piece) text += slots(piece.slot);
    else text += write(random.pick(piece.choices), random, slots);
  }
  return text;
}

function compile(template: string): readonly Piece[] {
  let at = 0;
  const sequence = (inside: boolean): Piece[] => {
    const pieces: Piece[] = [];
    while (at < template.length) {
      const character = template[at]!;
      if (inside && (character === '|' || character === ']')) break;
      if (character === '[') {
        at++;
        pieces.push({ choices: alternatives() });
      } else if (character === '<') {
        const end = template.indexOf('>', at);
        if (end < 0) throw new Error(`no end of the slot in: ${template}`);
        pieces.push({ slot: template.slice(at + 1, end) });
        at = end + 1;
      } else {
        const start = at;
        while (at < template.length && !'[<'.includes(template[at]!) && !(inside && '|]'.includes(template[at]!))) at++;
        pieces.push(template.slice(start, at));
      }
    }
    return pieces;
  };
  const alternatives = (): Piece[][] => {
    const choices = [sequence(true)];
    while (template[at] === '|') {
      at++;
      choices.push(sequence(true));
    }
    if (template[at] !== ']') throw new Error(`no end of the choice in: ${template}`);
    at++;
    return choices;
  };
  return sequence(false);
}
