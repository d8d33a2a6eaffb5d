import { markSign } from './coverage.ts';
import { nameDomain, nameInvisible, nameOverrides, shortened } from './display.ts';
import { type Html, html, octetLength } from './html.ts';
import type { Site } from './layout.ts';
import { messageFrame } from './message-frame.ts';
import type { MessageHead } from './message-head.ts';
import { type ReceivedPath, receivedPath } from './received-path.ts';
import { urls } from './urls.ts';
import type { Words } from './words/words.ts';

export interface HeadersView {
  readonly head: MessageHead;
  /** The way that the mail took, by its Received fields. */
  readonly path: ReceivedPath;
  /** The signatures whose covered fields are what was signed. */
  readonly holding: readonly HoldingSignature[];
  readonly fields: readonly HeaderField[];
}

export interface HoldingSignature {
  /** From 1, as the evidence counts them. */
  readonly position: number;
  readonly signer: string;
  readonly decides: boolean;
}

export interface HeaderField {
  /** As written; empty for a line that is no field. */
  readonly name: string;
  /** As stored, folding kept. */
  readonly value: string;
  /** By the deciding signature. */
  readonly covered: boolean;
  /** Positions of all holding signatures that cover it. */
  readonly coveredBy: readonly number[];
}

/** The way that the mail took, then every field of the header, in order, each with its mark and, of several signatures, with which. */
export function headersPage({ head, path, holding, fields }: HeadersView, site: Site): string {
  const { words } = site;
  const rows: Html[] = [];
  const way = receivedPath(path, words);
  const hasSeveral = holding.length > 1;
  let left = maxHeaderOctets - octetLength(way);
  for (const { name, value, covered, coveredBy } of fields) {
    const row = html`<tr><td>${markSign(covered ? 'covered' : 'uncovered', words)}</td>${hasSeveral && html`<td>${coveredBy.join(', ')}</td>`}<th scope="row">${nameInvisible(shortened(name))}</th><td><pre>${nameOverrides(
      value.slice(0, maxValue),
    ).trim()}${value.length > maxValue && ' …'}</pre></td></tr>`;
    left -= octetLength(row);
    if (left < 0) break;
    rows.push(row);
  }
  return messageFrame(
    head,
    'headers',
    html`<section class="headers" aria-label="${words.message.tabs.headers}">
${way}
<h2>${words.message.allFields}</h2>
<p class="note">${words.message.headersNote}</p>
${hasSeveral && holdingList(head, holding, words)}
<div class="scroll" tabindex="0" role="region" aria-label="${words.message.headersNote}"><table><thead><tr><th scope="col"><span class="unseen">${
      words.message.coverageColumn
    }</span></th>${hasSeveral && html`<th scope="col">${words.message.coveredBy}</th>`}<th scope="col">${words.message.fieldColumn}</th><th scope="col">${words.message.valueColumn}</th></tr></thead><tbody>${rows}</tbody></table></div>
${rows.length < fields.length && html`<p class="note"><a href="${urls.message(head.number, 'source', head.trail)}">${words.message.headersCut}</a></p>`}
</section>`,
    site,
  );
}

function holdingList({ number, trail }: MessageHead, holding: readonly HoldingSignature[], words: Words): Html {
  return html`<p class="note">${words.message.holding}</p>
<ul class="holding">${holding.map(
    ({ position, signer, decides }) =>
      html`<li><a href="${urls.message(number, 'evidence', trail)}#signature-${position}">${words.message.holdingOne(position, nameDomain(signer))}</a>${decides && html` (${words.message.holdingDecides})`}</li>`,
  )}</ul>`;
}

const maxHeaderOctets = 64_000;
const maxValue = 6_000;
