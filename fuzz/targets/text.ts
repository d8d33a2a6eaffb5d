import assert from 'node:assert/strict';
import fc from 'fast-check';
import { unfoldFlowed } from '../../src/message/flowed.ts';
import { htmlToText } from '../../src/message/html-text.ts';
import { maxQuoteDepth } from '../../src/message/limits.ts';
import { splitQuotes, unquoted } from '../../src/message/quotes.ts';
import { readAttribution } from '../../src/message/quoting/attributions.ts';
import { readSeparator } from '../../src/message/quoting/separators.ts';
import { assertNoLonger } from '../laws.ts';
import { octetsOfText, type Target, textOf } from '../target.ts';

const htmlTokens = [
  ...[
    '<',
    '>',
    '</',
    '/>',
    '<!--',
    '-->',
    '<!',
    '<![CDATA[',
    ']]>',
    '<?',
    '&',
    '&amp;',
    '&#x41;',
    '&#0;',
    '&#x110000;',
    '&nbsp',
    '"',
    "'",
    '=',
  ],
  ...[
    '<p>',
    '</p>',
    '<div>',
    '</div>',
    '<blockquote>',
    '</blockquote>',
    '<br>',
    '<table>',
    '<tr>',
    '<td>',
    '<li>',
    '<pre>',
    '</pre>',
    '<body>',
  ],
  ...[
    '<script>',
    '</script>',
    '<style>',
    '</style>',
    '<title>',
    '</title>',
    '<head>',
    '</head>',
    '<template>',
    '<textarea>',
    '<plaintext>',
    '<svg>',
  ],
  ...[
    '<a href="x">',
    '<span style="display:none">',
    '<font size=0>',
    ' style=',
    'mso-hide:all',
    'visibility : hidden',
    '\n',
    '\t',
    '\u00a0',
    '\u00ad',
    '\0',
  ],
];
const quoteTokens = [
  ...['> ', '>> ', '>', ' >', '\uff1e', '\n', '\n\n', '\r\n', ' ', '-- \n', '>From '],
  ...[
    'On Tue, 1 Mar 2016 at 10:00, Ada <a@b.c> wrote:\n',
    'Am 1.3.2016 um 10:00 schrieb Ada:\n',
    'Le 1 mars 2016, Ada a \u00e9crit :\n',
    'wrote:',
    'a@b.c',
  ],
  ...[
    '-----Original Message-----\n',
    'Begin forwarded message:\n',
    '________________\n',
    'From: Ada\n',
    'Sent: x\n',
    'Date: y\n',
    'To: b\n',
    'Subject: c\n',
    '*From:* d\n',
  ],
];
const anyLine = fc
  .tuple(fc.constantFrom('', '> ', '>> ', '> > ', ' '), fc.constantFrom('text', '', ...quoteTokens.slice(11)))
  .map((parts) => parts.join(''));

export const textTargets: readonly Target[] = [
  {
    name: 'html-text',
    laws: 'bounded: each line repeats its quote marks and nothing else multiplies; plain text without white space stays as it is',
    seeds: () =>
      [
        '<p>Hello <b>you</b></p><blockquote>a<br>b</blockquote><ul><li>c</ul>',
        '<table><tr><td>a<td>b</table><pre>\n x\n</pre>',
        '<div style="display:none">x</div>y&amp;z<!-- c -->',
      ].map(octetsOfText),
    tokens: htmlTokens,
    grammar: fc.array(fc.constantFrom(...htmlTokens, 'text', ' '), { maxLength: 40 }).map((pieces) => octetsOfText(pieces.join(''))),
    run(input) {
      const html = textOf(input);
      const text = htmlToText(html);
      assertNoLonger(text.length, (2 * maxQuoteDepth + 4) * html.length + 64);
      if (/^\w*$/.test(html)) assert.equal(text, html);
    },
  },
  {
    name: 'quotes',
    laws: 'the segments joined are the text; no two neighbours have one kind, depth and source; none is empty; depth 0 is never quoted',
    seeds: () =>
      [
        'Yes.\n\nOn Tue, 1 Mar 2016 at 10:00, Ada <a@b.c> wrote:\n> No?\n>\n> x\n\nOK\n',
        'a\n-----Original Message-----\nFrom: b\nSent: c\nTo: d\nSubject: e\n\nf\n',
      ].map(octetsOfText),
    tokens: quoteTokens,
    grammar: fc
      .array(anyLine, { maxLength: 30 })
      .map((lines) => octetsOfText(lines.map((line) => (line.endsWith('\n') ? line : `${line}\n`)).join(''))),
    run(input) {
      const text = textOf(input);
      const segments = splitQuotes(text);
      assert.equal(segments.map((segment) => segment.text).join(''), text);
      for (const [index, segment] of segments.entries()) {
        assert.notEqual(segment.text, '');
        const next = segments[index + 1];
        const isSame = segment.kind === next?.kind && segment.depth === next.depth && segment.source === next.source;
        assert.ok(!isSame, 'two neighbours of one kind, depth and source');
        assert.equal(segment.depth === 0, segment.kind !== 'quoted' && (segment.kind !== 'attribution' || segment.depth === 0));
        assertNoLonger(unquoted(segment).length, segment.text.length);
      }
      for (const line of text.split('\n', 100)) {
        readAttribution(line);
        readSeparator(line);
      }
    },
  },
  {
    name: 'flowed',
    laws: 'no character is lost or made but spaces, quote marks and line ends; never much longer',
    seeds: () => ['a \nb\n> c \n> d\n>> e\n-- \nf\n >g\n', '> \n>\n \n'].map(octetsOfText),
    tokens: [' \n', '\n', '> ', '>', '>>', '-- \n', '> -- \n', ' ', ' >', '\r'],
    run(input) {
      const text = textOf(input);
      for (const deletesSpace of [false, true]) {
        const unfolded = unfoldFlowed(text, deletesSpace);
        assert.equal(unfolded.replaceAll(/[ \n>]/g, ''), text.replaceAll(/[ \n>]/g, ''));
        assertNoLonger(unfolded.length, 2 * text.length + 1);
      }
    },
  },
];
