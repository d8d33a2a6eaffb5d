import type { ArcEvidence, ArcHop, ArcLink } from '../evidence/evidence.ts';
import type { RecordedResult, RecordedResults } from '../evidence/recorded-results.ts';
import { nameDomain, nameInvisible, shortened } from './display.ts';
import { formatMoment } from './format.ts';
import { type Content, type Html, html, joined } from './html.ts';
import type { Words } from './words/words.ts';

/** A field in which a server on the way wrote what it found, outside of any ARC set. */
export interface RecordedField extends RecordedResults {
  /** The field's name as written. */
  readonly field: string;
  /** Who vouches for it: the signer of a DKIM signature that holds and covers it. */
  readonly signer?: string | undefined;
}

/** The ARC chain, hop by hop: who sealed, whether it holds, and what he says, as his statement. */
export function chainStory({ state, fault, hops }: ArcEvidence, words: Words): Html {
  const w = words.evidence.arc;
  return html`<section class="signature" aria-labelledby="chain">
<h2 id="chain">${w.title} <span class="result">${w.states[state]}</span></h2>
<p>${w.lead}</p>
${fault && html`<p>${w.faults[fault.code]}${fault.instance !== undefined && html` ${w.atHop(fault.instance)}`}</p>`}
${hops.map((hop) => hopStory(hop, words))}
</section>`;
}

function hopStory({ instance, seal, message, claim, sealedAtSeconds, statement }: ArcHop, words: Words): Html {
  const w = words.evidence.arc;
  const sealer = seal.signer === '' ? words.evidence.nameless : nameDomain(shortened(seal.signer, 300));
  return html`<h3>${w.hop(instance, sealer)}</h3>
<dl class="facts">
${fact(w.seal, linkStory(seal, w.seals[seal.result], words))}
${fact(w.message, linkStory(message, w.messages[message.result], words))}
${claim && fact(w.claim, w.claims[claim])}
${sealedAtSeconds !== undefined && fact(w.sealedAt, formatMoment({ epochSeconds: sealedAtSeconds }, words))}
${fact(w.says, results(statement, words))}
</dl>`;
}

function linkStory({ reason, tag, cautions }: ArcLink, sentence: string, words: Words): string {
  const more = [
    ...(reason === undefined ? [] : [words.evidence.keylessReasons[reason]]),
    ...(tag === undefined ? [] : [words.evidence.badTag(nameInvisible(shortened(tag)))]),
    ...cautions.map((caution) => words.judgement.cautions[caution]),
  ];
  return [sentence, ...more].join(' ');
}

/** What servers wrote beside the mail and nobody sealed. */
export function recordedStory(fields: readonly RecordedField[], words: Words): Html {
  const w = words.evidence.recorded;
  return html`<section class="signature" aria-labelledby="recorded">
<h2 id="recorded">${w.title}</h2>
<p>${w.lead}</p>
<dl class="facts">${fields
    .slice(0, fieldsShown)
    .map((field) =>
      fact(
        html`<code>${nameInvisible(shortened(field.field))}</code>`,
        html`${field.server === undefined ? w.nobody : w.by(nameDomain(shortened(field.server, 300)))}${words.colon}${results(field, words)} <em>${field.signer === undefined ? w.unsigned : w.signedBy(nameDomain(shortened(field.signer, 300)))}</em>`,
      ),
    )}</dl>
</section>`;
}

/** A mail that every server examined has a dozen; one made to fill a page has thousands, and all of them stand among the headers. */
const fieldsShown = 40;
const resultsShown = 20;

function results({ results }: RecordedResults, words: Words): Content {
  if (results.length === 0) return words.evidence.recorded.nothing;
  return html`<code>${joined(results.slice(0, resultsShown).map(resultText), '; ')}</code>`;
}

function resultText({ method, result, properties }: RecordedResult): string {
  const looked = properties.slice(0, 8).map(({ name, value }) => `${name}=${value}`);
  const text = `${method}=${result}${looked.length > 0 ? ` (${looked.join(' ')})` : ''}`;
  return nameInvisible(shortened(text, 400));
}

function fact(name: Content, content: Content): Html {
  return html`<div><dt>${name}</dt><dd>${content}</dd></div>`;
}
