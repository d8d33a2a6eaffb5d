import { downloadLink, fileName, type MessageLine, messageLine } from './attachment-list.ts';
import { nameInvisible, shortened, strangersText } from './display.ts';
import { formatNumber } from './format.ts';
import { type Html, html, joined } from './html.ts';
import { layout, type Site } from './layout.ts';
import { pager } from './pager.ts';
import { urls } from './urls.ts';
import type { Words } from './words/words.ts';

/** One file, and every place where it is attached. */
export interface AttachmentPageView {
  readonly sha256: string;
  readonly md5: string;
  readonly name?: string | undefined;
  readonly safeName: string;
  /** The other names and types of these places. */
  readonly otherNames: readonly string[];
  readonly types: readonly string[];
  readonly size: number;
  readonly copies: number;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly places: readonly AttachedPlace[];
}

export interface AttachedPlace {
  readonly message: MessageLine;
  readonly date?: string | undefined;
  readonly part: string;
  readonly name?: string | undefined;
}

/** A file by its octets: what it is called, and which mails have it. It is never shown, only handed over. */
export function attachmentPage(view: AttachmentPageView, site: Site): string {
  const { words } = site;
  const w = words.attachments;
  const { sha256, md5, name, safeName, otherNames, types, size, page } = view;
  const shown = nameInvisible(shortened(name ?? words.message.unnamed, 120));
  return layout(
    {
      title: `${w.title}${words.colon}${shown}${page > 1 ? ` (${words.pager.page(page)})` : ''}`,
      canonical: urls.file(sha256, page),
      section: 'attachments',
      json: urls.fileJson(sha256),
      arrangement: 'attachment',
      body: html`
<h1>${fileName(name, words)}</h1>
<p class="hand-over">${downloadLink(sha256, name, safeName, words)} <span class="note">${words.message.attachmentsNote}</span></p>
<dl class="facts" aria-label="${w.facts}">
${otherNames.length > 0 && html`<div><dt>${w.otherNames}</dt><dd>${lines(otherNames, 240)}</dd></div>`}
<div><dt>${w.type}</dt><dd>${lines(types, 120)}</dd></div>
<div><dt>${w.size}</dt><dd>${w.octets(size)}</dd></div>
<div><dt>${w.sha256}</dt><dd class="hash">${sha256}</dd></div>
<div><dt>${w.md5}</dt><dd class="hash">${md5}</dd></div>
</dl>
<section aria-labelledby="places"><h2 id="places">${w.occurrences} <span class="count">${formatNumber(view.copies, words)}</span></h2>
<p class="note">${w.occurrencesNote}</p>
<ol class="places">${view.places.map((place) => placeItem(place, name, words))}</ol>
${pager(view, (page) => urls.file(sha256, page), words.pager, words)}
</section>`,
    },
    site,
  );
}

function lines(texts: readonly string[], longest: number): Html {
  return joined(
    texts.map((text) => strangersText(shortened(text, longest))),
    html`<br>`,
  );
}

function placeItem({ message, date, part, name }: AttachedPlace, usual: string | undefined, words: Words): Html {
  const w = words.attachments;
  return html`<li>${messageLine(message, date, words)} <span class="quiet">· ${w.partOf(nameInvisible(shortened(part, 80)))}${
    name !== undefined && name !== usual && html`, ${w.as(nameInvisible(shortened(name, 120)))}`
  }</span></li>`;
}
