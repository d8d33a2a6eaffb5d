import { markSign } from './coverage.ts';
import { strangersText } from './display.ts';
import { formatDuration, formatMoment, type Moment } from './format.ts';
import { type Content, type Html, html, joined, octetLength } from './html.ts';
import type { Words } from './words/words.ts';

/** One server's line on the mail's way: what its Received field says, which is that server's word and nobody else's. */
export interface Hop {
  /** The clauses as written; what a server does not say is absent. */
  readonly clauses: readonly { readonly name: 'from' | 'by' | 'via' | 'with' | 'id' | 'for'; readonly value: string }[];
  readonly time?: Moment | undefined;
  /** By the deciding signature. */
  readonly covered: boolean;
  /** Where the field stands beside the deciding signature: above it is what was added later. Undefined where none decides. */
  readonly place?: 'above' | 'below' | undefined;
}

export interface ReceivedPath {
  /** The Date field: when the sender's own clock says that it was written. */
  readonly written?: Moment | undefined;
  /** Oldest first. */
  readonly hops: readonly Hop[];
  /** How many hops between the oldest and the newest shown are left out. */
  readonly left: number;
}

/** The mail's way as a list in the order of the servers, each with how long it took since the one before. */
export function receivedPath({ written, hops, left }: ReceivedPath, words: Words): Html | undefined {
  if (hops.length === 0) return undefined;
  const w = words.path;
  const times = [written, ...hops.map(({ time }) => time)].flatMap((time) => time?.epochSeconds ?? []);
  const scale = { from: Math.min(...times), to: Math.max(...times) };
  let before = written?.epochSeconds;
  const items: Html[] = [];
  let room = maxOctets;
  for (const hop of hops) {
    const item = hopItem(hop, before, scale, words);
    before = hop.time?.epochSeconds ?? before;
    room -= octetLength(item);
    if (room < 0) break;
    items.push(item);
  }
  const hidden = left + hops.length - items.length;
  return html`<section class="path" aria-labelledby="path"><h2 id="path">${w.title}</h2>
<p class="note">${w.lead}</p>
<ol>${written && html`<li><p><strong>${formatMoment(written, words, 'second')}</strong></p><p>${w.written}</p></li>`}${items}</ol>
${hidden > 0 && html`<p class="note">${w.left(hidden)}</p>`}
</section>`;
}

/** So that the fields below find room on the page too. */
const maxOctets = 32_000;

interface Scale {
  readonly from: number;
  readonly to: number;
}

function hopItem({ clauses, time, covered, place }: Hop, before: number | undefined, scale: Scale, words: Words): Html {
  const w = words.path;
  const delay = time === undefined || before === undefined ? undefined : time.epochSeconds - before;
  const route = clauses.map(({ name, value }) => html`<span><span class="clause">${w.clauses[name]}</span> ${strangersText(value)}</span>`);
  return html`<li><p><strong>${time ? formatMoment(time, words, 'second') : w.noTime}</strong></p>
${delay !== undefined && before !== undefined && html`<p class="delay">${delayBar(before, delay, scale)}${delayWords(delay, words)}</p>`}
<p class="route">${route.length === 0 ? w.silent : joined(route, ' ')}</p>
${place && html`<p class="place">${markSign(covered ? 'covered' : 'uncovered', words)} ${covered ? words.coverage.covered : w.places[place]}</p>`}</li>`;
}

/** Mail servers give up after four to five days (RFC 5321 §4.5.4.1). */
const longDelaySeconds = 5 * 86_400;

function delayWords(delay: number, words: Words): Content {
  const w = words.path;
  const duration = formatDuration(Math.abs(delay), words);
  if (delay < 0) return html`<em>${w.backwards(duration)}</em>`;
  if (delay > longDelaySeconds) return html`<em>${w.long(duration)}</em>`;
  return delay === 0 ? w.atOnce : w.later(duration);
}

/** The delay as a part of the whole way, from the first to the last moment that any clock named. */
function delayBar(before: number, delay: number, { from, to }: Scale): Html | undefined {
  if (to <= from) return undefined;
  const at = (seconds: number) => (100 * (seconds - from)) / (to - from);
  const width = Math.max(at(from + Math.abs(delay)), 0.8);
  const x = Math.max(0, Math.min(at(Math.min(before, before + delay)), 100 - width));
  return html`<svg class="delay-bar${delay < 0 && ' backwards'}" width="100%" height="7" aria-hidden="true" focusable="false"><line x1="0" x2="100%" y1="3.5" y2="3.5"/><rect x="${percent(x)}" width="${percent(width)}" y="1" height="5"/></svg>`;
}

function percent(value: number): string {
  return `${Math.round(value * 100) / 100}%`;
}
