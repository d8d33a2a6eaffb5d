import { MARKS, type Mark, VERDICTS, type Verdict } from '../evidence/verdict.ts';
import { type AttachmentKind, attachmentKinds } from '../message/attachment-kind.ts';
import { nameDomain, nameInvisible, shortened } from './display.ts';
import { formatNumber } from './format.ts';
import { type Html, html } from './html.ts';
import { type Sort, urls } from './urls.ts';
import { verdictShape } from './verdict-style.ts';
import type { Words } from './words/words.ts';

export type FacetName = 'verdict' | 'sender' | 'year' | 'domain' | 'attachmentType' | 'mark';

/** One way to narrow what was found. */
export interface Facet {
  readonly name: FacetName;
  readonly values: readonly FacetValue[];
}

export interface FacetValue {
  readonly value: string;
  readonly count: number;
  /** `with`: the query asks for it; `without`: it excludes it. */
  readonly state: 'open' | 'with' | 'without';
  /** The query with this value asked for; for a chosen one, the query without that wish. */
  readonly toggled: string;
  /** The query that excludes this value; for an excluded one, the query without that. */
  readonly excluded: string;
}

/** The rail: a click on a value adds it to the query, ✕ excludes it. */
export function facetRail(facets: readonly Facet[], { sort }: { readonly sort: Sort }, words: Words): Html {
  const shown = facets.filter(({ values }) => values.length > 0);
  return html`<nav class="rail" id="filters" aria-label="${words.facets.rail}">${shown.map((facet) => facetGroup(facet, sort, words))}</nav>`;
}

function facetGroup({ name, values }: Facet, sort: Sort, words: Words): Html {
  const title = words.facets.names[name];
  // What a reader chose or excluded is never folded away: he must see it, and find the way to undo it.
  const folded = values.slice(valuesShown).filter(({ state }) => state === 'open');
  const listed = values.filter((value) => !folded.includes(value));
  const item = (value: FacetValue) => facetItem(name, value, sort, words);
  return html`<section aria-labelledby="facet-${name}"><h2 id="facet-${name}">${title}</h2><ul>${listed.map(item)}</ul>${
    folded.length > 0 && html`<details><summary>${words.facets.more(folded.length)}</summary><ul>${folded.map(item)}</ul></details>`
  }</section>`;
}

/** The verdicts are nine, and all of them are shown. */
const valuesShown = 9;

function facetItem(name: FacetName, value: FacetValue, sort: Sort, words: Words): Html {
  const label = labelOf(name, value.value, words);
  const shape = name === 'verdict' && isVerdict(value.value) && verdictShape(value.value);
  const box = value.state === 'with' ? '☑' : value.state === 'without' ? '☒' : '☐';
  const act = value.state === 'with' ? words.facets.drop(label) : words.facets.add(label);
  return html`<li class="${value.state}"><a class="value" href="${urls.search({ q: value.toggled, sort })}" title="${act}"><span class="box" aria-hidden="true">${box}</span>${shape}<span class="name"><bdi>${breakable(label)}</bdi></span></a><span class="count">${value.state !== 'without' && formatNumber(value.count, words)}</span><a class="exclude" href="${urls.search({ q: value.excluded, sort })}" aria-label="${
    value.state === 'without' ? words.facets.readmit(label) : words.facets.exclude(label)
  }">✕</a></li>`;
}

/** In words, where the value itself is a code. */
function labelOf(name: FacetName, value: string, words: Words): string {
  if (name === 'verdict' && isVerdict(value)) return words.judgement.verdicts[value].label;
  if (name === 'attachmentType' && isKind(value)) return words.attachments.kinds[value];
  if (name === 'mark' && isMark(value)) return words.judgement.marks[value].label;
  if (name === 'sender' || name === 'domain') return nameDomain(shortened(value, 320));
  return nameInvisible(shortened(value, 320));
}

/** A long address may break before its `@`. */
function breakable(label: string): Html {
  const at = label.lastIndexOf('@');
  return at > 0 ? html`${label.slice(0, at)}<wbr>${label.slice(at)}` : html`${label}`;
}

function isVerdict(value: string): value is Verdict {
  return (VERDICTS as readonly string[]).includes(value);
}

function isKind(value: string): value is AttachmentKind {
  return (attachmentKinds as readonly string[]).includes(value);
}

function isMark(value: string): value is Mark {
  return (MARKS as readonly string[]).includes(value);
}
