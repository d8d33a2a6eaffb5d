import fc from 'fast-check';

/**
 * Markup as nobody writes it who means well: elements of HTML, SVG and MathML in each other, most of them not closed or not in order,
 * elements that hold text in one place and elements in another, remarks, CDATA, values that break out. It is what mutation attacks on
 * sanitisers are made of.
 */

/** Where a parser changes its mind: raw text, name spaces and their points of return, templates, tables, forms, formatting. */
const names = [
  ...[
    'style',
    'script',
    'title',
    'textarea',
    'xmp',
    'iframe',
    'noembed',
    'noframes',
    'noscript',
    'plaintext',
    'template',
    'listing',
    'pre',
  ],
  ...['svg', 'math', 'mtext', 'mi', 'mo', 'ms', 'mn', 'mglyph', 'malignmark', 'annotation-xml', 'foreignObject', 'desc', 'image', 'use'],
  ...['table', 'caption', 'colgroup', 'col', 'tbody', 'tr', 'td', 'select', 'option', 'optgroup', 'datalist', 'form', 'button', 'input'],
  ...['a', 'b', 'nobr', 'font', 'p', 'div', 'span', 'li', 'h1', 'dd', 'blockquote', 'img', 'br', 'hr', 'center', 'ruby', 'rt', 'marquee'],
  ...['html', 'head', 'body', 'frameset', 'frame', 'base', 'meta', 'link', 'object', 'embed', 'param', 'details', 'dialog', 'slot'],
  ...['mail-body', 'x:y', 'STYLE', 'sCrIpt', 'svg:script', 'animate', 'set', 'a\u0000b', '\u017fcript', 'i\u0307mg'],
];
const attributes = [
  'onerror',
  'onload',
  'ONCLICK',
  'href',
  'src',
  'srcdoc',
  'xlink:href',
  'style',
  'title',
  'lang',
  'id',
  'class',
  'name',
  'encoding',
  'data-target',
  'action',
  'is',
  'shadowrootmode',
  'color',
  'dir',
  'alt',
  'bgcolor',
  'http-equiv',
  'x<y',
];
const values = [
  'owned()',
  'javascript:owned()',
  'java\tscript:owned()',
  '&#106;avascript:owned()',
  'https://evil.example/',
  '//evil.example/',
  'cid:x',
  'data:text/html,<script>owned()</script>',
  'data:image/png;base64,iVBORw0KGgo=',
  'data:image/svg+xml;base64,PHN2Zz4=',
  'text/html',
  'red',
  '</style><img src=x onerror=owned()>',
  '--><img src=x onerror=owned()>',
  '</title><img src=x onerror=owned()>',
  ']]><img src=x onerror=owned()>',
  '"><img src=x onerror=owned()>',
  "'><img src=x onerror=owned()>",
  '&quot;&gt;&lt;img src=x onerror=owned()&gt;',
  '&lt;/style&gt;&lt;script&gt;',
  'color:red;background:url(//evil.example/)',
  'position:fixed',
  "font-family:'</style><img src=x onerror=owned()>'",
  'width:1px;}*{color:red',
  '`',
  '<',
  '\u0000',
  'open',
];
const texts = [
  'text',
  '<',
  '>',
  '&',
  '"',
  "'",
  '`',
  '=',
  '/',
  '&lt;img src=x onerror=owned()&gt;',
  '&amp;lt;script&amp;gt;',
  '&#x3c;script>',
  '<!--',
  '-->',
  '--!>',
  '<!-->',
  '<!--->',
  '<![CDATA[',
  ']]>',
  '<!',
  '<?',
  '</',
  '</ >',
  '<!doctype html>',
  '<?xml version="1.0"?>',
  '\u0000',
  '\u000c',
  '\r',
  '\u2028',
  '<img src=x onerror=owned()>',
  '<script>owned()</script>',
  '<a href=javascript:owned()>',
  '</p>',
  '</br>',
  '</body>',
  '</table>',
  '</svg>',
  '</math>',
  '</style>',
  '</template>',
];

const name = fc.constantFrom(...names);
const quote = fc.constantFrom('"', "'", '', '`');
const space = fc.constantFrom(' ', '/', '\n', '\u000c', '\t', '  ');
const attribute = fc
  .tuple(space, fc.constantFrom(...attributes), fc.constantFrom(...values), quote)
  .map(([gap, key, value, mark]) => `${gap}${key}=${mark}${value}${mark}`);
const startTag = fc
  .tuple(name, fc.array(attribute, { maxLength: 3 }), fc.constantFrom('>', '/>', ' >', ''))
  .map(([tag, list, end]) => `<${tag}${list.join('')}${end}`);
const endTag = fc.tuple(name, fc.constantFrom('>', ' >', '/>', ' x=">"')).map(([tag, end]) => `</${tag}${end}`);
const text = fc.constantFrom(...texts);

const { piece } = fc.letrec<{ piece: string; element: string }>((tie) => ({
  piece: fc.oneof({ maxDepth: 6, depthSize: 'medium' }, text, startTag, endTag, fc.string({ maxLength: 6 }), {
    arbitrary: tie('element'),
    weight: 6,
  }),
  element: fc
    .tuple(
      name,
      fc.array(attribute, { maxLength: 2 }),
      fc.array(tie('piece'), { maxLength: 4 }),
      fc.constantFrom('own', 'own', 'own', 'none', 'other'),
      name,
    )
    .map(
      ([tag, list, content, ending, other]) =>
        `<${tag}${list.join('')}>${content.join('')}${ending === 'none' ? '' : `</${ending === 'own' ? tag : other}>`}`,
    ),
}));

export const oddMarkup: fc.Arbitrary<string> = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(''));
