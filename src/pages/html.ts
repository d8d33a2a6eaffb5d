/**
 * Markup that may be sent as it is. Only the `html` tag, the sanitiser and the layout (of our own script) make it; a string never becomes one by itself.
 */
export class Html {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

/** What may stand in a hole of the `html` tag. Absence and `false` leave nothing; arrays are joined without a separator. */
export type Content = Html | string | number | false | undefined | readonly Content[];

/**
 * The only maker of HTML: every string in a hole is escaped, for text and for quoted attribute values alike.
 * A hole inside an attribute must stand between double quotes; there is no hole for names, scripts or styles.
 */
export function html(literals: TemplateStringsArray, ...holes: readonly Content[]): Html {
  let markup = literals[0] ?? '';
  holes.forEach((hole, index) => {
    markup += render(hole) + (literals[index + 1] ?? '');
  });
  return new Html(markup);
}

/** Joins contents with a separator between them: `joined(people, ', ')`. */
export function joined(contents: readonly Content[], separator: Content): Html {
  const between = render(separator);
  return new Html(contents.map(render).join(between));
}

/** The length of a content in UTF-8 octets once it is sent: what a page's weight is counted in. */
export function octetLength(content: Content): number {
  return new TextEncoder().encode(render(content)).length;
}

function render(content: Content): string {
  if (content instanceof Html) return content.toString();
  if (content === undefined || content === false) return '';
  if (typeof content === 'number') return String(content);
  if (typeof content === 'string') return escapeMarkup(content);
  return content.map(render).join('');
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** NUL, the other C0 controls but tab and line ends, and lone surrogates have no place in HTML (WHATWG HTML §13.1.4). */
const notInHtml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

function escapeMarkup(text: string): string {
  return text
    .toWellFormed()
    .replace(notInHtml, '\ufffd')
    .replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}
