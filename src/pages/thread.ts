import { nameInvisible, strangersText } from './display.ts';
import { html } from './html.ts';
import { layout, type Site } from './layout.ts';
import { type HitView, hitItem } from './results.ts';
import { urls } from './urls.ts';

export interface ThreadView {
  readonly number: number;
  readonly subject: string;
  /** In the order of their dates. */
  readonly messages: readonly HitView[];
  readonly total: number;
}

/** All messages of one conversation, as far as they name each other. */
export function threadPage(view: ThreadView, site: Site): string {
  const { words } = site;
  const subject = view.subject.trim() === '' ? words.noSubject : view.subject;
  return layout(
    {
      title: words.thread.title(nameInvisible(subject).slice(0, 120)),
      canonical: urls.thread(view.number),
      json: urls.threadJson(view.number),
      arrangement: 'thread',
      body: html`
<header class="found-head"><h1>${strangersText(subject)}</h1></header>
<p class="note">${words.thread.count(view.total)}${view.messages.length < view.total && html` <a href="${urls.search({ q: `thread:${view.number}`, sort: 'date' })}">${words.thread.cut(view.messages.length, view.total)}</a>`}</p>
<ol class="hits">${view.messages.map((message) => hitItem(message, words))}</ol>`,
    },
    site,
  );
}
