import { type Content, Html, html } from './html.ts';
import { type Stylesheet, stylesheetVersion } from './style.css.ts';
import { urls } from './urls.ts';
import { shapeDefinitions } from './verdict-style.ts';
import { languages } from './words/languages.ts';
import type { Words } from './words/words.ts';

/** What every page of one archive has in common. */
export interface Site {
  /** The archive's name, on the masthead and in every title. */
  readonly title: string;
  /** What the archive is, in its keeper's words: on the front page. */
  readonly description?: string | undefined;
  /** The plain one, where none is given. */
  readonly stylesheet?: Stylesheet;
  readonly words: Words;
  /** What the reader asked for, without a language. Absent where a page is made in one language only. */
  readonly address?: string;
}

export interface Page {
  /** What a browser tab says before the archive's name; absent on the front page. */
  readonly title?: string;
  /** The page's own address, for those who keep it. Absent on error pages. */
  readonly canonical?: string;
  /** What stands in the search box: always the whole query. */
  readonly query?: string;
  /** Which entry of the navigation this page is. */
  readonly section?: 'front' | 'attachments' | 'people' | 'keys' | 'findings' | 'about';
  /** Another form of the same data. */
  readonly json?: string;
  /** The same as a feed, and what it is called. */
  readonly feed?: { readonly href: string; readonly title: string };
  /** The address of the page's script, where it has one. */
  readonly script?: string | undefined;
  /** Of a page that is one file: then it links to no stylesheet. */
  readonly inline?: InlineParts;
  /** A class for the page's own arrangement. */
  readonly arrangement: string;
  readonly body: Content;
}

/** What a page that is one file carries in itself, and the policy that lets nothing else in; a saved copy has no server to send it. */
export interface InlineParts {
  readonly style: string;
  readonly script: string;
  readonly policy: string;
}

/** The whole document around a page: landmarks, masthead, search box, navigation, foot. */
export function layout(page: Page, site: Site): string {
  const { words } = site;
  const isFront = page.section === 'front';
  const description = isFront && site.description;
  const document = html`<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<title>${page.title !== undefined && `${page.title} · `}${site.title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${page.inline !== undefined && html`<meta http-equiv="Content-Security-Policy" content="${page.inline.policy}">`}
${page.inline === undefined ? html`<link rel="stylesheet" href="${urls.stylesheet(site.stylesheet?.version ?? stylesheetVersion)}">` : embedded('style', page.inline.style)}
${page.script !== undefined && html`<script src="${page.script}" defer></script>`}
<link rel="icon" href="data:,">
${description && html`<meta name="description" content="${description}">`}
${page.canonical !== undefined && html`<link rel="canonical" href="${page.canonical}">`}
${page.canonical !== undefined && site.address !== undefined && alternates(page.canonical)}
${page.json !== undefined && html`<link rel="alternate" type="application/json" href="${page.json}">`}
${page.feed !== undefined && html`<link rel="alternate" type="application/atom+xml" href="${page.feed.href}" title="${page.feed.title}">`}
</head>
<body class="${page.arrangement}">
<a class="skip" href="#main">${words.skip}</a>
${shapeDefinitions()}
<header class="masthead">
<div class="nameplate">${isFront ? html`<h1>${site.title}</h1>` : html`<p><a href="${urls.front()}">${site.title}</a></p>`}${description && html`<p class="description">${description}</p>`}</div>
<nav aria-label="${words.navigation}"><ul>${entries(page, site)}${otherLanguages(site)}</ul></nav>
${searchBox(page.query ?? '', words)}
</header>
<main id="main" tabindex="-1">
${page.body}
</main>
<footer><p>${words.foot} <a href="${urls.verify()}">${words.verify.title}</a> · <a href="${urls.api()}">${words.api.title}</a></p></footer>
${page.inline !== undefined && embedded('script', page.inline.script)}
</body>
</html>
`;
  return document.toString();
}

/** Our own style or script in a page. It stands there as it is, so that it must not end the element that it stands in. */
function embedded(element: 'style' | 'script', text: string): Html {
  if (text.toLowerCase().includes(`</${element}`)) throw new Error(`This ${element} would end its own element.`);
  return new Html(`<${element}>${text}</${element}>`);
}

function entries(page: Page, { words }: Site): Html[] {
  const links = [
    { section: 'front', href: urls.front(), label: words.sections.front },
    { section: 'search', href: urls.search({ q: '' }), label: words.sections.search },
    { section: 'attachments', href: urls.files(), label: words.sections.attachments },
    { section: 'people', href: urls.people(), label: words.sections.people },
    { section: 'keys', href: urls.keys(), label: words.sections.keys },
    { section: 'findings', href: urls.findings(), label: words.sections.findings },
    { section: 'about', href: urls.about(), label: words.sections.about },
  ];
  return links.map(
    ({ section, href, label }) => html`<li><a href="${href}"${section === page.section && html` aria-current="page"`}>${label}</a></li>`,
  );
}

/** For those who find pages by machine: this one in each language, and where a reader is asked for his. */
function alternates(canonical: string): Html {
  return html`${languages.map(
    ({ language }) => html`<link rel="alternate" hreflang="${language}" href="${urls.inLanguage(canonical, language)}">\n`,
  )}<link rel="alternate" hreflang="x-default" href="${canonical}">`;
}

/** This page in each other language, called as its own readers call it. */
function otherLanguages({ address, words }: Site): Html[] {
  if (address === undefined) return [];
  const others = languages.filter(({ language }) => language !== words.language);
  return others.map(
    ({ language, languageName }) =>
      html`<li class="language"><a href="${urls.inLanguage(address, language)}" hreflang="${language}" lang="${language}" rel="nofollow">${languageName}</a></li>`,
  );
}

function searchBox(query: string, words: Words): Html {
  return html`<search><form action="${urls.searchForm()}" method="get" class="searchbox">
<label for="q">${words.searchLabel}</label>
<input id="q" name="q" type="search" value="${query}" placeholder="${words.searchPlaceholder}" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="2000">
<button>${words.searchButton}</button>
</form></search>`;
}
