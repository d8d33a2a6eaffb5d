import type { Policy } from '../evidence/policy.ts';
import type { Verdict } from '../evidence/verdict.ts';
import { type Html, html } from './html.ts';
import { type InlineParts, layout, type Site } from './layout.ts';
import { messageFrame } from './message-frame.ts';
import type { MessageHead } from './message-head.ts';
import { urls } from './urls.ts';
import type { Words } from './words/words.ts';

/** Verifies whatever mail a reader chooses, in his browser; a saved copy of the page does the same. */
export function verifyPage(inline: InlineParts, site: Site): string {
  const w = site.words.verify;
  return layout(
    {
      title: w.title,
      canonical: urls.verify(),
      arrangement: 'verify-page',
      inline,
      body: html`
<header class="found-head"><h1>${w.title}</h1></header>
<p class="lead">${w.lead}</p>
<p class="note">${w.keep}</p>
<noscript><p>${w.needsScript}</p>${command('letter.eml', 'keys.jsonl')}</noscript>
<form id="verify-form" class="verify-form" hidden>
<p><label for="mails">${w.mails}</label><input id="mails" type="file" multiple accept=".eml,message/rfc822"></p>
<p><label for="keys">${w.keys}</label><input id="keys" type="file" multiple accept=".jsonl,.csv,.txt,.json"></p>
<p class="note">${w.drop}</p>
<details><summary>${w.pasted}</summary>
<p><label for="domain">${w.domain}</label><input id="domain" autocomplete="off" autocapitalize="off" spellcheck="false"></p>
<p><label for="selector">${w.selector}</label><input id="selector" autocomplete="off" autocapitalize="off" spellcheck="false"></p>
<p><label for="record">${w.record}</label><textarea id="record" rows="4" autocomplete="off" spellcheck="false"></textarea></p>
<p><button type="submit">${w.addKey}</button></p></details>
<p><button type="button" id="clear">${w.clear}</button></p>
</form>
${results(site.words)}`,
    },
    site,
  );
}

/** A message of the archive, and how it is to be verified. */
export interface VerifyAgainView {
  readonly head: MessageHead;
  /** Of the octets that all on this page is about. */
  readonly sha256: string;
  /** What the archive says of its signatures alone: what others quote of it cannot be seen from its octets. */
  readonly bySignatures: Verdict;
  readonly policy: Policy;
}

/** Verifies a message of the archive in the reader's browser, from its octets and the keys. */
export function verifyAgainPage({ head, sha256, bySignatures, policy }: VerifyAgainView, site: Site): string {
  const { words } = site;
  const { number, verdict, marks } = head;
  return messageFrame(
    head,
    'verify',
    html`<div class="evidence" id="verify-again" data-eml="${urls.messageEml(number)}" data-sha256="${sha256}" data-keys="${urls.messageKeys(number)}" data-verdict="${bySignatures}" data-policy="${JSON.stringify(policy)}"${marks.includes('no-original-bytes') && html` data-rebuilt`}>
<p class="lead">${words.verify.againLead}</p>
${bySignatures !== verdict && html`<p class="note">${words.verify.signaturesAlone}</p>`}
<noscript><p>${words.verify.needsScript}</p>${command(`${number}.eml`, `message-${number}.keys.jsonl`)}</noscript>
${results(words)}
${otherWays(number, words)}
</div>`,
    site,
    urls.verifyScript(),
  );
}

/** How whoever believes nothing works the verdict out by himself: on the page of the evidence. */
export function checkYourself({ number, trail }: MessageHead, words: Words): Html {
  const w = words.verify;
  return html`<section class="check-yourself" aria-labelledby="check-yourself"><h2 id="check-yourself">${w.yourself}</h2>
<p>${w.yourselfLead}</p>
<p><a class="action" href="${urls.message(number, 'verify', trail)}">${w.inBrowser}</a></p>
${otherWays(number, words)}</section>`;
}

function otherWays(number: number, words: Words): Html {
  const w = words.verify;
  return html`<p><a href="${urls.messageBundle(number)}" download>${w.bundle}</a> ${w.bundleNote}</p>
<p>${w.commandLine} <a href="${urls.messageEml(number)}" download>${w.octets}</a>, <a href="${urls.messageKeys(number)}" download>${w.itsKeys}</a>. <a href="${urls.verify()}">${w.anyMail}</a></p>
${command(`${number}.eml`, `message-${number}.keys.jsonl`)}`;
}

function command(mail: string, keys: string): Html {
  return html`<pre tabindex="0">chainmail verify ${mail} --keys ${keys} --explain</pre>`;
}

/** Where the script says what it does, and then what it found. */
function results(words: Words): Html {
  return html`<p id="verify-status" role="status"></p>
<progress id="verify-progress" aria-label="${words.verify.progress}" max="1" hidden></progress>
<ul id="verify-problems" class="cautions"></ul>
<div id="verify-results"></div>`;
}
