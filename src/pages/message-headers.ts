import { markSign } from './coverage.ts';
import { nameInvisible, nameOverrides, shortened } from './display.ts';
import { type Html, html, octetLength } from './html.ts';
import type { Site } from './layout.ts';
import { messageFrame } from './message-frame.ts';
import type { MessageHead } from './message-head.ts';
import { urls } from './urls.ts';

export interface HeadersView {
  readonly head: MessageHead;
  readonly fields: readonly HeaderField[];
}

export interface HeaderField {
  /** As written; empty for a line that is no field. */
  readonly name: string;
  /** As stored, folding kept. */
  readonly value: string;
  /** By the deciding signature. */
  readonly covered: boolean;
}

/** Every field of the header, in order, each with its mark. */
export function headersPage({ head, fields }: HeadersView, site: Site): string {
  const { words } = site;
  const rows: Html[] = [];
  let left = maxHeaderOctets;
  for (const { name, value, covered } of fields) {
    const row = html`<tr><td>${markSign(covered ? 'covered' : 'uncovered', words)}</td><th scope="row">${nameInvisible(shortened(name))}</th><td><pre>${nameOverrides(
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
<p class="note">${words.message.headersNote}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${words.message.headersNote}"><table><thead><tr><th scope="col"><span class="unseen">${
      words.message.coverageColumn
    }</span></th><th scope="col">${words.message.fieldColumn}</th><th scope="col">${words.message.valueColumn}</th></tr></thead><tbody>${rows}</tbody></table></div>
${rows.length < fields.length && html`<p class="note"><a href="${urls.message(head.number, 'source', head.trail)}">${words.message.headersCut}</a></p>`}
</section>`,
    site,
  );
}

const maxHeaderOctets = 64_000;
const maxValue = 6_000;
