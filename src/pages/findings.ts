import { FINDING_KINDS, type Finding, type FindingKind, type FindingReason, isTelling } from '../evidence/findings/finding.ts';
import { type FindingWriter, reasonSentence, showsSentence } from '../evidence/findings/words.ts';
import { nameInvisible, shortened } from './display.ts';
import { formatDuration, formatMoment, formatNumber } from './format.ts';
import { highlighted } from './highlight.ts';
import { type Html, html } from './html.ts';
import { layout, type Site } from './layout.ts';
import { pager } from './pager.ts';
import { type Person, personInShort } from './people.ts';
import type { HitView } from './results.ts';
import { urls } from './urls.ts';
import { verdictTag } from './verdict-style.ts';
import type { Words } from './words/words.ts';

export interface FindingsView {
  /** The one kind that was asked for. */
  readonly kind?: FindingKind | undefined;
  /** The one message that was asked for. */
  readonly message?: number | undefined;
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  readonly total: number;
  /** So many more concern messages that stand in this list often enough. */
  readonly held: number;
  readonly kinds: Readonly<Partial<Record<FindingKind, number>>>;
  readonly findings: readonly FindingView[];
}

export interface FindingView {
  readonly finding: Finding;
  readonly messages: readonly [HitView, HitView];
}

/** What does not fit together in the archive, the most telling first; each with what could explain it. */
export function findingsPage(view: FindingsView, site: Site): string {
  const { words } = site;
  const w = words.findings;
  const { kind, message, page, total, held } = view;
  const place = { kind, message };
  const about = message === undefined ? '' : `${words.colon}${words.numbered(message)}`;
  return layout(
    {
      title: `${w.title}${about}${kind === undefined ? '' : ` (${words.judgement.findings.kinds[kind].label})`}${page > 1 ? ` (${words.pager.page(page)})` : ''}`,
      canonical: urls.findings({ ...place, page }),
      section: 'findings',
      json: urls.findingsJson(place),
      arrangement: 'findings',
      body: html`
<header class="found-head"><h1>${w.title}${message !== undefined && html`${words.colon}<a href="${urls.message(message)}">${words.numbered(message)}</a>`} <span class="count">${formatNumber(total, words)}</span></h1></header>
<p class="lead">${w.lead}</p>
${message !== undefined && html`<p class="note"><a href="${urls.findings({})}">${w.all}</a></p>`}
${kinds(view, words)}
${total === 0 && html`<p>${kind === undefined && message === undefined ? w.none : w.noneOf}</p>`}
${total > 0 && html`<ol class="findings-list">${view.findings.map((each) => html`<li>${findingItem(each, words)}</li>`)}</ol>${pager(view, (page) => urls.findings({ ...place, page }), words.pager, words)}`}
${held > 0 && html`<p class="note">${w.held(held)}</p>`}`,
    },
    site,
  );
}

function kinds({ kind, kinds, message }: FindingsView, words: Words): Html | undefined {
  const present = FINDING_KINDS.filter((each) => (kinds[each] ?? 0) > 0 || each === kind);
  if (present.length === 0) return undefined;
  const link = (each: FindingKind | undefined, label: string, count: number) =>
    html`<li><a href="${urls.findings({ kind: each, message })}"${each === kind && html` aria-current="true"`}>${label} <span class="count">${formatNumber(count, words)}</span></a></li>`;
  const all = Object.values(kinds).reduce((sum, count) => sum + count, 0);
  return html`<nav class="kinds" aria-label="${words.findings.kind}"><ul>${link(undefined, words.findings.anyKind, all)}${present.map(
    (each) => link(each, words.judgement.findings.kinds[each].label, kinds[each] ?? 0),
  )}</ul></nav>`;
}

function findingItem({ finding, messages }: FindingView, words: Words): Html {
  const w = words.findings;
  const { kind, weight, reasons, more = 0 } = finding;
  const { label, innocent } = words.judgement.findings.kinds[kind];
  const writer: FindingWriter = { message: words.numbered, duration: (seconds) => formatDuration(seconds, words) };
  const sentence = (reason: FindingReason) => nameInvisible(reasonSentence(reason, words.judgement.findings, writer));
  const telling = reasons.filter(({ code }) => isTelling(code)).map(sentence);
  const explaining = reasons.filter(({ code }) => !isTelling(code)).map(sentence);
  return html`<article class="finding">
<h2>${label} <span class="how-telling w-${weight}">${words.judgement.findings.weights[weight]}</span></h2>
<p class="shows">${nameInvisible(shortened(showsSentence(finding, words.judgement.findings, writer), maxSentence))}</p>
<div class="two">${messages.map((message) => messageCard(message, words))}</div>
<dl class="weighing">
${telling.length > 0 && html`<div><dt>${w.telling}</dt><dd><ul>${telling.map((each) => html`<li>${each}</li>`)}</ul></dd></div>`}
<div><dt>${w.innocent}</dt><dd><ul>${explaining.map((each) => html`<li>${each}</li>`)}<li>${innocent}</li></ul></dd></div>
</dl>
${more > 0 && html`<p class="note">${w.more(more)}</p>`}
${seeMore(finding, words)}
</article>`;
}

const maxSentence = 500;

function messageCard({ number, verdict, from, to, date, subject }: HitView, words: Words): Html {
  const sender = from[0];
  const hasSubject = subject.some(({ text }) => text.trim() !== '');
  return html`<div class="one"><p class="hit-head">${verdictTag(verdict, words)} <span class="number">${words.numbered(number)}</span></p>
<p class="subject"><a href="${urls.message(number)}">${hasSubject ? highlighted(subject.map((run) => ({ ...run, text: shortened(run.text, 120) }))) : html`<span class="absent">${words.noSubject}</span>`}</a></p>
<p class="hit-people">${sender ? named(sender) : html`<span class="absent">${words.noSender}</span>`} <span aria-hidden="true">→</span><span class="unseen">${words.to}</span> ${to[0] ? named(to[0]) : html`<span class="absent">${words.nobody}</span>`}${to.length > 1 && html`, <span class="more">+${to.length - 1}</span>`}</p>
<p class="when">${date === undefined ? html`<span class="absent">${words.noDate}</span>` : formatMoment(date, words)}</p></div>`;
}

/** No longer than a line: the message's own page has all of it. */
function named(person: Person): Html {
  return personInShort({
    ...person,
    ...(person.name !== undefined && { name: shortened(person.name, 80) }),
    address: shortened(person.address, 80),
  });
}

/** Where the two are laid side by side. */
function seeMore({ kind, messages }: Finding, words: Words): Html | undefined {
  const w = words.findings;
  switch (kind) {
    case 'contradiction':
    case 'dispute':
    case 'misquote':
    case 'quote-before-original':
    case 'false-attribution':
      return html`<p class="more"><a href="${urls.message(messages[1], 'chain')}">${w.compare}</a></p>`;
    case 'duplicate-differs':
    case 'message-id-clash':
    case 'reply-before-parent':
      return html`<p class="more">${w.headers} ${messages.map((number) => html`<a href="${urls.message(number, 'headers')}">${words.numbered(number)}</a> `)}</p>`;
    default:
      return kind satisfies never;
  }
}
