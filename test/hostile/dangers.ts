interface ParsedElement {
  readonly localName: string;
  readonly namespaceURI: string | null;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  readonly parentElement: ParsedElement | null;
}
interface ParsedTree {
  innerHTML: string;
  querySelectorAll(selector: string): Iterable<ParsedElement>;
}
interface Parsing {
  readonly document: { readonly implementation: { createHTMLDocument(title: string): { createElement(name: string): ParsedTree } } };
  readonly DOMParser: new () => {
    parseFromString(
      markup: string,
      type: string,
    ): { readonly body: ParsedTree; querySelectorAll(selector: string): Iterable<ParsedElement> };
  };
}

/**
 * Runs in the browser. Of each markup the first thing that no sanitised mail may have in it, or nothing: parsed as a part of a page, the
 * result written out and parsed again, and as a page of its own. The documents are not shown, so that nothing runs while it is looked at.
 */
export function dangersOf(markups: readonly string[]): string[] {
  const { document, DOMParser } = globalThis as unknown as Parsing;
  const tags =
    /^(?:p|div|span|br|hr|wbr|center|address|article|section|header|footer|main|aside|h[1-6]|blockquote|pre|[uod]l|li|d[td]|[biusq]|strike|em|strong|small|big|su[bp]|font|tt|code|kbd|samp|var|cite|abbr|del|ins|bdi|table|caption|col|colgroup|thead|tbody|tfoot|t[rdh]|img)$/;
  const attributes =
    /^(?:style|dir|lang|title|align|valign|class|data-target|src|alt|width|height|color|size|face|border|cellpadding|cellspacing|bgcolor|colspan|rowspan|scope|span|start|type)$/;
  const danger = (elements: Iterable<ParsedElement>): string => {
    for (const element of elements) {
      const { localName, namespaceURI } = element;
      if (namespaceURI !== 'http://www.w3.org/1999/xhtml' || !tags.test(localName)) return `element ${localName}`;
      for (const { name, value } of element.attributes) {
        if (!attributes.test(name)) return `attribute ${name} of ${localName}`;
        if (name === 'src' && !/^data:image\/(?:png|jpeg|gif|webp);base64,[\w+/=\s]*$/i.test(value)) return `src ${value}`;
        if (name === 'class' && !/^mail-(?:link|image)$/.test(value)) return `class ${value}`;
        if (name === 'style' && /url|image|[\\{}@<>]|position|expression|behavior|binding|var\(|attr\(/i.test(value))
          return `style ${value}`;
      }
    }
    return '';
  };
  return markups.map((markup) => {
    const part = document.implementation.createHTMLDocument('').createElement('div');
    part.innerHTML = markup;
    const first = danger(part.querySelectorAll('*'));
    part.innerHTML = String(part.innerHTML);
    const second = danger(part.querySelectorAll('*'));
    const page = new DOMParser().parseFromString(
      `<!doctype html><html><head></head><body><mail-body>${markup}</mail-body></body></html>`,
      'text/html',
    );
    const outside = [...page.querySelectorAll('body > *')].some((element) => element.localName !== 'mail-body')
      ? 'outside its element'
      : '';
    return first || second || danger(page.querySelectorAll('body mail-body *')) || outside;
  });
}
