import assert from 'node:assert/strict';
import { Parser } from 'htmlparser2';
import { asciiBeside } from '../../src/message/lookalikes.ts';
import { nameInvisible, nameOverrides } from '../../src/pages/display.ts';
import { html } from '../../src/pages/html.ts';
import { sanitiseMailHtml } from '../../src/pages/mail-html.ts';
import { assertPrintable } from '../laws.ts';
import { octetsOfText, type Target, textOf } from '../target.ts';

export const pageTargets: readonly Target[] = [
  {
    name: 'mail-html',
    laws: 'what the sanitiser lets through holds no element, attribute or address that acts or fetches; cleaning it again changes nothing that matters',
    seeds: () =>
      [
        '<p style="color:red">Hi <a href="https://example.org/x">x</a><img src="cid:a"></p>',
        '<table><tr><td bgcolor=red onclick=x>y</table><script>z</script>',
        '<svg><style><img src=x onerror=y></style></svg>',
      ].map(octetsOfText),
    tokens: [
      ...['<', '>', '</', '/>', '<!--', '-->', '--!>', '<![CDATA[', ']]>', '<?', '&lt;', '&#60;', '&', '"', "'", '`', '=', '\0', '/'],
      ...[
        '<script>',
        '</script>',
        '<style>',
        '</style>',
        '<svg>',
        '</svg>',
        '<math>',
        '<mtext>',
        '<mglyph>',
        '<title>',
        '</title>',
        '<textarea>',
        '<noscript>',
        '<template>',
      ],
      ...[
        '<xmp>',
        '<plaintext>',
        '<iframe srcdoc="',
        '<form action=x>',
        '<base href=//x>',
        '<meta http-equiv=refresh>',
        '<link rel=stylesheet href=//x>',
        '<object>',
        '<embed>',
      ],
      ...[
        '<a href="javascript:x">',
        '<img src=x onerror=y>',
        '<img src="data:image/png;base64,AA==">',
        '<img src="cid:x">',
        ' onload=x',
        ' style="',
        'url(//x)',
        'expression(',
        'position:fixed',
      ],
      ...[
        '<p>',
        '<div>',
        '<table>',
        '<td>',
        '<b>',
        '<span class="mail-link" data-target="x">',
        '</span>',
        '<blockquote>',
        '\u202e',
        'href=',
        'src=',
        'srcset=',
      ],
    ],
    maxOctets: 32 * 1024,
    microsecondsPerOctet: 60,
    run: (input) => checkSanitised(textOf(input)),
  },
  {
    name: 'display',
    laws: "a stranger's line cannot break out of its place: no control, no override, no markup; what is told of a domain that could be taken for another is ASCII",
    seeds: () =>
      ['a@\u0440\u0430\u0443.example', 'a@\uff58.example', 'Lena \u202e gpj.exe', '<b>&amp;"\'', 'a\u0007\u009bb'].map(octetsOfText),
    tokens: [
      '\u202e',
      '\u2066',
      '\u200b',
      '\u{e0041}',
      '<',
      '>',
      '&',
      '"',
      "'",
      '\u001b[31m',
      '\0',
      '\r\n',
      '@',
      '.',
      '\u0430',
      '\u03bf',
      '\uff0e',
      'xn--',
      '\u0131',
    ],
    run(input) {
      const text = textOf(input);
      assertPrintable(nameInvisible(text));
      assert.doesNotMatch(nameOverrides(text), /[\u202d\u202e\u0000-\u0008\u000b-\u001f]/);
      assert.doesNotMatch(html`${text}`.toString(), /[<>"']/);
      assert.match(asciiBeside(text) ?? '', /^[ -~]*$/);
      if (/^[ -~]*$/.test(text)) assert.equal(asciiBeside(text), undefined);
    },
  },
];

const acting =
  /^(?:script|style|link|meta|base|iframe|frame|frameset|object|embed|applet|form|input|button|select|textarea|svg|math|template|noscript|video|audio|source|a|area|map|html|head|body|title|plaintext|xmp)$/;
const fetching = /^(?:on.*|href|srcset|action|formaction|background|poster|data|srcdoc|xlink:href|ping|id|name)$/;

function checkSanitised(markup: string): void {
  const clean = sanitiseMailHtml(markup)?.toString();
  if (clean === undefined) return;
  assertHarmless(clean);
  const again = sanitiseMailHtml(clean)?.toString() ?? '';
  assertHarmless(again);
}

function assertHarmless(clean: string): void {
  const parser = new Parser({
    onopentag(name, attributes) {
      assert.doesNotMatch(name, acting);
      for (const [attribute, value] of Object.entries(attributes)) {
        assert.doesNotMatch(attribute, fetching);
        if (attribute === 'src') assert.match(value, /^data:image\/(?:png|jpeg|gif|webp);base64,/i);
        if (attribute === 'style') assert.doesNotMatch(value, /url|expression|position|@|\\/i);
      }
    },
    oncomment: () => assert.fail('a comment'),
    onprocessinginstruction: () => assert.fail('a declaration'),
  });
  parser.end(clean);
}
