import type { Verdict } from '../evidence/verdict.ts';
import { type AttachmentKind, attachmentKinds } from '../message/attachment-kind.ts';
import { nameInvisible, shortened, strangersText } from './display.ts';
import { formatIsoDay, formatNumber, formatSize } from './format.ts';
import { type Html, html } from './html.ts';
import { layout, type Site } from './layout.ts';
import { pager } from './pager.ts';
import { type Person, personInShortLinked } from './people.ts';
import { type FilesPlace, urls } from './urls.ts';
import { verdictTag } from './verdict-style.ts';
import type { Words } from './words/words.ts';

export interface FilesView {
  /** Words of a file name that were asked for; empty for all. */
  readonly asked: string;
  readonly kind?: AttachmentKind | undefined;
  readonly sort: NonNullable<FilesPlace['sort']>;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly total: number;
  /** How many times they are attached, all of them together. */
  readonly copies: number;
  /** How many there are of each kind. */
  readonly kinds: Readonly<Partial<Record<AttachmentKind, number>>>;
  readonly files: readonly FileView[];
  /** Finds the messages that have them; absent where there is nothing to search for. */
  readonly query?: string | undefined;
}

/** Distinct octets, with the earliest message that has them. */
export interface FileView {
  readonly sha256: string;
  /** As the mail names it. */
  readonly name?: string | undefined;
  /** As it may stand in an address and on a disk. */
  readonly safeName: string;
  readonly type: string;
  readonly kind: AttachmentKind;
  readonly size: number;
  /** ISO 8601. */
  readonly date?: string | undefined;
  readonly copies: number;
  readonly message: MessageLine;
}

/** A message named in a line. */
export interface MessageLine {
  readonly number: number;
  readonly verdict: Verdict;
  readonly from: readonly Person[];
  readonly subject: string;
}

/** Every file that is attached to a mail, each once. */
export function attachmentListPage(view: FilesView, site: Site): string {
  const { words } = site;
  const w = words.attachments;
  const { asked, kind, sort, page, total } = view;
  const place = { q: asked, kind, sort };
  return layout(
    {
      title: `${w.title}${asked === '' ? '' : `${words.colon}${nameInvisible(shortened(asked, 80))}`}${kind === undefined ? '' : ` (${w.kinds[kind]})`}${page > 1 ? ` (${words.pager.page(page)})` : ''}`,
      canonical: urls.files({ ...place, page }),
      section: 'attachments',
      json: urls.filesJson(place),
      arrangement: 'attachment-list',
      body: html`
<header class="found-head"><h1>${w.title}</h1></header>
<p class="lead">${w.lead}</p>
<form action="${urls.filesForm()}" method="get" class="filter">
<label for="words">${w.filter}</label>
<span class="filter-line"><input id="words" name="q" type="search" value="${asked}" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="300">
${kind !== undefined && html`<input type="hidden" name="kind" value="${kind}">`}${sort !== '-date' && html`<input type="hidden" name="sort" value="${sort}">`}<button>${w.filterButton}</button></span>
</form>
${kinds(view, words)}
<p class="tally" role="status">${total > 0 ? w.count(total, view.copies) : asked === '' && kind === undefined ? w.none : w.nothing}${
        view.query !== undefined && total > 0 && html` · <a href="${urls.search({ q: view.query })}">${w.asMessages}</a>`
      }</p>
${total > 0 && html`${sorts(view, words)}<ol class="files" aria-label="${w.list}">${view.files.map((file) => fileItem(file, words))}</ol>${pager(view, (page) => urls.files({ ...place, page }), words.pager, words)}`}`,
    },
    site,
  );
}

function kinds({ asked, kind, sort, kinds }: FilesView, words: Words): Html | undefined {
  const w = words.attachments;
  const present = attachmentKinds.filter((each) => (kinds[each] ?? 0) > 0 || each === kind);
  if (present.length === 0) return undefined;
  const link = (each: AttachmentKind | undefined, label: string, count: number) =>
    html`<li><a href="${urls.files({ q: asked, kind: each, sort })}"${each === kind && html` aria-current="true"`}>${label} <span class="count">${formatNumber(count, words)}</span></a></li>`;
  const all = Object.values(kinds).reduce((sum, count) => sum + count, 0);
  return html`<nav class="kinds" aria-label="${w.kind}"><ul>${link(undefined, w.anyKind, all)}${present.map((each) => link(each, w.kinds[each], kinds[each] ?? 0))}</ul></nav>`;
}

function sorts({ asked, kind, sort }: FilesView, words: Words): Html {
  const w = words.attachments;
  const orders = ['-date', 'date', 'name', '-size', 'size'] as const;
  return html`<p class="sorts">${w.sort} ${orders.map(
    (order) =>
      html`<a href="${urls.files({ q: asked, kind, sort: order })}"${order === sort && html` aria-current="true"`}>${w.sorts[order]}</a> `,
  )}</p>`;
}

function fileItem({ sha256, name, safeName, type, kind, size, date, copies, message }: FileView, words: Words): Html {
  const w = words.attachments;
  return html`<li>
<p class="file-name"><a href="${urls.file(sha256)}">${fileName(name, words)}</a>${downloadLink(sha256, name, safeName, words)}</p>
<p class="file-facts"><span>${formatSize(size, words)}</span> <span>${w.kinds[kind]}</span> <span class="type">${strangersText(shortened(type, 120))}</span>${
    copies > 1 && html` <a href="${urls.file(sha256)}">${w.copies(copies)}</a>`
  }</p>
<p class="file-mail">${messageLine(message, date, words)}</p></li>`;
}

export function fileName(name: string | undefined, words: Words): Html {
  return name === undefined || name.trim() === ''
    ? html`<span class="absent">${words.message.unnamed}</span>`
    : strangersText(shortened(name, 240));
}

export function downloadLink(sha256: string, name: string | undefined, safeName: string, words: Words): Html {
  const w = words.attachments;
  const shown = nameInvisible(shortened(name ?? words.message.unnamed, 120));
  return html`<a class="download" href="${urls.attachment(sha256, safeName)}" download aria-label="${w.downloadOf(shown)}">↓ ${w.download}</a>`;
}

/** Which message it is, in a line: verdict, day, sender, subject. */
export function messageLine({ number, verdict, from, subject }: MessageLine, date: string | undefined, words: Words): Html {
  const sender = from[0];
  return html`${verdictTag(verdict, words)} <span class="when">${date === undefined ? words.noDate : formatIsoDay(date, words)}</span> ${
    sender ? personInShortLinked(sender) : html`<span class="absent">${words.noSender}</span>`
  }${words.colon}<a href="${urls.message(number)}">${subject.trim() === '' ? html`<span class="absent">${words.noSubject}</span>` : strangersText(shortened(subject, 240))}</a>`;
}
