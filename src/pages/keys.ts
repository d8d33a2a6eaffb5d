import type { KeyTier } from '../evidence/keys/key.ts';
import { strangersText } from './display.ts';
import { formatDay, formatNumber } from './format.ts';
import { type Html, html } from './html.ts';
import { layout, type Site } from './layout.ts';
import { urls } from './urls.ts';
import type { Words } from './words.ts';

export interface KeysView {
  readonly keys: readonly KeyView[];
  readonly total: number;
}

export interface KeyView {
  readonly domain: string;
  readonly selector: string;
  readonly tier: KeyTier;
  readonly source: string;
  readonly firstSeenSeconds?: number | undefined;
  readonly lastSeenSeconds?: number | undefined;
  readonly privateKeyPublicSinceSeconds?: number | undefined;
  /** How many messages have a signature that this key's selector passes; undefined where that is not counted. */
  readonly messages?: number | undefined;
  readonly query: string;
}

/** Every key that signatures were tested with, and where it comes from. */
export function keysPage({ keys, total }: KeysView, site: Site): string {
  const { words } = site;
  const w = words.keys;
  return layout(
    {
      title: w.title,
      canonical: urls.keys(),
      section: 'keys',
      json: urls.keysJson(),
      arrangement: 'keys',
      body: html`
<header class="found-head"><h1>${w.title} <span class="count">${formatNumber(total)}</span></h1></header>
<p class="lead">${total === 0 ? w.none : w.lead}</p>
${keys.length < total && html`<p class="note">${w.cut(keys.length, total)}</p>`}
${
  keys.length > 0 &&
  html`<div class="scroll" tabindex="0" role="region" aria-label="${w.title}"><table class="keys"><thead><tr><th scope="col">${w.domain}</th><th scope="col">${w.selector}</th><th scope="col">${w.tier}</th><th scope="col">${w.window}</th><th scope="col">${w.source}</th><th scope="col" class="figure">${w.messages}</th></tr></thead><tbody>${keys.map(
    (key) => keyRow(key, words),
  )}</tbody></table></div>`
}`,
    },
    site,
  );
}

function keyRow(key: KeyView, words: Words): Html {
  const { messages, query } = key;
  return html`<tr><th scope="row">${strangersText(key.domain)}</th><td><code>${strangersText(key.selector)}</code></td><td>${words.keys.tiers[key.tier]}</td><td>${window(
    key,
    words,
  )}</td><td class="wide">${strangersText(key.source)}</td><td class="figure">${
    messages === undefined ? '' : messages === 0 ? '0' : html`<a href="${urls.search({ q: query })}">${formatNumber(messages)}</a>`
  }</td></tr>`;
}

function window({ firstSeenSeconds, lastSeenSeconds, privateKeyPublicSinceSeconds }: KeyView, words: Words): Html {
  const day = (seconds: number | undefined) => (seconds === undefined ? undefined : formatDay(seconds, words));
  const first = day(firstSeenSeconds);
  const last = day(lastSeenSeconds);
  const open = day(privateKeyPublicSinceSeconds);
  const span = first === undefined && last === undefined ? words.keys.unknown : `${first ?? '…'} – ${last ?? '…'}`;
  return html`${span}${open !== undefined && html`<br>${words.keys.published(open)}`}`;
}
