import assert from 'node:assert/strict';
import fc from 'fast-check';
import { unfoldFlowed } from '../../src/message/flowed.ts';
import { htmlToText } from '../../src/message/html-text.ts';
import { maxQuoteDepth } from '../../src/message/limits.ts';
import { type Attribution, splitQuotes, unquoted, withoutMarks } from '../../src/message/quotes.ts';
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
  ...[
    'El mar, 1 mar 2016 a las 10:00, Ada (<a@b.c>) escribi\u00f3:\n',
    'Il giorno 1 marzo 2016 10:00, Ada <a@b.c> ha scritto:\n',
    '1 \u043c\u0430\u0440\u0442\u0430 2016 \u0433., 10:00 \u043f\u043e\u043b\u044c\u0437\u043e\u0432\u0430\u0442\u0435\u043b\u044c Ada <a@b.c> \u043d\u0430\u043f\u0438\u0441\u0430\u043b:\n',
    '\u0641\u064a 1 \u0645\u0627\u0631\u0633 2016 \u0643\u062a\u0628 Ada:\n',
    '2016\u5e743\u67081\u65e5 10:00 Ada <a@b.c>:\n',
    'Alice via Budget <list@b.c> wrote:\n',
  ],
  ...['2016-03-01T10:00:00+01:00', '4/5/2016', '31.02.2016', '25:61', ' PM', ' +0130', ' CET', '99/99/9999', '[mailto:a@b.c]', '\u202f'],
  ...[
    'Von: e\nGesendet: f\nAn: g\nBetreff: h\n',
    '| ',
    '*',
    'Sent from my phone\n',
    '--\n',
    '___\nlist\n',
    '---------- Forwarded message ---------\n',
  ],
  ...['This e-mail and any attachments are confidential.\n', '-----End Forwarded Message-----\n', '[snip]\n', '\u2028', '\f'],
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
    laws: 'the segments joined are the text; no two neighbours have one kind, depth and source; none is empty; depth 0 is never quoted; dates are days of the calendar, and people and dates stand in the text',
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
        const isSame =
          segment.kind === next?.kind &&
          segment.depth === next.depth &&
          segment.source === next.source &&
          segment.isUnmarked === next.isUnmarked;
        assert.ok(!isSame, 'two neighbours of one kind, depth and source');
        assert.equal(segment.depth === 0, segment.kind !== 'quoted' && (segment.kind !== 'attribution' || segment.depth === 0));
        assert.ok(segment.isUnmarked !== true || segment.kind === 'quoted', 'own words that no mark parts from a quote');
        assertNoLonger(unquoted(segment).length, segment.text.length);
        assertNoLonger(withoutMarks(segment).length, segment.text.length);
        if (segment.source !== undefined) checkSource(segment.source, text.length);
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

function checkSource({ sender, date, subject = '', recipients = [] }: Attribution, length: number): void {
  const people = [...(sender === undefined ? [] : [sender]), ...recipients];
  assertNoLonger(
    people.reduce((sum, { name = '', address = '', via = '' }) => sum + name.length + address.length + via.length, subject.length),
    2 * length,
  );
  if (date === undefined) return;
  assertNoLonger(date.text.length, length);
  const { year, hour = 0, minute = 0, second = 0, offsetMinutes = 0, epochSeconds, otherDay } = date;
  for (const { month, day } of [date, ...(otherDay === undefined ? [] : [otherDay])]) {
    const utc = new Date(Date.UTC(year, month - 1, day));
    assert.deepEqual([utc.getUTCMonth() + 1, utc.getUTCDate()], [month, day], `${year}-${month}-${day} is no day`);
  }
  assert.ok(hour >= 0 && hour <= 24 && minute >= 0 && minute < 60 && second >= 0 && second <= 60, `${hour}:${minute}:${second}`);
  assert.ok(Math.abs(offsetMinutes) < 100 * 60 && (epochSeconds === undefined || Number.isInteger(epochSeconds)));
}
