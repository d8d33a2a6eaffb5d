import type { SignatureEvidence } from '../evidence/evidence.ts';
import { isBlocking, type Reason, type Verdict } from '../evidence/verdict.ts';
import { type Html, html } from './html.ts';
import type { Words } from './words/words.ts';

export type ShownField = 'from' | 'to' | 'cc' | 'subject' | 'date' | 'replyTo';
export type Mark = 'covered' | 'uncovered';

/** What a verdict was given for. */
export interface Judged {
  readonly verdict: Verdict;
  /** Those of the deciding signature first. */
  readonly reasons: readonly Reason[];
  readonly signatures: readonly SignatureEvidence[];
}

/**
 * The signature that the banner and the marks speak of: the one that the first reason names, else the one that proves most. Undefined
 * where the verdict rests on none, since a signature that proves nothing about the sender must put no tick beside his name.
 */
export function decidingSignature({ verdict, reasons, signatures }: Judged): SignatureEvidence | undefined {
  if (!restsOnSignature(verdict)) return undefined;
  const named = reasons[0]?.values;
  const isNamed = ({ signer, selector }: SignatureEvidence) => signer === named?.['signer'] && selector === named['selector'];
  const proving = signatures.filter(
    ({ headersIntact, aligned, cautions }) => headersIntact === true && aligned !== 'none' && !cautions.some(isBlocking),
  );
  return proving.toSorted((a, b) => Number(isNamed(b)) - Number(isNamed(a)) || strength(b) - strength(a))[0];
}

/** What the deciding signature says of a field that a reader is shown. */
export function markOfField(signature: SignatureEvidence | undefined, field: ShownField): Mark {
  const coverage = signature?.coverage.fields[field];
  return coverage === 'covered' || coverage === 'absent-proven' ? 'covered' : 'uncovered';
}

/** Whether a signature stands over the text, and over all of it. */
export function markOfBody(signature: SignatureEvidence | undefined): Mark | 'partly' {
  if (signature === undefined || !signature.bodyIntact) return 'uncovered';
  const { signed, total } = signature.coverage.body;
  if (signed >= total) return 'covered';
  return signed === 0 ? 'uncovered' : 'partly';
}

/** ✔ or ○, with the word for those who cannot see it. */
export function markSign(mark: Mark | 'partly', words: Words): Html {
  const sign = mark === 'covered' ? '✔' : mark === 'partly' ? '◐' : '○';
  return html`<span class="mark ${mark}" role="img" aria-label="${words.coverage[mark]}" title="${words.coverage[mark]}">${sign}</span>`;
}

function restsOnSignature(verdict: Verdict): boolean {
  switch (verdict) {
    case 'verified':
    case 'verified-repaired':
    case 'verified-recovered':
    case 'verified-partly':
    case 'headers-verified':
      return true;
    case 'corroborated':
    case 'unverified':
    case 'failed':
    case 'contradicted':
      return false;
    default:
      return verdict satisfies never;
  }
}

const alignments = { exact: 3, organisation: 2, provider: 1, none: 0 } as const;

/** A body that stands counts most, then how close the signer is to the sender, then how much he covered. */
function strength({ bodyIntact, aligned, coverage }: SignatureEvidence): number {
  const covered = Object.values(coverage.fields).filter((field) => field === 'covered' || field === 'absent-proven').length;
  return (bodyIntact ? 100 : 0) + alignments[aligned] * 10 + covered;
}
