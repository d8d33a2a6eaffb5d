import { aLabelsOf } from './a-labels.ts';
import { normalizeStreamSafe } from './stream-safe.ts';

/**
 * A domain as DNS has it (`xn--…`), where the letters that it is written in could be taken for others: of several scripts at once, of
 * one script but all of them the images of Latin ones, Latin with marks that an underline hides, or wide. To be shown beside it.
 *
 * Rather once too often than too rarely: an honest domain loses nothing by it. One that is plainly of its script is left alone.
 *
 * @param text - A domain, or an address, whose domain stands behind its last `@`.
 * @returns undefined for what cannot mislead so. Where DNS could not have such a name: its letters beyond ASCII as code points.
 * @see UTS #39 §5 for the levels of restriction that this is near to
 */
export function asciiBeside(text: string): string | undefined {
  const domain = text.slice(text.lastIndexOf('@') + 1, text.lastIndexOf('@') + 1 + maxDomain);
  if (isAscii(domain) || domain.split('.').every(isPlain)) return undefined;
  return (
    aLabelsOf(domain) ?? domain.replace(/[^\x20-\x7e]/gu, (letter) => `U+${letter.codePointAt(0)?.toString(16).toUpperCase()} `).trim()
  );
}

/** RFC 1035 §2.3.4 allows 255 octets; what is longer is cut where it is shown. */
const maxDomain = 320;

function isPlain(label: string): boolean {
  if (isAscii(label)) return true;
  if (normalizeStreamSafe(label, 'NFKC').toLowerCase() !== normalizeStreamSafe(label, 'NFC').toLowerCase()) return false;
  return (
    plainLabels.some((plain) => plain.test(normalizeStreamSafe(label, 'NFC'))) &&
    !latinImages.some((images) => images.test(label.toLowerCase()))
  );
}

/** Labels of one script each, or of the several that Japanese and Korean are written in. Scripts that few can read are not among them. */
const plainLabels: readonly RegExp[] = [
  // The Latin of western and central Europe, but for dotless i, kra, l with its dot, n with its apostrophe, and long s.
  /^[a-z\d\-à-öø-ÿ\u0100-\u0130\u0132-\u0137\u0139-\u013e\u0141-\u0148\u014a-\u017e\u0219\u021b]+$/iu,
  /^[\p{Script=Cyrillic}\d-]+$/u,
  /^[\p{Script=Greek}\d-]+$/u,
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\d-]+$/u,
  /^[\p{Script=Han}\p{Script=Hangul}\d-]+$/u,
  ...[
    'Arabic',
    'Hebrew',
    'Devanagari',
    'Bengali',
    'Gujarati',
    'Gurmukhi',
    'Kannada',
    'Malayalam',
    'Tamil',
    'Telugu',
    'Sinhala',
    'Thai',
  ].map((script) => new RegExp(`^[\\p{Script=${script}}\\d-]+$`, 'u')),
];

/** Labels made only of letters that look like Latin ones in lower case. */
const latinImages: readonly RegExp[] = [/^[асԁеһіјӏорԛѕԝхуүѵпгьҽ\d-]+$/u, /^[αγηικνορτυχωϲϳ\d-]+$/u];

function isAscii(text: string): boolean {
  return /^[\u0000-\u007f]*$/.test(text);
}
