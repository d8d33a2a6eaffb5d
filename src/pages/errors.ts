import { faultSentences, hintSentence, type QueryFault } from '../query/error.ts';
import { nameInvisible } from './display.ts';
import { type Content, type Html, html } from './html.ts';
import { layout, type Site } from './layout.ts';
import { urls } from './urls.ts';
import type { Words } from './words/words.ts';

/** A query that cannot be read, and why. */
export interface QueryErrorView {
  readonly query: string;
  readonly fault: Pick<QueryFault, 'at' | 'found' | 'cause'>;
}

/** 400: the query in full, with a pointer to the character that does not fit, and what can be written. */
export function queryErrorPage({ query, fault }: QueryErrorView, site: Site): string {
  const { words } = site;
  const place = Math.max(0, Math.min(fault.at, query.length));
  const before = nameInvisible(query.slice(0, place));
  const character = String.fromCodePoint(query.codePointAt(place) ?? 0x20);
  const after = nameInvisible(query.slice(place + character.length));
  return layout(
    {
      title: words.errors.badQuery,
      query,
      arrangement: 'error',
      body: html`
<h1>${words.errors.badQuery}</h1>
<pre class="pointer" tabindex="0"><code>${before}<mark>${place < query.length ? nameInvisible(character) : '\u2423'}</mark>${after}
${' '.repeat(before.length)}<span aria-hidden="true">▲</span></code></pre>
${meant(query, fault, words)}
<h2>${words.errors.queryHelp}</h2>
<dl class="examples-list">${words.errors.queryExamples.map(
        ([example, meaning]) =>
          html`<div><dt><a href="${urls.search({ q: example })}"><code>${example}</code></a></dt><dd>${meaning}</dd></div>`,
      )}</dl>`,
    },
    site,
  );
}

/** The word that was meant comes first, as the query that has it: what could have stood there besides is long. */
function meant(query: string, { at, found, cause }: QueryErrorView['fault'], words: Words): Html {
  const near = cause.hints.find(({ code }) => code === 'near');
  const word = near?.values?.['word'];
  if (near === undefined || word === undefined || !query.startsWith(found, at)) {
    return html`<p class="lead">${nameInvisible(faultSentences({ at, found, cause }, words.queryFaults))}</p>`;
  }
  const others = { ...cause, hints: cause.hints.filter((hint) => hint !== near) };
  const corrected = query.slice(0, at) + String(word) + query.slice(at + found.length);
  return html`<p class="lead"><a href="${urls.search({ q: corrected })}">${nameInvisible(hintSentence(near, words.queryFaults))}</a></p>
<p class="note">${nameInvisible(faultSentences({ at, found, cause: others }, words.queryFaults))}</p>`;
}

/** Any other refusal: what is wrong in a line, what to do in another. */
export function errorPage({ title, lead }: { readonly title: string; readonly lead: Content }, site: Site): string {
  const { words } = site;
  return layout(
    {
      title,
      arrangement: 'error',
      body: html`<h1>${title}</h1><p class="lead">${lead}</p><p>${words.errors.back} <a href="${urls.front()}">${words.errors.frontPage}</a>.</p>`,
    },
    site,
  );
}
