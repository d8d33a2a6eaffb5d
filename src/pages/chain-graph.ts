import type { Verdict } from '../evidence/verdict.ts';
import { type ChainWeight, weightSigns } from './chain-weight.ts';
import { strangersText } from './display.ts';
import { formatDay } from './format.ts';
import { type Html, html } from './html.ts';
import { type Person, shortName } from './people.ts';
import { urls } from './urls.ts';
import { verdictTag } from './verdict-style.ts';
import type { Words } from './words/words.ts';

/** Messages, and which of them quotes which. */
export interface GraphView {
  /** The oldest first. */
  readonly messages: readonly GraphMessage[];
  readonly lines: readonly GraphLine[];
  /** How many messages and lines belong to it and are not in it. */
  readonly left: number;
}

export interface GraphMessage {
  readonly number: number;
  readonly verdict: Verdict;
  readonly from?: Person | undefined;
  readonly epochSeconds?: number | undefined;
}

export interface GraphLine {
  readonly voucher: number;
  readonly quoted: number;
  readonly weight: ChainWeight;
}

/**
 * Who quotes whom: the messages one below the other, and beside them a line from each that quotes to what it quotes. The messages are a
 * list of links, and the lines stand below as a list, too: nobody needs the drawing.
 *
 * @param current - The message whose page this is.
 */
export function chainGraph(view: GraphView, words: Words, current?: number): Html | undefined {
  const { messages, lines } = view;
  const drawn = inLanes(view);
  if (drawn.length === 0) return undefined;
  const w = words.chain;
  const lanes = Math.max(...drawn.map(({ lane }) => lane)) + 1;
  const [width, height] = [left + lanes * laneWidth + right, messages.length * rowHeight];
  const used = weights.filter((weight) => lines.some((line) => line.weight === weight));
  const more = view.left + lines.length - drawn.length;
  return html`<figure class="chain-graph">
<figcaption class="note">${w.graphLead}</figcaption>
<div class="scroll" role="region" aria-label="${w.graph}" tabindex="0"><div class="drawing">
<svg role="img" aria-labelledby="graph-title graph-story" width="${width / unitsInEm}em" height="${height / unitsInEm}em" viewBox="0 0 ${width} ${height}"><title id="graph-title">${w.graph}</title><desc id="graph-story">${w.graphStory(messages.length, drawn.length)}</desc>${drawn.map((line) => drawLine(line, width))}</svg>
<ol>${messages.map((message) => row(message, message.number === current, words))}</ol>
</div></div>
<ul class="signs">${used.map((weight) => html`<li><span class="sign w-${weight}" aria-hidden="true">${weightSigns[weight]}</span> ${w.does[weight]}</li>`)}</ul>
<details><summary>${w.graphList(lines.length)}</summary><ul>${lines.map(
    ({ voucher, quoted, weight }) =>
      html`<li><a href="${urls.message(voucher)}">${words.numbered(voucher)}</a> ${w.does[weight]} <a href="${urls.message(quoted)}">${words.numbered(quoted)}</a></li>`,
  )}</ul></details>
${more > 0 && html`<p class="note">${w.graphMore(more)}</p>`}
</figure>`;
}

const weights = Object.keys(weightSigns) as ChainWeight[];

function row({ number, verdict, from, epochSeconds }: GraphMessage, isCurrent: boolean, words: Words): Html {
  const day = epochSeconds === undefined ? undefined : formatDay(epochSeconds, words);
  const name = isCurrent
    ? html`<strong aria-current="true">${words.numbered(number)}</strong>`
    : html`<a href="${urls.message(number)}">${words.numbered(number)}</a>`;
  return html`<li>${name} ${verdictTag(verdict, words)} ${from === undefined ? html`<span class="absent">${words.noSender}</span>` : strangersText(shortName(from).slice(0, 60))}${day !== undefined && html` <span class="when">${day}</span>`}</li>`;
}

/** Units of the drawing: ten are one em of the text beside it, so that both grow together. */
const unitsInEm = 10;
/** As the rows have it in the style sheet: 2.4em. */
const rowHeight = 24;
const laneWidth = 12;
const left = 4;
const right = 12;
/** Where lines come in and go out of a row, off its middle: one that ends there and one that begins there can share a lane. */
const offset = 4;
/** More lines side by side are told by the list alone. */
const maxLanes = 12;

interface DrawnLine extends GraphLine {
  readonly lane: number;
  readonly from: number;
  readonly to: number;
}

/** Gives each line the lane nearest to the messages that is free over its height, short ones first. */
function inLanes({ messages, lines }: GraphView): DrawnLine[] {
  const rowOf = new Map(messages.map(({ number }, index) => [number, index * rowHeight + rowHeight / 2]));
  const placed = lines.flatMap((line) => {
    const [from, to] = [rowOf.get(line.voucher), rowOf.get(line.quoted)];
    if (from === undefined || to === undefined || from === to) return [];
    const down = from > to ? 1 : -1;
    return [{ ...line, from: from - down * offset, to: to + down * offset }];
  });
  const lanes: { readonly top: number; readonly bottom: number }[][] = [];
  return placed
    .toSorted((a, b) => Math.abs(a.from - a.to) - Math.abs(b.from - b.to) || a.to - b.to || a.from - b.from)
    .flatMap((line) => {
      const [top, bottom] = [Math.min(line.from, line.to), Math.max(line.from, line.to)];
      const free = lanes.findIndex((taken) => taken.every((other) => other.bottom < top || other.top > bottom));
      const lane = free === -1 ? lanes.length : free;
      if (lane >= maxLanes) return [];
      lanes[lane] = [...(lanes[lane] ?? []), { top, bottom }];
      return [{ ...line, lane }];
    });
}

function drawLine({ weight, lane, from, to }: DrawnLine, width: number): Html {
  const end = width - 2;
  const x = width - right - lane * laneWidth - laneWidth / 2;
  const turn = from > to ? -corner : corner;
  const middle = (from + to) / 2;
  return html`<g class="w-${weight}"><path class="way" d="M${end} ${from}H${x + corner}Q${x} ${from} ${x} ${from + turn}V${to - turn}Q${x} ${to} ${x + corner} ${to}H${end - 4}"/><path class="head" d="M${end} ${to}l-5-3v6z"/><circle class="spot" cx="${x}" cy="${middle}" r="5"/><text x="${x}" y="${middle}" dy=".35em">${weightSigns[weight]}</text></g>`;
}

const corner = 4;
