import { VERDICTS, type Verdict } from '../evidence/verdict.ts';
import { type Html, html } from './html.ts';
import type { Words } from './words/words.ts';

/** The shape and the word of a verdict, in its colour: never the colour alone. */
export function verdictTag(verdict: Verdict, words: Words): Html {
  return html`<span class="verdict v-${verdict}">${verdictShape(verdict)} ${words.judgement.verdicts[verdict].label}</span>`;
}

/** The shape alone, for where the word stands beside it. Hidden from screen readers, which hear the word. */
export function verdictShape(verdict: Verdict): Html {
  return html`<svg class="shape v-${verdict}" aria-hidden="true" focusable="false"><use href="#shape-${verdict}"/></svg>`;
}

/** Every shape once, for `verdictShape` to point at: part of each page's frame. Each is told from the others without colour. */
export function shapeDefinitions(): Html {
  return html`<svg class="defs" aria-hidden="true" focusable="false" width="0" height="0">${VERDICTS.map(
    (verdict) => html`<symbol id="shape-${verdict}" viewBox="0 0 16 16">${shapes[verdict]}</symbol>`,
  )}${hatching()}</svg>`;
}

const tick = html`<path class="cut" d="M4.6 8.3l2.4 2.4 4.5-5"/>`;

/** `ink` is filled, `line` is outlined, `cut` is drawn in the colour of the ground. */
const shapes: Readonly<Record<Verdict, Html>> = {
  verified: html`<circle class="ink" cx="8" cy="8" r="7"/>${tick}`,
  'verified-repaired': html`<rect class="ink" x="1.2" y="1.2" width="13.6" height="13.6" rx="2.5"/>${tick}`,
  'verified-recovered': html`<path class="ink" d="M8 .2L15.8 8 8 15.8.2 8z"/>${tick}`,
  'verified-partly': html`<circle class="line" cx="8" cy="8" r="6.2"/><path class="ink" d="M8 1.8a6.2 6.2 0 0 0 0 12.4z"/>`,
  'headers-verified': html`<rect class="line" x="1.8" y="1.8" width="12.4" height="12.4"/><path class="line" d="M1.8 6h12.4"/>`,
  corroborated: html`<circle class="line" cx="5.6" cy="8" r="4.6"/><circle class="line" cx="10.4" cy="8" r="4.6"/><path class="ink" d="M8 4.1a4.6 4.6 0 0 1 0 7.8 4.6 4.6 0 0 1 0-7.8z"/>`,
  unverified: html`<circle class="line" cx="8" cy="8" r="6.2"/><path class="line" d="M5 8h6"/>`,
  failed: html`<path class="ink" d="M8 1l7.4 13.6H.6z"/><path class="cut" d="M8 5.6v4.2M8 11.6v1.2"/>`,
  contradicted: html`<path class="ink" d="M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5z"/><path class="cut" d="M5 5l6 6M11 5l-6 6"/>`,
};

/** The pattern that tells repaired from verified in bars, printed in black and white too. */
function hatching(): Html {
  return html`<pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="ground v-verified" width="5" height="5"/><path class="stripe" d="M0 0v5"/></pattern>`;
}
