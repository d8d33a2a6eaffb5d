/** What text and lines stand on, in the two schemes of the pages. */
export const papers = { light: '#fffdf8', dark: '#171614' } as const;

/**
 * A colour of the archive's own, `#rrggbb` in lower case: for the lines of the masthead alone, since any other colour means a verdict.
 * Only `parseAccent` makes one, so that it can stand in a stylesheet.
 */
export type Accent = string & { readonly __accent: true };

export type AccentResult =
  | { readonly ok: true; readonly accent: Accent }
  | { readonly ok: false; readonly fault: 'no-colour' }
  | { readonly ok: false; readonly fault: 'contrast'; readonly scheme: keyof typeof papers; readonly contrast: number };

/** What a line must differ by from what it stands on (WCAG 2.2 §1.4.11). No one colour reaches the 4.5 of text on both papers. */
export const leastLineContrast = 3;

/** Reads `#rgb` or `#rrggbb`, and holds it against the paper of both schemes. */
export function parseAccent(text: string): AccentResult {
  const digits = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(text.trim())?.[1]?.toLowerCase();
  if (digits === undefined) return { ok: false, fault: 'no-colour' };
  const colour = `#${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits}`;
  for (const scheme of ['light', 'dark'] as const) {
    const contrast = contrastOf(colour, papers[scheme]);
    if (contrast < leastLineContrast) return { ok: false, fault: 'contrast', scheme, contrast };
  }
  return { ok: true, accent: colour as Accent };
}

/** From 1 to 21 (WCAG 2.2, "contrast ratio"). */
function contrastOf(one: string, other: string): number {
  const [a, b] = [luminanceOf(one), luminanceOf(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
