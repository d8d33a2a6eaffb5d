import type { Frame, Page } from 'playwright-core';

/**
 * What is wrong with the page that a browser shows: elements, attributes and addresses that no page of an archive has, a title that is
 * not the archive's, a banner or masthead that something lies over, a frame that is not locked; and, of a mail's own HTML, anything but
 * text, layout and pictures of its own. Empty where all is well.
 */
export async function troublesOf(page: Page, title: string): Promise<string[]> {
  if (/\.(?:json|txt)$/.test(new URL(page.url()).pathname)) return [];
  if (page.url().endsWith('/body.html')) return troublesOfMail(page.mainFrame());
  const troubles = await page.evaluate(pageTroubles, title);
  const frames = page.frames().filter((frame) => frame !== page.mainFrame());
  return [...troubles, ...(await Promise.all(frames.map(troublesOfMail))).flat()];
}

async function troublesOfMail(frame: Frame): Promise<string[]> {
  await frame.waitForLoadState();
  return frame.evaluate(mailTroubles);
}

/** As much of a browser as is used here; its types are not loaded, as this runs in Node but for the functions below. */
interface BrowserElement {
  readonly localName: string;
  readonly namespaceURI: string;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  readonly textContent: string;
  readonly style: { readonly cssText: string };
  contains(other: BrowserElement | null): boolean;
  getBoundingClientRect(): { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}
interface BrowserGlobals {
  readonly document: {
    readonly title: string;
    querySelectorAll(selector: string): Iterable<BrowserElement>;
    querySelector(selector: string): BrowserElement | null;
    elementFromPoint(x: number, y: number): BrowserElement | null;
  };
  readonly location: { readonly origin: string; readonly href: string; readonly pathname: string };
  readonly innerWidth: number;
  readonly innerHeight: number;
  getComputedStyle(element: BrowserElement): Readonly<Record<string, string>>;
}

/** Runs in the browser, on a page of the archive. */
function pageTroubles(title: string): string[] {
  const { document, location, innerWidth, innerHeight } = globalThis as unknown as BrowserGlobals;
  const troubles: string[] = [];
  const plain = (text: string) => text.replace(/[\s\ufffd]+/g, ' ').trim();
  if (!plain(document.title).endsWith(plain(title))) troubles.push(`the title is ${document.title}`);
  for (const [selector, most] of Object.entries({
    'header.masthead': 1,
    main: 1,
    iframe: 1,
    '.banner': 1,
    'body > footer': 1,
    h1: 1,
    form: 3,
  })) {
    const found = [...document.querySelectorAll(selector)].length;
    if (found > most) troubles.push(`${found} of ${selector}`);
  }
  for (const frame of document.querySelectorAll('iframe:not([sandbox=""])')) troubles.push(`an open frame: ${frame.localName}`);
  const forbidden =
    'script,object,embed,base,style,template,math,foreignObject,audio,video,img,dialog,meta[http-equiv],link:not([rel=stylesheet],[rel=icon],[rel=canonical],[rel=alternate])';
  // Where a message is verified there is one script, and it is the archive's.
  const scripts = /^\/messages\/\d+\/verify$/.test(location.pathname)
    ? [...document.querySelectorAll('head > script[src="/verify.js"]:empty')]
    : [];
  for (const element of document.querySelectorAll(forbidden)) {
    if (element !== scripts[0]) troubles.push(`an element ${element.localName}`);
  }
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on') || name === 'style' || name === 'srcdoc') troubles.push(`an attribute ${name} of ${element.localName}`);
      if (!/^(?:href|src|action|formaction|xlink:href)$/.test(name) || value === 'data:,') continue;
      if (new URL(value, location.href).origin !== location.origin) troubles.push(`an address ${value} of ${element.localName}`);
    }
  }
  for (const selector of ['header.masthead', '.banner', 'nav.tabs']) {
    const element = document.querySelector(selector);
    if (element === null) continue;
    const { left, top, width, height } = element.getBoundingClientRect();
    for (const [across, down] of [
      [0.5, 0.5],
      [0.01, 0.1],
      [0.99, 0.9],
      [0.01, 0.9],
      [0.99, 0.1],
    ] as const) {
      const [x, y] = [left + width * across, top + height * down];
      if (x >= innerWidth || y >= innerHeight) continue;
      const hit = document.elementFromPoint(x, y);
      if (!element.contains(hit)) troubles.push(`${hit?.localName} lies over ${selector}`);
    }
  }
  return troubles;
}

/** Runs in the browser, in a mail's own HTML. */
function mailTroubles(): string[] {
  const { document, getComputedStyle, innerWidth } = globalThis as unknown as BrowserGlobals;
  const troubles: string[] = [];
  const tags =
    /^(?:html|head|meta|title|style|body|mail-body|p|div|span|br|hr|wbr|center|address|article|section|header|footer|main|aside|h[1-6]|blockquote|pre|[uod]l|li|d[td]|[biusq]|strike|em|strong|small|big|su[bp]|font|tt|code|kbd|samp|var|cite|abbr|del|ins|bdi|table|caption|col|colgroup|thead|tbody|tfoot|t[rdh]|img)$/;
  const attributes =
    /^(?:style|dir|lang|title|align|valign|class|data-target|src|alt|width|height|color|size|face|border|cellpadding|cellspacing|bgcolor|colspan|rowspan|scope|span|start|type|charset|name|content)$/;
  for (const element of document.querySelectorAll('*')) {
    if (!tags.test(element.localName) || element.namespaceURI !== 'http://www.w3.org/1999/xhtml')
      troubles.push(`an element ${element.localName}`);
    for (const { name, value } of element.attributes) {
      if (!attributes.test(name)) troubles.push(`an attribute ${name} of ${element.localName}`);
      if (name === 'src' && !/^data:image\/(?:png|jpeg|gif|webp);base64,[\w+/=]*$/.test(value))
        troubles.push(`a source ${value.slice(0, 60)}`);
      if (name === 'style' && /url|image|\\|position|expression|behavior|var\(/i.test(value)) troubles.push(`a style ${value}`);
    }
    const { position, float, transform, display } = getComputedStyle(element);
    if (position !== 'static' || float !== 'none' || transform !== 'none')
      troubles.push(`${element.localName} is moved: ${position} ${float} ${transform}`);
    if (display === 'none' && !/^(?:head|meta|title|style|col|colgroup)$/.test(element.localName))
      troubles.push(`${element.localName} is hidden`);
  }
  if ([...document.querySelectorAll('style,meta,title')].length > 5) troubles.push('a head of its own');
  const note = document.querySelector('body > .archive-note');
  if (note === null) return [...troubles, 'there is no note of the archive above the mail'];
  const { left, top, width, height } = note.getBoundingClientRect();
  for (const x of [left + 1, left + width / 2, Math.min(left + width, innerWidth) - 1]) {
    const hit = document.elementFromPoint(x, top + height / 2);
    if (hit !== null && !note.contains(hit)) troubles.push(`${hit.localName} lies over the note of the archive`);
  }
  return troubles;
}
