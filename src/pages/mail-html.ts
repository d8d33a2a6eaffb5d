import sanitizeHtml from 'sanitize-html';
import { nameInvisible, nameOverrides } from './display.ts';
import { Html, html } from './html.ts';
import { groundColours, type Look, letterColours, lookOf, paper, withPlainColours } from './mail-colours.ts';
import type { Words } from './words/words.ts';

export interface MailHtmlOptions {
  /** A picture that the mail itself carries (RFC 2392 `cid:`), as a `data:` address; undefined where it carries none. */
  readonly image?: (contentId: string) => string | undefined;
}

/** More HTML than this is cut: a mail of this length was made by a program for no reader. In UTF-16 units. */
export const maxMailHtml = 2_000_000;

/** Deeper elements are dropped, their text kept: nobody nests tables so deep, but an attack on a browser might. */
const maxNesting = 150;

/** Nested deeper than this, a mail is not shown as formatted: the parser takes time by the square of the depth. */
const maxOpenElements = 1_000;

/**
 * The only sanitiser. What comes out can lay out and colour text and show pictures that the mail itself carries, and nothing else: no
 * script, no form, no frame, no address that a browser would fetch or follow. A link is kept as text with its target beside it, since
 * one click on a tracked link tells its sender that his mail is being read, and from where.
 *
 * Never throws. Linear in the length of the mail.
 *
 * @returns undefined for a mail that no honest program made: nested a thousand deep.
 */
export function sanitiseMailHtml(markup: string, options: MailHtmlOptions = {}): Html | undefined {
  try {
    return new Html(nameOverrides(sanitise(markup, options)).replace(honestLink, '>$2$3</span>'));
  } catch (error) {
    if (error instanceof TooDeep) return undefined;
    throw error;
  }
}

class TooDeep extends Error {}

function sanitise(markup: string, options: MailHtmlOptions): string {
  /** The looks of the elements that are open. */
  const looks: Look[] = [];
  return sanitizeHtml(markup.slice(0, maxMailHtml), {
    allowedTags,
    allowedAttributes,
    allowedStyles: { '*': allowedStyles },
    allowedSchemes: [],
    allowedSchemesByTag: { img: ['data'] },
    allowedSchemesAppliedToAttributes: ['src', 'href'],
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nonTextTags,
    nestingLimit: maxNesting,
    parseStyleAttributes: true,
    transformTags: transformations(options, looks),
    onOpenTag: () => {
      if (looks.length >= maxOpenElements) throw new TooDeep();
      looks.push(looks.at(-1) ?? paper);
    },
    onCloseTag: () => {
      looks.pop();
    },
  });
}

/** A link whose text is its own target, `https://` before it or a path behind it at most: the target need not be said twice. */
const honestLink = / data-target="([^"]{1,80})">((?:https?:\/\/)?)(?=\1[/?#<])([^<]{1,2000})<\/span>/g;

/**
 * The whole document of the frame. Its page is white in the dark too: a mail's own colours were chosen for that.
 *
 * Above the mail stands whose words these are, since who opens the frame alone sees no page of the archive around it, and a mail can
 * look like one, with a green banner and all. The mail's element has a name that no mail may use, so that none can end it; what is in
 * it is painted within it, however tall its letters are.
 */
export function mailFrame(markup: string, options: MailHtmlOptions, words: Words): string {
  return html`<!doctype html>
<html lang="${words.language}"><head><meta charset="utf-8"><title>${words.message.formattedFrame}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="only light">
<style>${new Html(frameStyle)}</style></head>
<body><p class="archive-note">${words.message.formattedStrip}</p>
<mail-body>${sanitiseMailHtml(markup, options) ?? words.message.tooDeep}</mail-body></body></html>
`.toString();
}

const frameStyle = `html{background:#fff;color:#1b1a17;font:16px/1.5 Georgia,"Times New Roman",serif}body{margin:0;overflow-wrap:anywhere}
mail-body{display:block;padding:1rem;overflow-x:auto;contain:layout paint;isolation:isolate}
.archive-note{margin:0;padding:.5rem 1rem;background:#eee;border-bottom:1px solid #888;font:.85rem/1.4 system-ui,sans-serif}
img{max-width:100%;height:auto}table{max-width:100%}blockquote{margin:.5rem 0 .5rem .2rem;padding-left:.8rem;border-left:2px solid #bbb}
p{margin:.35em 0}pre{white-space:pre-wrap}.mail-link{text-decoration:underline dotted}.mail-link[data-target]::after{content:" \\27e8" attr(data-target) "\\27e9";font:.8em ui-monospace,monospace;color:#555}
.mail-image{display:inline-block;border:1px dashed #888;padding:.1em .5em;font:.85em system-ui,sans-serif;color:#555}`;

function transformations({ image }: MailHtmlOptions, looks: Look[]): Record<string, sanitizeHtml.Transformer> {
  // `sanitize-html` asks '*' again about what the others made: that is told from a mail's own by being the very same object.
  const made = new WeakSet<sanitizeHtml.Attributes>();
  const keep = (tag: sanitizeHtml.Tag): sanitizeHtml.Tag => {
    made.add(tag.attribs);
    return tag;
  };
  const own = (tagName: string, attributes: sanitizeHtml.Attributes): sanitizeHtml.Attributes => {
    const kept = withPlainColours(plain(attributes));
    const { look, letters } = lookOf(tagName, kept, looks.at(-2) ?? paper);
    looks[Math.max(0, looks.length - 1)] = look;
    return letters === undefined ? kept : { ...kept, style: `${kept['style'] ?? ''};color:${letters} !important` };
  };
  return {
    a: (tagName, attributes) => keep({ tagName: 'span', attribs: link(attributes['href'], own(tagName, attributes)) }),
    img: (tagName, attributes) => keep(picture(attributes['src'], own(tagName, attributes), image)),
    body: (_, attributes) => ({ tagName: 'div', attribs: attributes }),
    '*': (tagName, attributes) => ({ tagName, attribs: made.has(attributes) ? attributes : own(tagName, attributes) }),
  };
}

/** Without what only this file may set. */
function plain(attributes: sanitizeHtml.Attributes): sanitizeHtml.Attributes {
  const { class: _class, 'data-target': _target, href: _href, src: _src, ...kept } = attributes;
  return kept;
}

function link(href: string | undefined, kept: sanitizeHtml.Attributes): sanitizeHtml.Attributes {
  const target = href === undefined ? undefined : linkTarget(href);
  if (target === undefined) return kept;
  return {
    ...kept,
    class: 'mail-link',
    title: nameInvisible(target.whole).slice(0, 500),
    'data-target': ending(nameInvisible(target.short)),
  };
}

/** A name is owned from its end: what stands before it can be anything, and as long as its writer likes. */
function ending(host: string): string {
  return host.length <= 80 ? host : `…${host.slice(-79)}`;
}

/** Where a link would lead, in whole and in short; undefined for what is no address of a page or of a person. */
function linkTarget(href: string): { readonly whole: string; readonly short: string } | undefined {
  const url = URL.parse(href);
  if (url === null) return undefined;
  if (url.protocol === 'http:' || url.protocol === 'https:' || url.protocol === 'ftp:') return { whole: url.href, short: url.host };
  if (url.protocol === 'mailto:') return { whole: url.href, short: url.pathname };
  return undefined;
}

/** A picture that the mail carries is shown; for one that lies elsewhere there is a note, since fetching it would tell its owner. */
function picture(src: string | undefined, kept: sanitizeHtml.Attributes, image: MailHtmlOptions['image']): sanitizeHtml.Tag {
  const address = src?.trim() ?? '';
  const data = /^cid:/i.test(address) ? image?.(decodeContentId(address.slice(4))) : safeData(address);
  if (data !== undefined && safeData(data) !== undefined) return { tagName: 'img', attribs: { ...kept, src: data } };
  const alternative = kept['alt'] === undefined || kept['alt'].trim() === '' ? '' : `: ${nameInvisible(kept['alt']).slice(0, 200)}`;
  const url = /^https?:/i.test(address) ? URL.parse(address) : null;
  const host = url === null ? '' : ` (${url.host})`;
  if (isTrackingPixel(kept)) return { tagName: 'span', attribs: {} };
  return { tagName: 'span', attribs: { class: 'mail-image' }, text: `image${alternative}${nameInvisible(host)}` };
}

/** Raster pictures alone: an SVG is a document. */
function safeData(address: string): string | undefined {
  return /^data:image\/(?:png|jpeg|gif|webp);base64,[a-z0-9+/=\s]+$/i.test(address) ? address : undefined;
}

function isTrackingPixel({ width, height }: sanitizeHtml.Attributes): boolean {
  return width !== undefined && height !== undefined && Number.parseInt(width, 10) <= 2 && Number.parseInt(height, 10) <= 2;
}

function decodeContentId(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const allowedTags = [
  ...['p', 'div', 'span', 'br', 'hr', 'wbr', 'center', 'address', 'article', 'section', 'header', 'footer', 'main', 'aside'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'ul', 'ol', 'li', 'dl', 'dt', 'dd'],
  ...[
    'b',
    'i',
    'u',
    's',
    'strike',
    'em',
    'strong',
    'small',
    'big',
    'sub',
    'sup',
    'font',
    'tt',
    'code',
    'kbd',
    'samp',
    'var',
    'q',
    'cite',
    'abbr',
    'del',
    'ins',
    'bdi',
  ],
  ...['table', 'caption', 'colgroup', 'col', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'img'],
];

/** Dropped with all that stands in them. */
const nonTextTags = [
  ...['script', 'style', 'title', 'textarea', 'select', 'option', 'button', 'noscript', 'noembed', 'noframes', 'template', 'xmp'],
  ...['svg', 'math', 'iframe', 'frameset', 'object', 'embed', 'applet', 'audio', 'video', 'canvas', 'map', 'dialog'],
];

const allowedAttributes = {
  '*': ['style', 'dir', 'lang', 'title', 'align', 'valign'],
  span: ['class', 'data-target'],
  img: ['src', 'alt', 'width', 'height'],
  font: ['color', 'size', 'face'],
  table: ['width', 'border', 'cellpadding', 'cellspacing', 'bgcolor'],
  tr: ['bgcolor', 'height'],
  td: ['width', 'height', 'colspan', 'rowspan', 'bgcolor'],
  th: ['width', 'height', 'colspan', 'rowspan', 'bgcolor', 'scope'],
  col: ['width', 'span'],
  ol: ['start', 'type'],
  ul: ['type'],
};

const colour = [...letterColours];
const length = [/^-?\d{1,4}(?:\.\d{1,4})?(?:px|pt|em|rem|ex|%)?$/];
const lengths = [/^(?:(?:\d{1,4}(?:\.\d{1,4})?(?:px|pt|em|rem|ex|%)?|auto)\s*){1,4}$/];
const line = [/^[a-z\d#.,%()\s-]{1,60}$/i];

/**
 * What lays out and colours text. Nothing that fetches, that moves out of its place, or that hides: no size too small to read, no line
 * laid over another, no letters in the colour of their ground.
 */
const allowedStyles: Record<string, RegExp[]> = {
  color: colour,
  'background-color': [...groundColours],
  'font-family': [/^[\p{L}\d\s,'"_-]{1,200}$/u],
  'font-size': [
    /^(?:(?:[5-9]|[1-9]\d{1,2})(?:\.\d{1,4})?(?:px|pt)|(?:0?\.[5-9]|[1-9])\d{0,4}(?:\.\d{1,4})?r?em|[5-9]\d(?:\.\d{1,4})?%|[1-9]\d\d%|(?:xx?-)?(?:small|large)|medium|smaller|larger)$/,
  ],
  'font-style': [/^(?:normal|italic|oblique)$/],
  'font-weight': [/^(?:normal|bold|bolder|lighter|[1-9]00)$/],
  'line-height': [
    /^(?:normal|(?:[5-9]|[1-9]\d{1,2})(?:\.\d{1,4})?(?:px|pt)|(?:0?\.[7-9]|[1-9])\d{0,4}(?:\.\d{1,4})?(?:r?em)?|[7-9]\d%|[1-9]\d\d%)$/,
  ],
  'text-align': [/^(?:left|right|center|justify|start|end)$/],
  'text-decoration': [/^(?:none|underline|line-through)$/],
  'text-indent': [/^-?\d{1,2}(?:\.\d{1,4})?(?:px|pt)$/, /^-?\d(?:\.\d{1,4})?(?:em|rem|ex|%)$/, /^0$/],
  'text-transform': [/^(?:none|uppercase|lowercase|capitalize)$/],
  'vertical-align': [/^(?:top|middle|bottom|baseline|sub|super|text-top|text-bottom)$/],
  'white-space': [/^(?:normal|pre|pre-wrap|pre-line|nowrap)$/],
  direction: [/^(?:ltr|rtl)$/],
  width: length,
  'max-width': length,
  padding: lengths,
  'padding-left': length,
  'padding-right': length,
  'padding-top': length,
  'padding-bottom': length,
  margin: lengths,
  'margin-left': [/^(?:\d{1,3}(?:\.\d{1,4})?(?:px|pt|em|rem|%)?|auto)$/],
  'margin-right': [/^(?:\d{1,3}(?:\.\d{1,4})?(?:px|pt|em|rem|%)?|auto)$/],
  'margin-top': [/^\d{1,3}(?:\.\d{1,4})?(?:px|pt|em|rem|%)?$/],
  'margin-bottom': [/^\d{1,3}(?:\.\d{1,4})?(?:px|pt|em|rem|%)?$/],
  border: line,
  'border-left': line,
  'border-right': line,
  'border-top': line,
  'border-bottom': line,
  'border-color': line,
  'border-style': line,
  'border-width': line,
  'border-collapse': [/^(?:collapse|separate)$/],
  'list-style-type': [/^[a-z-]{1,30}$/],
};
