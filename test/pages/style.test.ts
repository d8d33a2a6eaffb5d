import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { VERDICTS } from '../../src/evidence/verdict.ts';
import { stylesheet, stylesheetVersion } from '../../src/pages/style.css.ts';

/** The custom properties of a scheme: those of `:root`, and in the dark those that it changes. */
function colours(scheme: 'light' | 'dark'): Map<string, string> {
  const [light = '', dark = ''] = [/^:root\{([^}]*)\}/, /@media \(prefers-color-scheme:dark\)\{:root\{([^}]*)\}/].map(
    (rule) => rule.exec(stylesheet)?.[1],
  );
  const declarations = (text: string) =>
    [...text.matchAll(/--([\w-]+):(#[\da-f]+)/g)].map(([, name = '', value = '']) => [name, value] as const);
  return new Map([...declarations(light), ...(scheme === 'dark' ? declarations(dark) : [])]);
}

/** WCAG 2.2, "contrast ratio". */
function contrast(a: string, b: string): number {
  const luminance = (hex: string): number => {
    const long = hex.length === 4 ? hex.replace(/[\da-f]/g, '$&$&') : hex;
    const channel = (at: number): number => {
      const value = Number.parseInt(long.slice(at, at + 2), 16) / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    };
    return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  };
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

const tones = ['verified', 'recovered', 'partly', 'altered', 'corroborated', 'untested', 'against'];
const pairs: [string, string][] = [
  ...['ink', 'quiet'].flatMap((ink) => ['paper', 'ground', 'found'].map((ground): [string, string] => [ink, ground])),
  ...tones.flatMap((tone): [string, string][] => [
    [tone, 'paper'],
    [tone, `${tone}-ground`],
    ['ink', `${tone}-ground`],
  ]),
  ['on-against', 'against-band'],
  ['paper', 'ink'],
];

describe('the stylesheet', () => {
  for (const scheme of ['light', 'dark'] as const) {
    it(`has a contrast of 4.5 and more for every ink on its ground, in the ${scheme} (WCAG 2.2 §1.4.3)`, () => {
      const values = colours(scheme);
      for (const [ink, ground] of pairs) {
        const ratio = contrast(values.get(ink) ?? '', values.get(ground) ?? '');
        assert.ok(ratio >= 4.5, `${ink} on ${ground}: ${ratio.toFixed(2)}`);
      }
    });
  }

  it('gives each verdict a colour, and says no colour outside its two lists', () => {
    for (const verdict of VERDICTS) assert.ok(stylesheet.includes(`.v-${verdict}{--tone:var(--`), verdict);
    const rules = stylesheet.slice(stylesheet.indexOf('*,*::before'), stylesheet.indexOf('@media print'));
    assert.deepEqual(
      [...rules.matchAll(/#[\da-f]{3,8}\b|rgba?\(|hsl/g)].map(([colour]) => colour),
      ['#fff'],
      'only the white of the frame of a mail',
    );
  });

  it('has an address that changes with it', () => {
    assert.match(stylesheetVersion, /^[\da-z]{5,7}$/);
  });
});
