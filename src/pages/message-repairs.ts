import { SHOWN_FIELDS, type SignatureEvidence } from '../evidence/evidence.ts';
import type { DifferingLines } from '../evidence/repair/difference.ts';
import { withoutTrailing } from '../message/trailing.ts';
import { nameInvisible, shortened, strangersText } from './display.ts';
import { type Html, html } from './html.ts';
import type { Words } from './words/words.ts';

/** What was undone to make a signature hold: each modification by its name, the lines that differ, and what is shown but was not signed. */
export function repairStory({ repairs, difference, signedFields = {}, addedText }: SignatureEvidence, words: Words): Html {
  const w = words.evidence;
  const fields = SHOWN_FIELDS.filter((field) => signedFields[field] !== undefined);
  return html`<h3>${w.repairs}</h3><p>${w.repairsLead}</p>
<ul>${repairs.map(({ name, detail }) => html`<li>${words.judgement.repairs[name]}${words.colon}<span lang="en">${nameInvisible(shortened(detail))}</span></li>`)}</ul>
${
  (fields.length > 0 || addedText !== undefined) &&
  html`<dl class="facts">${fields.map(
    (field) =>
      html`<div><dt>${w.signedField(words.fields[field])}</dt><dd>${signedFields[field] === '' ? w.nothingSigned : strangersText(signedFields[field]!)}</dd></div>`,
  )}${addedText !== undefined && html`<div><dt>${w.addedText}</dt><dd>${strangersText(addedText)}</dd></div>`}</dl>`
}
${
  difference &&
  difference.lines.length > 0 &&
  html`<details><summary>${w.difference}</summary><ol class="difference">${difference.lines.map((line) => lineStory(line, words))}</ol>${difference.goesOn && html`<p>${w.differenceGoesOn}</p>`}</details>`
}`;
}

function lineStory({ asItStands, asSigned }: DifferingLines, words: Words): Html {
  return html`<li>${asItStands !== undefined && html`<del><code>${visible(asItStands)}</code></del> (${words.evidence.standsAs})`}${
    asItStands !== undefined && asSigned !== undefined && html`<br>`
  }${asSigned !== undefined && html`<ins><code>${visible(asSigned)}</code></ins> (${words.evidence.signedAs})`}</li>`;
}

/** Line ends, tabs and spaces at the end of a line are what differs most often, and what nobody sees. */
function visible(line: string): string {
  const marked = line.replace(/\r/g, '␍').replace(/\n/g, '␊').replace(/\t/g, '␉');
  const bare = withoutTrailing(marked, / /);
  return nameInvisible(bare + '␠'.repeat(marked.length - bare.length));
}
