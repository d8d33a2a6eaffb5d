import { type ArcEvidence, SHOWN_FIELDS, type SignatureEvidence } from '../evidence/evidence.ts';
import { isBlocking } from '../evidence/verdict.ts';
import { sentenceOf } from '../evidence/words.ts';
import { decidingSignature } from './coverage.ts';
import { nameDomain, nameInvisible, nameOverrides, shortened, strangersText } from './display.ts';
import { counted, formatMoment } from './format.ts';
import { type Content, type Html, html, joined } from './html.ts';
import type { Site } from './layout.ts';
import { chainStory, type RecordedField, recordedStory } from './message-arc.ts';
import { seen } from './message-banner.ts';
import { messageFrame } from './message-frame.ts';
import type { MessageHead } from './message-head.ts';
import { repairStory } from './message-repairs.ts';
import { urls } from './urls.ts';
import { checkYourself } from './verify.ts';
import type { Words } from './words/words.ts';

export interface EvidenceView {
  readonly head: MessageHead;
  /** In the order of `head.signatures`. */
  readonly signatures: readonly SignatureDetail[];
  readonly arc?: ArcEvidence | undefined;
  readonly recorded?: readonly RecordedField[];
}

/** What the message itself says beside the evidence on a signature. */
export interface SignatureDetail {
  /** The signature field as stored. */
  readonly fieldText: string;
  /** Names of the fields that it covers, in the order of `h=`. */
  readonly coveredNames: readonly string[];
}

/** The evidence as a story: each signature, what it covers, its key, what held and what did not. */
export function evidencePage({ head, signatures, arc, recorded = [] }: EvidenceView, site: Site): string {
  const { words } = site;
  const deciding = decidingSignature(head);
  const stories = head.signatures.map((signature, index) => story(signature, signatures[index], index, signature === deciding, words));
  return messageFrame(
    head,
    'evidence',
    html`<div class="evidence">
<p class="lead">${words.evidence.lead}</p>
${stories.length === 0 ? html`<p>${words.evidence.none}</p>` : stories}
${arc && chainStory(arc, words)}
${recorded.length > 0 && recordedStory(recorded, words)}
<section aria-labelledby="reasons"><h2 id="reasons">${words.evidence.reasons}</h2><ol>${head.reasons.map(
      (reason) => html`<li>${nameInvisible(shortened(sentenceOf(reason, words.judgement, words.number)))}</li>`,
    )}</ol></section>
${checkYourself(head, words)}
</div>`,
    site,
  );
}

function story(signature: SignatureEvidence, detail: SignatureDetail | undefined, index: number, decides: boolean, words: Words): Html {
  const id = `signature-${index + 1}`;
  const name = signature.signer === '' ? words.evidence.nameless : nameDomain(signature.signer);
  return html`<section class="signature" aria-labelledby="${id}">
<h2 id="${id}">${words.evidence.signature(index + 1, name)} <span class="result">${words.evidence.results[signature.result]}</span></h2>
${decides && html`<p class="decides">${words.evidence.deciding}</p>`}
<p>${resultStory(signature, words)}</p>
${signature.cautions.length > 0 && cautions(signature, words)}
${signature.result !== 'malformed' && facts(signature, detail, words)}
${detail && html`<details><summary>${words.evidence.octets}</summary><pre tabindex="0">${nameOverrides(detail.fieldText.slice(0, 8_000))}</pre></details>`}
</section>`;
}

function resultStory({ result, reason, tag, key }: SignatureEvidence, words: Words): string {
  const isBlind = result === 'fail' && key?.algorithm === 'ed25519';
  const sentence = isBlind ? words.evidence.failEd25519 : words.evidence.resultStory[result];
  if (reason !== undefined) return `${words.evidence.keylessReasons[reason]} ${sentence}`;
  return tag === undefined ? sentence : `${sentence} ${words.evidence.badTag(nameInvisible(shortened(tag)))}`;
}

function cautions({ cautions }: SignatureEvidence, words: Words): Html {
  return html`<h3>${words.evidence.cautions}</h3><ul class="cautions">${cautions.map(
    (caution) =>
      html`<li>${words.judgement.cautions[caution]}${isBlocking(caution) && html` <strong>${words.evidence.blocking}</strong>`}</li>`,
  )}</ul>`;
}

function facts(signature: SignatureEvidence, detail: SignatureDetail | undefined, words: Words): Html {
  const w = words.evidence;
  const { signed, total } = signature.coverage.body;
  return html`<dl class="facts">
${fact(w.signer, strangersText(w.signerWords(shortened(signature.signer, 300), shortened(signature.selector, 300))))}
${fact(w.alignment, w.alignments[signature.aligned])}
${fact(w.key, keyFact(signature, words))}
${signature.key && fact(w.source, strangersText(signature.key.source))}
${fact(w.headers, signature.headersIntact === undefined ? w.headersUnknown : signature.headersIntact ? w.headersIntact : w.headersAltered)}
${fact(w.body, html`${signature.bodyIntact ? w.bodyIntact : w.bodyAltered} ${w.bodyOctets(signed, total)}`)}
${fact(w.covered, coveredWords(signature, words))}
${detail && detail.coveredNames.length > 0 && fact(w.coveredFields, html`<code>${joined(detail.coveredNames.slice(0, 100).map(nameInvisible), ', ')}</code>`)}
${signature.signedAtSeconds !== undefined && fact(w.signedAt, formatMoment({ epochSeconds: signature.signedAtSeconds }, words))}
${signature.expiresAtSeconds !== undefined && fact(w.expires, formatMoment({ epochSeconds: signature.expiresAtSeconds }, words))}
${fact(w.method, html`<code>${nameInvisible(shortened(signature.algorithm))}, ${nameInvisible(shortened(signature.canonicalization))}</code>`)}
${signature.repairSearchEnded === true && fact(w.repairs, w.searchEnded)}
${signature.asItStands && fact(w.asItStands, w.results[signature.asItStands.result])}
</dl>${signature.repairs.length > 0 && repairStory(signature, words)}`;
}

function fact(name: string, content: Content): Html {
  return html`<div><dt>${name}</dt><dd>${content}</dd></div>`;
}

function keyFact({ key, signer: domain, selector, reason }: SignatureEvidence, words: Words): Html {
  const link = html`<a href="${urls.keys({ domain, selector })}">${words.evidence.seeKeys}</a>`;
  if (key === undefined) return html`${words.evidence.noKey}${isKnown(reason) && html` · ${link}`}`;
  return html`${key.algorithm === 'rsa' ? 'RSA' : 'Ed25519'}, ${counted(key.bits, words.bits, words)}, ${words.evidence.tiers[key.tier]}${seen(key, words)} · ${link}`;
}

/** Whether the archive has records of the selector, though none that opens the signature. */
function isKnown(reason: SignatureEvidence['reason']): boolean {
  return reason === 'other-key' || reason === 'revoked' || reason === 'unusable';
}

/** The shown fields that the signature speaks of, covered ones first. */
function coveredWords({ coverage }: SignatureEvidence, words: Words): Html {
  const covered = SHOWN_FIELDS.filter((field) => coverage.fields[field] === 'covered').map((field) => words.fields[field]);
  const proven = SHOWN_FIELDS.filter((field) => coverage.fields[field] === 'absent-proven').map((field) =>
    words.evidence.absentProven(words.fields[field]),
  );
  const uncovered = SHOWN_FIELDS.filter((field) => coverage.fields[field] === 'uncovered').map((field) => words.fields[field]);
  return html`✔ ${[...covered, ...proven].join(', ') || words.evidence.noKey}${uncovered.length > 0 && html`<br>○ ${uncovered.join(', ')} (${words.coverage.uncovered})`}`;
}
