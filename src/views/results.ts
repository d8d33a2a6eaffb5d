import type { Archive, SearchPage } from '../archive/archive.ts';
import type { Facet, FacetName, FacetValue } from '../pages/facets.ts';
import { type Bar, groupMonths } from '../pages/histogram.ts';
import type { ResultsView } from '../pages/results.ts';
import type { Sort } from '../pages/urls.ts';
import { addTerm, dropChoices, excludeTerm, listChips, removeTerm, termState } from '../query/edit.ts';
import { parseQuery } from '../query/parse.ts';
import type { FieldName } from '../query/vocabulary.ts';
import { hitView } from './hit.ts';

/** With facets and a histogram, so many stay well under 100 kB. */
export const hitsPerPage = 30;

export interface ResultsPlace {
  readonly q: string;
  readonly sort: Sort;
  readonly page: number;
  readonly pages: number;
}

export async function resultsView(archive: Archive, found: SearchPage, { q, sort, page, pages }: ResultsPlace): Promise<ResultsView> {
  const parsed = parseQuery(q);
  const query = parsed.ok ? parsed.query : undefined;
  return {
    query: q,
    sort,
    page,
    pages,
    firstHit: (page - 1) * hitsPerPage + 1,
    total: found.total,
    ranked: found.ranked,
    chips: listChips(q).flatMap(({ text, without, alternatives }) => (alternatives.length > 0 ? alternatives : [{ text, without }])),
    facets: await facetsOf(archive, found, q),
    ...chartOf(found, q),
    hits: found.hits.map((hit) =>
      hitView(
        hit,
        hit.snippet.map(({ text, hit }) => ({ text, found: hit })),
        query,
      ),
    ),
    relaxations: found.total === 0 ? await relaxations(archive, q) : [],
  };
}

/** What was found as bars, each with the query that narrows `q` to its months in the place of any span that `q` names. */
export function chartOf({ facets, total }: Pick<SearchPage, 'facets' | 'total'>, q: string): Pick<ResultsView, 'bars' | 'undrawn'> {
  const rest = dropChoices(q, 'date');
  const bars = groupMonths(facets.months).map(
    (bar): Bar => ({ ...bar, query: addTerm(rest, 'date', bar.from === bar.to ? bar.from : `${bar.from}..${bar.to}`) }),
  );
  const drawn = bars.reduce((sum, { counts }) => sum + Object.values(counts).reduce((inBar, count) => inBar + count, 0), 0);
  return { bars, undrawn: total - drawn };
}

const fieldOfFacet: Readonly<Record<FacetName, FieldName>> = {
  verdict: 'verdict',
  sender: 'from',
  year: 'date',
  domain: 'domain',
  attachmentType: 'type',
  mark: 'mark',
};

/**
 * Each facet counts what a click on its values would find: where some of its values are chosen already, the others stand beside them with
 * what they would add.
 */
async function facetsOf(archive: Archive, found: SearchPage, q: string): Promise<Facet[]> {
  const chips = listChips(q);
  return Promise.all(
    facetNames.map(async (name) => {
      const field = fieldOfFacet[name];
      const open = dropChoices(q, field);
      const counted = valuesOf(name, found.facets);
      const offered = open === q ? counted : valuesOf(name, (await archive.search(open, { sort: 'date', offset: 0, limit: 0 })).facets);
      const listed = offered.slice(0, maxFacetValues);
      // What a reader chose or excluded stands there for him to undo, however rare it is. Words (`from:lena`) are no value of a facet.
      const named = chips
        .filter((chip) => chip.field === field)
        .flatMap(({ text, alternatives }) => (alternatives.length > 0 ? alternatives.map((each) => each.text) : [text]))
        .map((text) => ({ value: valueOfChip(text), count: counted.find(({ value }) => value === valueOfChip(text))?.count ?? 0 }))
        .filter(({ value, count }) => count > 0 || termState(q, field, value) === 'excluded')
        .filter(({ value }) => !listed.some((each) => each.value === value));
      return { name, values: [...listed, ...named].map(({ value, count }) => facetValue(q, field, value, count)) };
    }),
  );
}

const facetNames = ['verdict', 'sender', 'year', 'domain', 'attachmentType', 'mark'] as const satisfies readonly FacetName[];

function valuesOf(name: FacetName, facets: SearchPage['facets']): readonly { readonly value: string; readonly count: number }[] {
  const counts = (record: Readonly<Record<string, number | undefined>>) =>
    Object.entries(record).map(([value, count = 0]) => ({ value, count }));
  switch (name) {
    case 'sender':
    case 'domain':
      return facets[name];
    case 'attachmentType':
      return counts(facets.attachmentType).toSorted((a, b) => b.count - a.count);
    case 'verdict':
    case 'year':
    case 'mark':
      return counts(facets[name]);
    default:
      return name satisfies never;
  }
}

/** More senders than this are found by typing, not by scrolling. */
const maxFacetValues = 24;

function facetValue(q: string, field: FieldName, value: string, count: number): FacetValue {
  const state = termState(q, field, value);
  const neither = removeTerm(q, field, value);
  return {
    value,
    count,
    state: state === 'asked' ? 'with' : state === 'excluded' ? 'without' : 'open',
    toggled: state === 'asked' ? neither : addTerm(q, field, value),
    excluded: state === 'excluded' ? neither : excludeTerm(q, field, value),
  };
}

/** `-from:"a b"` → `a b`. */
function valueOfChip(text: string): string {
  return text.replace(/^-?[a-z]+:/, '').replace(/^"(.*)"$/, '$1');
}

/** What would be found without each part of the query in turn: the part to drop is the one whose absence helps. */
async function relaxations(archive: Archive, q: string): Promise<ResultsView['relaxations']> {
  const parts = listChips(q);
  if (parts.length < 2) return [];
  return Promise.all(
    parts.slice(0, maxRelaxations).map(async ({ text, without }) => {
      const { total } = await archive.search(without, { sort: 'date', offset: 0, limit: 0 });
      return { dropped: text, query: without, total };
    }),
  );
}

/** Each is a search of its own. */
const maxRelaxations = 6;
