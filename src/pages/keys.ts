import type { KeyConflict } from '../evidence/keys/conflicts.ts';
import type { KeyTier, KnownPublic } from '../evidence/keys/key.ts';
import { nameDomain, nameInvisible, nameOverrides, strangersText } from './display.ts';
import { counted, formatDay, formatNumber } from './format.ts';
import { type Html, html, joined, octetLength } from './html.ts';
import { layout, type Site } from './layout.ts';
import { keyAnchor, urls } from './urls.ts';
import type { Words } from './words/words.ts';

export interface KeysView {
  /** The one domain that was asked for. */
  readonly only?: string | undefined;
  /** How many records there are. */
  readonly total: number;
  /** From the first sighting of all to the last, in seconds: what the bars are drawn against. */
  readonly span?: Span | undefined;
  readonly domains: readonly KeyDomain[];
  /** Selectors that signatures ask for and of which there is no key, those of most mail first; where all domains are shown. */
  readonly wanted?: readonly { readonly domain: string; readonly selector: string; readonly messages: number }[];
  /** How many there are of these. */
  readonly wantedTotal?: number;
}

/** Epoch seconds. */
interface Span {
  readonly from: number;
  readonly to: number;
}

export interface KeyDomain {
  readonly domain: string;
  /** Finds the mail that carries a passing signature of this domain; undefined where it cannot be written. */
  readonly query?: string | undefined;
  /** How many messages its keys verify; one that two of them verify counts twice. */
  readonly messages: number;
  readonly selectors: readonly SelectorKeys[];
}

/** Every record that was seen for one selector. */
export interface SelectorKeys {
  readonly selector: string;
  /** Together, by the tier of the key. */
  readonly verified: readonly { readonly tier: KeyTier; readonly messages: number }[];
  readonly conflict?: KeyConflict | undefined;
  readonly keys: readonly KeyView[];
  /** Verified e-mails that no sighting covers. */
  readonly outside?: number;
  /** E-mails with a signature that none of these keys opens. */
  readonly unopened?: number;
  /** Verified e-mails of which it was not noted by which of these keys. */
  readonly unnamed?: number;
  /** Verified e-mails of each month (`YYYY-MM`), ascending. */
  readonly months?: readonly { readonly month: string; readonly messages: number }[];
}

/** One sighting of one record. */
export interface KeyView {
  readonly tier: KeyTier;
  readonly source: string;
  readonly record: string;
  readonly state: KeyState;
  /** Of a recovered key: how many signatures show it. */
  readonly provingSignatures?: number | undefined;
  /** First and last sighting, in seconds. */
  readonly window?: { readonly first: number; readonly last: number } | undefined;
  readonly lookedUpAtSeconds?: number | undefined;
  readonly privateKeyPublicSinceSeconds?: number | undefined;
  /** Why else its private half is no secret. */
  readonly claims?: readonly KnownPublic[];
  /** E-mails that this very key verifies; undefined where the selector has one key, of which it is said once. */
  readonly messages?: number | undefined;
}

export type KeyState =
  | {
      readonly kind: 'key';
      readonly algorithm: 'rsa' | 'ed25519';
      readonly bits: number;
      readonly isWeak: boolean;
      readonly isTesting: boolean;
    }
  | { readonly kind: 'revoked' }
  | { readonly kind: 'unusable'; readonly tag: string };

/** Every key that signatures were tested with, when it was seen, and where it comes from. */
export function keysPage(view: KeysView, site: Site): string {
  const { only, total, span, domains, wanted = [] } = view;
  // The list of keys that are missing has its room.
  const reserved = Math.min(maxWantedOctets, wanted.length * 600);
  const { words } = site;
  const w = words.keys;
  const sections: Html[] = [];
  let left = maxOctets - reserved;
  let shown = 0;
  for (const domain of domains) {
    const { markup, keys } = domainSection(domain, left, span, words);
    left -= octetLength(markup);
    shown += keys;
    if (keys > 0) sections.push(markup);
    if (left <= 0) break;
  }
  return layout(
    {
      title: only === undefined ? w.title : `${w.title}${words.colon}${nameInvisible(only)}`,
      canonical: urls.keys(only === undefined ? undefined : { domain: only }),
      section: 'keys',
      json: urls.keysJson(),
      arrangement: 'keys',
      body: html`
<header class="found-head"><h1>${w.title}${only !== undefined && html` <code>${nameInvisible(only)}</code>`} <span class="count">${formatNumber(total, words)}</span></h1></header>
<p class="lead">${total > 0 ? w.lead : only === undefined ? w.none : w.noneOf}</p>
${(only !== undefined || shown < total) && chooser(only, words)}
${shown < total && html`<p class="note">${w.cut(shown, total)}</p>`}
${span && shown > 0 && html`<p class="note">${w.scale(String(yearOf(span.from)), String(yearOf(span.to)))}</p>`}
${sections}
${wantedSection(view, words)}`,
    },
    site,
  );
}

/** The rest of the page's 100 kB is frame. */
const maxOctets = 84_000;
/** Selectors without a key take no more of it. */
const maxWantedOctets = 24_000;
/** A record is some hundred octets; a hostile one ten thousand. */
const maxRecord = 2_000;

function chooser(only: string | undefined, words: Words): Html {
  return html`<form action="${urls.keys()}" method="get" class="chooser"><label for="domain">${words.keys.ofDomain}</label> <input id="domain" name="domain" type="text" value="${only ?? ''}" maxlength="253" autocomplete="off" autocapitalize="off" spellcheck="false"> <button>${words.keys.show}</button>${
    only !== undefined && html` <a href="${urls.keys()}">${words.keys.all}</a>`
  }</form>`;
}

/** @returns The section with as many selectors as fit into `room` octets, and how many records it shows. */
function domainSection(
  { domain, query, messages, selectors }: KeyDomain,
  room: number,
  span: Span | undefined,
  words: Words,
): { markup: Html; keys: number } {
  const shown: Html[] = [];
  let left = room;
  let keys = 0;
  for (const selector of selectors) {
    const markup = selectorSection(domain, selector, span, words);
    left -= octetLength(markup);
    if (left < 0) break;
    shown.push(markup);
    keys += selector.keys.length;
  }
  const mail =
    messages > 0 && query !== undefined && html` <a class="signed" href="${urls.search({ q: query })}">${words.keys.signedMail}</a>`;
  return { markup: html`<section class="domain"><h2><bdi>${nameDomain(domain)}</bdi>${mail}</h2>${shown}</section>`, keys };
}

function selectorSection(domain: string, view: SelectorKeys, span: Span | undefined, words: Words): Html {
  const { selector, verified, conflict, keys, outside = 0, unopened = 0, unnamed = 0 } = view;
  const anchor = keyAnchor(domain, selector);
  const uses = verified.map(({ tier, messages }) =>
    verified.length === 1 ? words.keys.passes(messages) : `${words.keys.tiers[tier]}${words.colon}${words.keys.passes(messages)}`,
  );
  return html`<section class="selector" id="${anchor}"><h3><a href="#${anchor}"><code>${nameInvisible(selector)}</code></a> <span class="note">${joined(uses, ' · ')}</span></h3>
${conflict && html`<p class="conflict">${words.keys.conflicts[conflict]}</p>`}
${unnamed > 0 && html`<p class="note">${words.keys.unnamed(unnamed)}</p>`}
${outside > 0 && html`<p class="note">${words.keys.outside(outside)}</p>`}
${unopened > 0 && html`<p class="note">${words.keys.unopened(unopened)}</p>`}
${timeline(view, span, words)}
<ul>${keys.map((key) => sighting(key, span, words))}</ul></section>`;
}

/** The mail that the selector verifies, by month, on the line of the sightings; its words are those of a picture. */
function timeline({ months = [] }: SelectorKeys, span: Span | undefined, words: Words): Html | undefined {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined || span === undefined || span.to <= span.from || months.length > maxBars) return undefined;
  const most = Math.max(...months.map(({ messages }) => messages));
  const at = (month: string) => (100 * (Date.parse(`${month}-15T00:00:00Z`) / 1000 - span.from)) / (span.to - span.from);
  const bars = months.filter(({ month }) => at(month) >= 0 && at(month) <= 100);
  const height = (messages: number) => Math.max(1, Math.round((18 * messages) / most));
  return html`<p class="months"><svg class="sightings mail" width="100%" height="20" role="img" aria-label="${words.keys.byMonth(first.month, last.month, months.length)}">${bars.map(
    ({ month, messages }) => html`<rect x="${percent(at(month))}" width="3" y="${19 - height(messages)}" height="${height(messages)}"/>`,
  )}</svg></p>`;
}

/** Months drawn of one selector: forty years. */
const maxBars = 480;

function wantedSection({ wanted = [], wantedTotal = 0 }: KeysView, words: Words): Html | undefined {
  if (wanted.length === 0) return undefined;
  const rows: Html[] = [];
  let left = maxWantedOctets;
  for (const { domain, selector, messages } of wanted) {
    const row = html`<tr><td><code>${nameInvisible(selector)}</code></td><td><bdi>${nameDomain(domain)}</bdi></td><td class="number">${formatNumber(messages, words)}</td></tr>`;
    left -= octetLength(row);
    if (left < 0) break;
    rows.push(row);
  }
  return html`<section class="wanted" id="wanted"><h2>${words.keys.wanted} <span class="count">${formatNumber(wantedTotal, words)}</span></h2>
<p class="note">${words.keys.wantedLead(rows.length, wantedTotal)}</p>
<table><thead><tr><th scope="col">${words.keys.selector}</th><th scope="col">${words.keys.domain}</th><th scope="col">${words.keys.mails}</th></tr></thead><tbody>${rows}</tbody></table></section>`;
}

function sighting(key: KeyView, span: Span | undefined, words: Words): Html {
  const w = words.keys;
  const open = key.privateKeyPublicSinceSeconds === undefined ? undefined : formatDay(key.privateKeyPublicSinceSeconds, words);
  const remarks = [
    ...remarksOn(key.state, words),
    ...(key.claims ?? [])
      .slice(0, maxRemarks)
      .map(({ why, sinceSeconds, source }) =>
        w.public(w.why[why], sinceSeconds === undefined ? undefined : formatDay(sinceSeconds, words), strangersWords(source)),
      ),
    ...(key.tier === 'recovered' ? [w.recovered(key.provingSignatures)] : []),
    ...(open === undefined ? [] : [w.published(open)]),
  ];
  return html`<li><p class="kind"><strong>${kindOf(key.state, words)}</strong> <span class="tier">${w.tiers[key.tier]}</span>${key.messages !== undefined && html`<span class="tier">${w.passes(key.messages)}</span>`}</p>
<p class="window">${bar(key, span)}${windowWords(key, words)}</p>
<div class="about-key">${remarks.length > 0 && html`<ul class="remarks">${remarks.map((remark) => html`<li>${remark}</li>`)}</ul>`}<p>${w.source}${words.colon}${strangersText(key.source)}</p>
<details><summary>${w.record}</summary><pre tabindex="0">${nameOverrides(key.record.slice(0, maxRecord))}${key.record.length > maxRecord && ' …'}</pre></details></div></li>`;
}

/** Reasons told of one record. */
const maxRemarks = 5;

/** What somebody wrote of a key: short, and without characters that are not seen. */
function strangersWords(text: string): string {
  return nameInvisible(text.length > 200 ? `${text.slice(0, 200)} …` : text);
}

function kindOf(state: KeyState, words: Words): string {
  switch (state.kind) {
    case 'key':
      return `${state.algorithm === 'rsa' ? 'RSA' : 'Ed25519'}, ${counted(state.bits, words.bits, words)}`;
    case 'revoked':
      return words.keys.revoked;
    case 'unusable':
      return words.keys.unusable;
    default:
      return state satisfies never;
  }
}

function remarksOn(state: KeyState, words: Words): string[] {
  switch (state.kind) {
    case 'key':
      return [...(state.isWeak ? [words.keys.weak] : []), ...(state.isTesting ? [words.keys.testing] : [])];
    case 'revoked':
      return [words.keys.revokedMeans];
    case 'unusable':
      return [words.keys.unusableMeans(nameInvisible(state.tag))];
    default:
      return state satisfies never;
  }
}

/** From the first to the last sighting, against those of all keys; never thinner than can be seen. */
function bar({ window, privateKeyPublicSinceSeconds: open }: KeyView, span: Span | undefined): Html | undefined {
  if (window === undefined || span === undefined || span.to <= span.from) return undefined;
  const at = (seconds: number) => Math.min(100, Math.max(0, (100 * (seconds - span.from)) / (span.to - span.from)));
  const width = Math.max(at(window.last) - at(window.first), 1.5);
  const x = Math.min(at(window.first), 100 - width);
  return html`<svg class="sightings" width="100%" height="9" aria-hidden="true" focusable="false"><line x1="0" x2="100%" y1="4.5" y2="4.5"/><rect x="${percent(x)}" width="${percent(width)}" y="1" height="7"/>${
    open !== undefined &&
    open >= span.from &&
    open <= span.to &&
    html`<line class="open" x1="${percent(at(open))}" x2="${percent(at(open))}" y1="0" y2="9"/>`
  }</svg>`;
}

function percent(value: number): string {
  return `${Math.round(value * 100) / 100}%`;
}

function windowWords({ window, lookedUpAtSeconds, tier }: KeyView, words: Words): string {
  if (window === undefined) return words.keys.unknown;
  const first = formatDay(window.first, words) ?? words.noDate;
  const last = formatDay(window.last, words) ?? words.noDate;
  if (first !== last) return `${first} – ${last}`;
  return tier === 'dns' && lookedUpAtSeconds !== undefined ? words.keys.lookedUp(first) : words.keys.once(first);
}

function yearOf(epochSeconds: number): number {
  return new Date(epochSeconds * 1000).getUTCFullYear();
}
