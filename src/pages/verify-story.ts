import { base64Of, hexOf } from '../evidence/steps/encodings.ts';
import { listedKeys } from '../evidence/steps/record.ts';
import type { KeyStep, SignatureSteps, TestedSteps, TriedKey } from '../evidence/steps/steps.ts';
import type { Judgement, Verdict } from '../evidence/verdict.ts';
import { sentenceOf } from '../evidence/words.ts';
import { nameDomain, nameInvisible, nameOverrides, shortened, strangersText } from './display.ts';
import { type Content, type Html, html } from './html.ts';
import { verdictTag } from './verdict-style.ts';
import type { Words } from './words/words.ts';

/** What a message is found to be by whoever verified it just now. */
export interface VerifiedView {
  /** Which of several on the page, from 0. */
  readonly place: number;
  /** The file that it came from; absent for a message of the archive, whose head stands above. */
  readonly file?: string;
  readonly from: string;
  readonly subject: string;
  readonly size: number;
  readonly sha256: string;
  readonly judgement: Pick<Judgement, 'verdict' | 'reasons' | 'marks'>;
  readonly signatures: readonly SignatureSteps[];
  /** What the archive says of it. */
  readonly archiveSays?: Verdict | undefined;
}

/** Octets of a step that a reader can save. */
export const SAVED_OCTETS = ['field', 'body', 'headers', 'signature', 'block'] as const;
export type SavedOctets = (typeof SAVED_OCTETS)[number];

/** The verdict, why, and every step of each signature: what was hashed, by which key it was opened, and what was compared. */
export function verifiedStory(view: VerifiedView, words: Words): Html {
  const { place, file, judgement, signatures, archiveSays } = view;
  const w = words.verify;
  const id = `verified-${place}`;
  const heading = file === undefined ? html`${w.again}` : strangersText(file);
  return html`<article class="verified-here" aria-labelledby="${id}">
<h2 id="${id}" tabindex="-1">${heading}</h2>
<p class="verdict-line">${verdictTag(judgement.verdict, words)}</p>
${archiveSays !== undefined && html`<p>${archiveSays === judgement.verdict ? w.same : html`${w.otherwise} ${verdictTag(archiveSays, words)}`}</p>`}
<p>${words.judgement.verdicts[judgement.verdict].sentence}</p>
<ul class="reasons">${judgement.reasons.map((reason) => html`<li>${nameInvisible(shortened(sentenceOf(reason, words.judgement, words.number)))}</li>`)}${judgement.marks.map((mark) => html`<li>${words.judgement.marks[mark].sentence}</li>`)}</ul>
<dl class="facts">
${file !== undefined && fact(words.fields.from, strangersText(view.from))}
${file !== undefined && fact(words.fields.subject, strangersText(view.subject))}
${fact(words.attachments.size, words.attachments.octets(view.size))}
${fact(words.attachments.sha256, html`<span class="hash">${view.sha256}</span>`)}
</dl>
${signatures.length === 0 && html`<p>${words.evidence.none}</p>`}
${signatures.map((steps, index) => signatureStory(steps, place, index, words))}
</article>`;
}

function signatureStory({ evidence, fieldOctets, tested }: SignatureSteps, place: number, index: number, words: Words): Html {
  const w = words.verify;
  const name = evidence.signer === '' ? words.evidence.nameless : nameDomain(evidence.signer);
  const octets = octetsOf(place, index, words);
  return html`<details class="steps"${index === 0 && html` open`}><summary><h3>${words.evidence.signature(index + 1, name)} <span class="result">${words.evidence.results[evidence.result]}</span></h3></summary>
${evidence.repairs.length > 0 && html`<p>${w.repaired}</p><ul class="cautions">${evidence.repairs.map(({ name, detail }) => html`<li><code>${name}</code> ${nameInvisible(shortened(detail))}</li>`)}</ul>`}
<ol>
<li><h4>${w.field}</h4>${octets('field', fieldOctets)}</li>
${tested === undefined ? html`<li><p>${words.evidence.resultStory.malformed} ${words.evidence.badTag(nameInvisible(shortened(evidence.tag ?? '')))}</p></li>` : testedStory(tested, octets, words)}
</ol></details>`;
}

type ShowOctets = (name: SavedOctets, octets: Uint8Array) => Html;

function testedStory({ signature, body, header, keys }: TestedSteps, octets: ShowOctets, words: Words): Html {
  const w = words.verify;
  const { hash, bodyCanonicalization, headerCanonicalization, headerNames, bodyHash } = signature;
  const listed = listedKeys(keys);
  return html`<li><h4>${w.body}</h4>
<dl class="facts">
${fact(w.canonical, html`<code>${bodyCanonicalization}</code>, ${w.hashed(body.octets.length, body.total)}`)}
${fact(w.hash, code(`${hash} ${base64Of(body.digest)}`))}
${fact(w.signedHash, code(`bh= ${base64Of(bodyHash)}`))}
</dl>
<p>${body.isIntact ? words.evidence.bodyIntact : words.evidence.bodyAltered}</p>
${octets('body', body.octets)}</li>
<li><h4>${w.headers}</h4>
<dl class="facts">
${fact(w.named, code(shortened(headerNames.join(':'))))}
${header.provenAbsent.length > 0 && fact(w.provenAbsent, code(shortened(header.provenAbsent.join(', '))))}
${fact(w.canonical, html`<code>${headerCanonicalization}</code>, ${words.attachments.octets(header.octets.length)}`)}
${fact(w.hash, code(`${hash} ${hexOf(header.digest)}`))}
</dl>
${octets('headers', header.octets)}</li>
<li><h4>${w.signature}</h4>${octets('signature', signature.signature)}</li>
${listed.length === 0 && html`<li><h4>${w.key}</h4><p>${words.evidence.keylessReasons['never-seen']}</p><p><code>${nameInvisible(shortened(`${signature.selector}._domainkey.${signature.signer}`))}</code></p></li>`}
${listed.map((step) => keyStory(step, header.digest, octets, words))}
${listed.length < keys.length && html`<li><p>${w.moreKeys(keys.length - listed.length)}</p></li>`}`;
}

function keyStory(step: KeyStep, digest: Uint8Array, octets: ShowOctets, words: Words): Html {
  const w = words.verify;
  const { domain, selector, record, source, tier } = step.stored;
  return html`<li><h4>${w.key}</h4>
<p><code>${nameInvisible(shortened(`${selector}._domainkey.${domain}`))}</code></p>
<dl class="facts">
${fact(words.evidence.source, html`${words.evidence.tiers[tier]}, ${strangersText(source)}`)}
${fact(w.record, code(shortened(record, maxRecord)))}
${'key' in step && numbers(step, words)}
</dl>
${'key' in step && blockStory(step, digest, octets, words)}
<p>${w.outcomes[step.outcome]}</p></li>`;
}

function numbers({ key }: TriedKey, words: Words): Html {
  const w = words.verify;
  if (key.type === 'ed25519') return fact(w.publicKey, code(`Ed25519 ${hexOf(key.octets)}`));
  return html`${fact(w.modulus, html`${words.number(key.bits)} ${words.bits(key.bits)} <code>${hexOf(key.rsa.modulus)}</code>`)}
${fact(w.exponent, code(String(BigInt(`0x${hexOf(key.rsa.exponent)}`))))}`;
}

/** What the signature says once the key has opened it. */
function blockStory({ block, read }: TriedKey, digest: Uint8Array, octets: ShowOctets, words: Words): Html | undefined {
  if (block === undefined) return undefined;
  const w = words.verify;
  if (read === undefined) return html`<h4>${w.opened}</h4>${octets('block', block)}`;
  return html`<h4>${w.opened}</h4>
<dl class="facts">
${fact(w.padding, code(hexOf(block.subarray(0, read.infoStart))))}
${fact(html`<code>DigestInfo</code>`, code(hexOf(block.subarray(read.infoStart, block.length - read.digest.length))))}
${fact(w.signedHash, code(hexOf(read.digest)))}
${fact(w.hash, code(hexOf(digest)))}
</dl>`;
}

const maxRecord = 4_096;
/** Octets shown of each step; all of them can be saved. */
const maxShown = 4_000;

/** Text where it is text, hex where it is a number; the whole behind a button. */
function octetsOf(place: number, signature: number, words: Words): ShowOctets {
  return (name, octets) => {
    const isNumber = name === 'signature' || name === 'block';
    const shown = octets.subarray(0, maxShown);
    const left = octets.length - shown.length;
    const text = isNumber ? hexOf(shown) : nameOverrides(new TextDecoder().decode(shown));
    return html`<pre tabindex="0">${text}${left > 0 && ' …'}</pre>
<p class="note">${left > 0 && words.verify.left(left)} <button type="button" data-verified="${place}" data-signature="${signature}" data-octets="${name}">${words.verify.save(octets.length)}</button></p>`;
  };
}

function fact(name: Content, content: Content): Html {
  return html`<div><dt>${name}</dt><dd>${content}</dd></div>`;
}

function code(text: string): Html {
  return html`<code>${nameInvisible(text)}</code>`;
}
