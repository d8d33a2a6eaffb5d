/** How an element of a mail looks: the colour of its letters, and what they stand on. */
export interface Look {
  readonly letters: Colour;
  readonly ground: Colour;
  /** What a cell would look like here: wherever in a row it is written, browsers make it a cell of it, and put out of it what is none. */
  readonly cells?: Look;
}

/** Red, green and blue, each from 0 to 255. */
type Colour = readonly [number, number, number];

/** As the frame has it: ink on white. */
export const paper: Look = { letters: [27, 26, 23], ground: [255, 255, 255] };

/** Where a browser heeds `bgcolor`. */
const heedsGround = /^(?:table|t[rdh])$/;

/**
 * The look of an element in one that looks like `outer`, by its own attributes. Where its letters could not be told from what they stand
 * on, `letters` is the colour that they are to have instead: a mail may not hide text that a search or a program would find in it.
 *
 * What is read here as a colour must be just what reaches the browser as one: hence the narrow grammar, which the lists of what may
 * stand in a style share, and the refusal of styles that two parsers could part differently. A mail whose elements a browser nests
 * otherwise than they are written can still deceive; the plain text has all of its words.
 */
export function lookOf(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  outer: Look,
): { readonly look: Look; readonly letters?: string } {
  const isCell = tag === 'td' || tag === 'th';
  const isOfTable = tag === 'table' || tag === 'thead' || tag === 'tbody' || tag === 'tfoot' || tag === 'tr';
  if (isCell && outer.cells === undefined) return { look: outer };
  const around = isCell || isOfTable ? (outer.cells ?? outer) : outer;
  const style = coloursOf(attributes['style'] ?? '');
  const groundText = style.get('background-color') ?? (heedsGround.test(tag) ? attributes['bgcolor'] : undefined);
  const ground = parseColour(groundText, groundColours, around.ground) ?? around.ground;
  const lettersText = style.get('color') ?? (tag === 'font' ? attributes['color'] : undefined);
  const letters = parseColour(lettersText, letterColours, ground) ?? around.letters;
  if (isOfTable) return { look: { letters: outer.letters, ground: outer.ground, cells: { letters, ground } } };
  if (!isCell && letters === outer.letters && ground === outer.ground) return { look: outer };
  const inside = outer.cells === undefined ? {} : { cells: outer.cells };
  if (contrast(letters, ground) >= leastContrast) return { look: { letters, ground, ...inside } };
  const isDark = luminance(ground) < 0.18;
  return { look: { letters: isDark ? [255, 255, 255] : [0, 0, 0], ground, ...inside }, letters: isDark ? '#fff' : '#000' };
}

/** Without colours that a browser would make something of and this file would not, and without a style that cannot be parted surely. */
export function withPlainColours(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const { color, bgcolor, style, ...kept } = attributes;
  const isColour = (text: string) => attributeColours.some((form) => form.test(text));
  return {
    ...kept,
    ...(color !== undefined && isColour(color) && { color }),
    ...(bgcolor !== undefined && isColour(bgcolor) && { bgcolor }),
    ...(style !== undefined && isSure(style) && { style }),
  };
}

/** Whether every parser parts the style at the same places: strings and remarks have ends, brackets hold no semicolon, and all has a name. */
function isSure(style: string): boolean {
  if (style.length > maxStyle) return false;
  const plain = withoutText(style).replace(/\([^();]*\)/g, '');
  return !/['"\\{}()@]|\/\*|\*\//.test(plain) && plain.split(';').every((each) => /^\s*(?:[*_]?-{0,2}[a-z][\w-]*\s*:.*)?$/is.test(each));
}

/** Honest styles are shorter; one of remarks without end would take time by the square of its length. In UTF-16 units. */
const maxStyle = 4_000;

/** Of WCAG 2's measure, from 1 to 21. What is printed in a light grey on white has 1.5 and more. */
const leastContrast = 1.3;

/** A style with a replacement character for each of its strings, which then begins no name, and a space for each of its remarks. */
function withoutText(style: string): string {
  return style.replace(/"[^"\\\n]*"|'[^'\\\n]*'|\/\*.*?\*\//gs, (found) => (found.startsWith('/') ? ' ' : '\ufffd'));
}

/** The colours that a style sets, each by the declaration that counts: the last, of those that are important if there are any. */
function coloursOf(style: string): Map<string, string> {
  const found = new Map<string, { readonly value: string; readonly isImportant: boolean }>();
  for (const declaration of withoutText(style).split(';')) {
    const colon = declaration.indexOf(':');
    // The parser behind the sanitiser takes off the marks by which old browsers were told apart.
    const name = declaration.slice(0, Math.max(0, colon)).trim().replace(/^[_*]/, '');
    const forms = name === 'color' ? letterColours : name === 'background-color' ? groundColours : [];
    const isImportant = /!\s*important\s*$/i.test(declaration);
    const value = declaration
      .slice(colon + 1)
      .replace(/!\s*important\s*$/i, '')
      .trim();
    if (!forms.some((form) => form.test(value)) || (found.get(name)?.isImportant === true && !isImportant)) continue;
    found.set(name, { value, isImportant });
  }
  return new Map([...found].map(([name, { value }]) => [name, value]));
}

/** The names that may be used, in HTML 4 and by habit. Others colour nothing, so that none is unknown here and known to a browser. */
const names: Readonly<Record<string, number>> = {
  ...{ black: 0x000000, silver: 0xc0c0c0, gray: 0x808080, grey: 0x808080, white: 0xffffff, maroon: 0x800000, red: 0xff0000 },
  ...{ purple: 0x800080, fuchsia: 0xff00ff, magenta: 0xff00ff, green: 0x008000, lime: 0x00ff00, olive: 0x808000, yellow: 0xffff00 },
  ...{ navy: 0x000080, blue: 0x0000ff, teal: 0x008080, aqua: 0x00ffff, cyan: 0x00ffff, orange: 0xffa500, brown: 0xa52a2a, pink: 0xffc0cb },
  ...{ darkgray: 0xa9a9a9, darkgrey: 0xa9a9a9, lightgray: 0xd3d3d3, lightgrey: 0xd3d3d3, dimgray: 0x696969, dimgrey: 0x696969 },
  ...{ darkblue: 0x00008b, darkgreen: 0x006400, darkred: 0x8b0000, lightblue: 0xadd8e6, steelblue: 0x4682b4, whitesmoke: 0xf5f5f5 },
  ...{ windowtext: 0x000000 },
};

const named = new RegExp(`^(?:${Object.keys(names).join('|')})$`, 'i');
const part = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const share = '(?:0|1|0?\\.\\d{1,4}|1\\.0{1,4})';
const rgb = new RegExp(`^rgb\\(\\s*${part}\\s*,\\s*${part}\\s*,\\s*${part}\\s*\\)$`, 'i');
const rgba = new RegExp(`^rgba\\(\\s*${part}\\s*,\\s*${part}\\s*,\\s*${part}\\s*,\\s*${share}\\s*\\)$`, 'i');

/** The forms of a colour that letters may have, and those that what they stand on may have: that alone may be partly clear. */
export const letterColours: readonly RegExp[] = [/^#(?:[\da-f]{3}|[\da-f]{6})$/i, rgb, named];
export const groundColours: readonly RegExp[] = [/^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i, rgb, rgba, named];

/** In an attribute, browsers make some colour or other of anything else. */
const attributeColours: readonly RegExp[] = [/^#[\da-f]{6}$/i, named];

/** @returns undefined for what is in none of the forms. */
function parseColour(text: string | undefined, forms: readonly RegExp[], below: Colour): Colour | undefined {
  const colour = text?.toLowerCase() ?? '';
  if (!forms.some((form) => form.test(colour))) return undefined;
  if (colour.startsWith('#')) {
    const digits = colour.length < 6 ? colour.slice(1).replace(/./g, '$&$&') : colour.slice(1);
    const [red = 0, green = 0, blue = 0, alpha = 255] = (digits.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
    return over([red, green, blue], alpha / 255, below);
  }
  if (colour.startsWith('rgb')) {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    return over([red, green, blue], alpha, below);
  }
  const value = names[colour] ?? 0;
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function over(colour: Colour, alpha: number, below: Colour): Colour {
  const mixed = (index: 0 | 1 | 2) => Math.min(255, colour[index]) * alpha + below[index] * (1 - alpha);
  return [mixed(0), mixed(1), mixed(2)];
}

/** @see WCAG 2.2, "contrast ratio" */
function contrast(one: Colour, other: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** @see WCAG 2.2, "relative luminance" */
function luminance([red, green, blue]: Colour): number {
  const linear = (part: number) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
