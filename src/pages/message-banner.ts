import type { SignatureEvidence } from '../evidence/evidence.ts';
import { nameInvisible, shortened } from './display.ts';
import { counted, formatIsoDay } from './format.ts';
import { type Html, html } from './html.ts';
import type { MessageHead } from './message-head.ts';
import { reasonLine } from './reason-line.ts';
import { urls } from './urls.ts';
import { verdictShape } from './verdict-style.ts';
import type { Words } from './words/words.ts';

/** The verdict in a sentence, for the tabs that a reader opens once he has seen why: what he asked for must not lie below a screenful of it. */
export function shortBanner({ verdict }: MessageHead, words: Words): Html {
  const { label, sentence } = words.judgement.verdicts[verdict];
  return html`<section class="banner v-${verdict}" aria-label="${words.message.verdict}">
<p class="label">${verdictShape(verdict)} <strong>${label}</strong></p>
<div class="why"><p>${sentence}</p></div>
</section>`;
}

/** The verdict in words, why, and under which key: the first thing that a reader sees of a message. */
export function banner(head: MessageHead, deciding: SignatureEvidence | undefined, words: Words): Html {
  const { label, sentence } = words.judgement.verdicts[head.verdict];
  return html`<section class="banner v-${head.verdict}" aria-label="${words.message.verdict}">
<p class="label">${verdictShape(head.verdict)} <strong>${label}</strong></p>
<div class="why">
<p>${sentence}</p>
${head.reasons.length > 0 && html`<ul class="reasons">${head.reasons.map((reason) => html`<li>${reasonLine(reason, words)}</li>`)}</ul>`}
${deciding?.key && keyLine(deciding, deciding.key, words)}
${head.marks.length > 0 && html`<ul class="marks">${head.marks.map((mark) => html`<li>${words.judgement.marks[mark].sentence}${mark === 'finding' && html` <a href="${urls.findings({ message: head.number })}">${words.findings.ofMessage}</a>`}</li>`)}</ul>`}
<p class="more"><a href="${urls.message(head.number, 'evidence', head.trail)}">${words.message.seeEvidence}</a> · <a href="${urls.about(head.verdict)}">${words.message.whatItMeans}</a></p>
</div>
</section>`;
}

function keyLine(signature: SignatureEvidence, key: NonNullable<SignatureEvidence['key']>, words: Words): Html {
  return html`<p class="key">${words.evidence.key} <a href="${urls.keys({ domain: signature.signer, selector: signature.selector })}"><code>${nameInvisible(shortened(signature.selector))}</code></a> (${counted(key.bits, words.bits, words)}), ${
    words.evidence.tiers[key.tier]
  }${seen(key, words)}</p>`;
}

/** `, seen from 25 October 2016 to 12 January 2021`: what is known of the window, and nothing where nothing is. */
export function seen({ firstSeen, lastSeen }: { readonly firstSeen?: string; readonly lastSeen?: string }, words: Words): string {
  const first = firstSeen === undefined ? undefined : formatIsoDay(firstSeen, words);
  const last = lastSeen === undefined ? undefined : formatIsoDay(lastSeen, words);
  if (first !== undefined && last !== undefined) return `, ${words.evidence.seenBetween(first, last)}`;
  if (first !== undefined) return `, ${words.evidence.seenFrom(first)}`;
  return last === undefined ? '' : `, ${words.evidence.seenUntil(last)}`;
}
