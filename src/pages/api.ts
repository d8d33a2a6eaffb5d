import { type Content, type Html, html, joined } from './html.ts';
import { layout, type Site } from './layout.ts';
import { urls } from './urls.ts';
import type { Words } from './words/words.ts';

/** The description of the data that programs can ask for, from the same document that they are given. It is written in English. */
export interface ApiView {
  readonly description: string;
  readonly groups: readonly { readonly name: string; readonly routes: readonly RouteView[] }[];
  readonly shapes: readonly ShapeView[];
  /** What any route may answer instead. */
  readonly always: readonly AnswerView[];
}

export interface RouteView {
  readonly id: string;
  /** `/messages/{number}.json` */
  readonly path: string;
  readonly summary: string;
  readonly description?: string | undefined;
  readonly parameters: readonly (FieldView & { readonly in: 'path' | 'query' })[];
  readonly type: string;
  readonly answer: string;
  /** The name of the shape of what is answered. */
  readonly shape?: string | undefined;
  /** An answer as it could be, as JSON. */
  readonly sample?: string | undefined;
  /** A request that this archive answers. */
  readonly example?: string | undefined;
  readonly refusals: readonly AnswerView[];
}

export interface AnswerView {
  readonly status: string;
  readonly description: string;
}

/** What an answer, or a part of one, is made of. */
export interface ShapeView {
  readonly name: string;
  readonly description?: string | undefined;
  /** The shape whose fields it has too. */
  readonly base?: string | undefined;
  /** Of a list: the shape of what it holds. */
  readonly items?: string | undefined;
  readonly fields: readonly FieldView[];
}

export interface FieldView {
  /** With the names of the objects that it stands in: `signatures[].coverage.body.signed`. */
  readonly path: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'object';
  readonly isList: boolean;
  readonly isNullable: boolean;
  readonly isOptional: boolean;
  readonly description: string;
  /** The shape that describes it. */
  readonly shape?: string | undefined;
  /** All that it can say. */
  readonly words?: readonly string[] | undefined;
  /** `0 … 1000` */
  readonly bounds?: string | undefined;
  /** What is taken where nothing is said. */
  readonly unasked?: string | undefined;
}

/** Every route that gives data: what it takes, what it answers, a request to try. */
export function apiPage(view: ApiView, site: Site): string {
  const { words } = site;
  const w = words.api;
  return layout(
    {
      title: w.title,
      canonical: urls.api(),
      json: urls.apiJson(),
      arrangement: 'api',
      body: html`
<header class="found-head"><h1>${w.title}</h1><p class="exports"><a href="${urls.apiJson()}">${w.document}</a></p></header>
<p class="lead">${w.lead}</p>
<p class="prose">${prose(view.description, words)}</p>
<nav aria-label="${w.contents}" class="api-contents">${view.groups.map(
        ({ name, routes }) =>
          html`<h2>${prose(name, words)}</h2><ul>${routes.map(
            ({ id, path, summary }) => html`<li><a href="#${id}"><code>${path}</code></a> <span>${prose(summary, words)}</span></li>`,
          )}</ul>`,
      )}</nav>
<section aria-labelledby="always"><h2 id="always">${w.always}</h2>${statuses(view.always, words)}</section>
${view.groups.map(({ name, routes }) => html`<section><h2>${prose(name, words)}</h2>${routes.map((route) => routeSection(route, words))}</section>`)}
<section aria-labelledby="shapes"><h2 id="shapes"><a href="${urls.apiShapes()}">${w.shapes}</a></h2><p class="prose">${w.shapesLead}</p></section>`,
    },
    site,
  );
}

/** What the answers are made of: a page of its own, so that neither outgrows 100 kB. */
export function apiShapesPage(view: Pick<ApiView, 'shapes'>, site: Site): string {
  const { words } = site;
  const w = words.api;
  return layout(
    {
      title: `${w.title}${words.colon}${w.shapes}`,
      canonical: urls.apiShapes(),
      json: urls.apiJson(),
      arrangement: 'api',
      body: html`
<header class="found-head"><h1>${w.shapes}</h1><p class="exports"><a href="${urls.api()}">${w.title}</a></p></header>
<p class="lead">${w.shapesLead}</p>
${view.shapes.map((shape) => shapeSection(shape, words))}`,
    },
    site,
  );
}

function routeSection(route: RouteView, words: Words): Html {
  const w = words.api;
  const { id, path, summary, description, parameters, type, answer, shape, sample, example, refusals } = route;
  return html`<section class="route" id="${id}" aria-labelledby="${id}-name"><h3 id="${id}-name"><span class="method">GET</span> <code>${path}</code></h3>
<p class="prose">${prose(`${summary}.`, words)}${description !== undefined && html` ${prose(description, words)}`}</p>
${example !== undefined && html`<p class="try">${w.try} <a href="${example}"><code>${example}</code></a></p>`}
${parameters.length > 0 && fieldTable(parameters, w.parameter, w.parametersOf(path), words)}
<dl class="facts"><div><dt>${w.answer}</dt><dd>${prose(answer, words)}${shape !== undefined && html` ${w.shape} ${shapeLink(shape)}.`}</dd></div><div><dt>${w.type}</dt><dd><code>${type}</code></dd></div>${refusals.map(
    ({ status, description }) => html`<div><dt>${status}</dt><dd>${prose(description, words)}</dd></div>`,
  )}</dl>
${sample !== undefined && html`<details><summary>${w.sample}</summary><pre tabindex="0"><code>${sample}</code></pre></details>`}</section>`;
}

function shapeSection({ name, description, base, items, fields }: ShapeView, words: Words): Html {
  const w = words.api;
  return html`<section class="route" id="${anchor(name)}" aria-labelledby="${anchor(name)}-name"><h2 id="${anchor(name)}-name">${name}</h2>
<p class="prose">${description !== undefined && prose(description, words)}${items !== undefined && html` ${w.listOf} ${shapeLink(items)}.`}${
    base !== undefined && html` ${w.allOf} ${shapeLink(base)}${w.andMore}`
  }</p>
${fields.length > 0 && fieldTable(fields, w.field, w.fieldsOf(name), words)}</section>`;
}

function fieldTable(fields: readonly FieldView[], heading: string, label: string, words: Words): Html {
  // The ends of rows and cells follow from what comes next (HTML §13.1.2.4), and that the first cell is the head of its row from where it
  // stands (§4.9.12.2): of several hundred rows that is a tenth of the page.
  return html`<table class="api-fields"><caption class="unseen">${label}</caption><thead><tr><th scope="col">${heading}</th><th scope="col">${words.api.meaning}</th></tr></thead><tbody>${fields.map(
    (field) =>
      html`<tr><th>${breakable(field.path)} <small>${typeOf(field, words)}</small></th><td${words.language !== 'en' && html` lang="en"`}>${inCode(field.description)}${
        field.words !== undefined && html` <code class="words">${field.words.join(' ')}</code>`
      }`,
  )}</tbody></table>`;
}

function typeOf({ type, isList, isNullable, isOptional, shape, bounds, unasked }: FieldView, words: Words): Html {
  const w = words.api;
  const one = shape === undefined ? w.types[type] : shapeLink(shape);
  const facts: Content[] = [isList ? html`${w.listOf} ${one}` : one];
  if (bounds !== undefined) facts.push(bounds);
  if (unasked !== undefined) facts.push(html`${w.unasked} <code>${unasked}</code>`);
  if (isNullable) facts.push(w.orNull);
  if (isOptional) facts.push(w.mayBeAbsent);
  return joined(facts, ', ');
}

function shapeLink(name: string): Html {
  return html`<a href="${urls.apiShapes(anchor(name))}">${name}</a>`;
}

function anchor(shape: string): string {
  return `shape-${shape}`;
}

function statuses(answers: readonly AnswerView[], words: Words): Html {
  return html`<dl class="facts">${answers.map(({ status, description }) => html`<div><dt>${status}</dt><dd>${prose(description, words)}</dd></div>`)}</dl>`;
}

/** A long path may break before each of its names. */
function breakable(path: string): Html {
  return joined(path.split('.'), html`<wbr>.`);
}

/** Words of the document, which are English, with what stands between backticks as code. */
function prose(text: string, { language }: Words): Html {
  return language === 'en' ? inCode(text) : html`<span lang="en">${inCode(text)}</span>`;
}

function inCode(text: string): Html {
  return html`${text.split('`').map((piece, index) => (index % 2 === 1 ? html`<code>${piece}</code>` : piece))}`;
}
