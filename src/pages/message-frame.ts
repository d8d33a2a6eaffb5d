import type { SignatureEvidence } from '../evidence/evidence.ts';
import { decidingSignature, markOfBody, markOfField, markSign, type ShownField } from './coverage.ts';
import { nameInvisible, shortened, strangersText } from './display.ts';
import { counted, formatMoment } from './format.ts';
import { type Content, type Html, html, joined } from './html.ts';
import { layout, type Site } from './layout.ts';
import { banner, shortBanner } from './message-banner.ts';
import type { MessageHead } from './message-head.ts';
import { type Person, personInFull, shortName } from './people.ts';
import { type MessagePlace, urls } from './urls.ts';
import type { Words } from './words/words.ts';

/** A message's page: banner, head, tabs, and under them the part that was asked for. */
export function messageFrame(head: MessageHead, tab: MessagePlace, content: Content, site: Site, script?: string): string {
  const { words } = site;
  const deciding = decidingSignature(head);
  return layout(
    {
      title: pageTitle(head, tab, words),
      canonical: urls.message(head.number, tab),
      ...(head.trail && { query: head.trail.q }),
      json: urls.messageJson(head.number),
      arrangement: 'message',
      script,
      body: html`
<article class="mail">
${tab === 'message' ? banner(head, deciding, words) : shortBanner(head, words)}
<header class="mail-head">
<h1>${head.subject.trim() === '' ? html`<span class="absent">${words.noSubject}</span>` : strangersText(head.subject)}</h1>
${pagers(head, words)}
<dl class="fields${deciding === undefined && ' unmarked'}">
${people('from', head.from, deciding, words)}
${people('to', head.to, deciding, words)}
${head.cc.length > 0 && people('cc', head.cc, deciding, words)}
${head.replyTo.length > 0 && people('replyTo', head.replyTo, deciding, words)}
${field('subject', head.subject.trim() === '' ? html`<span class="absent">${words.noSubject}</span>` : strangersText(head.subject), deciding, words)}
${field('date', dateOf(head, words), deciding, words)}
${deciding && html`<div><dt>${words.message.text}</dt><dd>${markSign(markOfBody(deciding), words)} ${bodyWords(deciding, words)}</dd></div>`}
</dl>
<p class="legend">${
        deciding
          ? html`${markSign('covered', words)} ${words.coverage.covered} · ${markSign('uncovered', words)} ${words.coverage.uncovered}`
          : words.coverage.none
      }</p>
</header>
${tabs(head, tab, words)}
${content}
</article>`,
    },
    site,
  );
}

function pageTitle(head: MessageHead, tab: MessagePlace, words: Words): string {
  const subject = head.subject.trim() === '' ? words.noSubject : nameInvisible(shortened(head.subject, 120));
  const sender = head.from[0];
  const who = sender && ` – ${nameInvisible(shortened(shortName(sender), 120))}`;
  return `${tab === 'message' ? '' : `${words.message.tabs[tab]}${words.colon}`}${subject}${who ?? ''}`;
}

function pagers({ number, previous, next, trail }: MessageHead, words: Words): Html {
  return html`<p class="neighbours"><span class="number">${words.numbered(number)}</span>${
    previous !== undefined && html` <a href="${urls.message(previous, 'message', trail)}" rel="prev">‹ ${words.message.previous}</a>`
  }${next !== undefined && html` <a href="${urls.message(next, 'message', trail)}" rel="next">${words.message.next} ›</a>`}${
    trail &&
    html` <span class="trail">${words.message.placeFound(trail.place, trail.total)}${trail.q !== '' && html` <code>${nameInvisible(trail.q)}</code>`} · <a href="${urls.search(trail)}">${words.message.backToResults}</a></span>`
  }</p>`;
}

function people(name: ShownField, list: readonly Person[], deciding: SignatureEvidence | undefined, words: Words): Html {
  const shown = list.slice(0, peopleShown).map(personInFull);
  const folded = list.slice(peopleShown, peopleFolded).map(personInFull);
  const left = list.length - peopleFolded;
  const content = html`${list.length === 0 ? html`<span class="absent">${words.nobody}</span>` : joined(shown, ', ')}${
    folded.length > 0 &&
    html` <details class="inline"><summary>${words.message.morePeople(list.length - peopleShown)}</summary>${joined(folded, ', ')}${left > 0 && html` ${words.message.peopleLeft(left)}`}</details>`
  }`;
  return field(name, content, deciding, words);
}

/** A mail to five hundred people is shown by its first twelve; a click shows more; all of them stand in its headers. */
const peopleShown = 12;
const peopleFolded = 120;

function field(name: ShownField, content: Content, deciding: SignatureEvidence | undefined, words: Words): Html {
  const mark = deciding && html`${markSign(markOfField(deciding, name), words)} `;
  return html`<div class="f-${name}"><dt>${words.fields[name]}</dt><dd>${mark}${content}</dd></div>`;
}

function dateOf({ date, dateAsWritten }: MessageHead, words: Words): Html {
  if (date !== undefined) return formatMoment(date, words);
  if (dateAsWritten === undefined) return html`<span class="absent">${words.noDate}</span>`;
  return html`${strangersText(dateAsWritten)} <span class="absent">${words.message.impossibleDate}</span>`;
}

function bodyWords(deciding: SignatureEvidence, words: Words): string {
  switch (markOfBody(deciding)) {
    case 'covered':
      return words.message.bodyCovered;
    case 'partly':
      return words.message.bodyPartly(deciding.coverage.body.signed, deciding.coverage.body.total);
    default:
      return deciding.bodyIntact ? words.message.bodyUncovered : words.message.bodyAltered;
  }
}

function tabs(head: MessageHead, current: MessagePlace, words: Words): Html {
  const { number, trail } = head;
  const tab = (name: MessagePlace, label: string = words.message.tabs[name]) =>
    html`<li><a href="${urls.message(number, name, trail)}"${name === current && html` aria-current="page"`}>${label}</a></li>`;
  return html`<nav class="tabs" aria-label="${words.message.parts}"><ul>
${tab('message')}
${head.hasFormatted && tab('formatted')}
${tab('evidence')}
${head.chain > 0 && tab('chain', `${words.message.tabs.chain} (${words.number(head.chain)})`)}
${head.attachments > 0 && tab('attachments', counted(head.attachments, words.attachment, words))}
${tab('headers')}
${tab('source')}
${current === 'verify' && tab('verify')}
<li><a href="${urls.messageEml(number)}" download>↓ .eml</a></li>
</ul></nav>`;
}
