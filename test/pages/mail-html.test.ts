import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { mailFrame, sanitiseMailHtml } from '../../src/pages/mail-html.ts';
import { english } from '../../src/pages/words/english.ts';

const sanitise = (markup: string): string => String(sanitiseMailHtml(markup));
const png = 'data:image/png;base64,iVBORw0KGgo=';

describe('sanitiseMailHtml', () => {
  it('keeps what lays out text', () => {
    const markup =
      '<h1>May</h1><p align="center">a <b>b</b><br /><i>c</i></p><ul><li>d</li></ul><table border="1"><tr><td colspan="2">e</td></tr></table>';
    assert.equal(sanitise(markup), markup);
  });

  const dropped: Record<string, string> = {
    'a script': '<script>alert(1)</script>',
    'an upper-case script': '<SCRIPT SRC=https://x.example/a.js></SCRIPT>',
    'a stylesheet, with its import': '<style>@import url(https://x.example/a.css); p{background:url(https://x.example/p)}</style>',
    'a linked stylesheet': '<link rel="stylesheet" href="https://x.example/a.css">',
    'a meta refresh': '<meta http-equiv="refresh" content="0;url=https://x.example/">',
    'a base': '<base href="https://x.example/">',
    'a frame': '<iframe src="https://x.example/"></iframe><frameset><frame src="https://x.example/"></frameset>',
    'an object': '<object data="https://x.example/"><param name="a"></object><embed src="https://x.example/"><applet code="a"></applet>',
    'a form':
      '<form action="https://x.example/"><input name="password"><textarea>secret</textarea><select><option>1</option></select><button>Go</button></form>',
    'a drawing, which is a document':
      '<svg onload="alert(1)"><a xlink:href="javascript:alert(1)"><text>x</text></a><image href="https://x.example/"/></svg>',
    mathematics: '<math><mtext><img src="https://x.example/" onerror="alert(1)"></mtext></math>',
    'sound and video': '<video src="https://x.example/" poster="https://x.example/p"></video><audio src="https://x.example/"></audio>',
    'a template, noscript and the like':
      '<template><img src=x></template><noscript><img src=x></noscript><noembed>n</noembed><noframes>n</noframes><xmp><b></xmp>',
    'a comment, conditional too': '<!--[if mso]><img src="https://x.example/"><![endif]--><!-- x -->',
    'a processing instruction': '<?xml-stylesheet href="https://x.example/"?>',
  };
  for (const [name, markup] of Object.entries(dropped)) {
    it(`drops ${name}`, () => {
      const left = sanitise(`<p>before</p>${markup}<p>after</p>`);
      assert.match(left, /<p>before<\/p>.*<p>after<\/p>/s);
      assert.doesNotMatch(left, /x\.example|alert|script|secret|password|<(?!\/?p>)/i);
    });
  }

  it('leaves of a script in a broken tag nothing but text', () => {
    assert.equal(sanitise('<scr<script>ipt>alert(1)</scr</script>ipt>'), 'ipt&gt;alert(1)ipt&gt;');
  });

  it('drops event handlers, ids, classes and every attribute that it does not know', () => {
    assert.equal(
      sanitise(
        '<p onclick="a()" ONMOUSEOVER=a() id="main" class="masthead" data-x="1" srcdoc="x" formaction="y" background="https://x.example/">t</p>',
      ),
      '<p>t</p>',
    );
  });

  it('keeps a link as text, with its target beside it: one click would tell the sender that his mail is read', () => {
    assert.equal(
      sanitise('<a href="https://track.example/c?id=7" target="_blank" ping="https://x.example/">Your invoice</a>'),
      '<span class="mail-link" title="https://track.example/c?id=7" data-target="track.example">Your invoice</span>',
    );
  });

  it('says a target only once where the text is the target, and always where it only looks so', () => {
    assert.equal(
      sanitise('<a href="mailto:lena@halden.example">lena@halden.example</a>'),
      '<span class="mail-link" title="mailto:lena@halden.example">lena@halden.example</span>',
    );
    assert.match(sanitise('<a href="https://evil.example/">https://halden.example/</a>'), /data-target="evil\.example"/);
    assert.match(sanitise('<a href="https://a.example/">https://b.example/?a.example</a>'), /data-target="a\.example"/);
  });

  it('leaves nothing of addresses that are no pages', () => {
    for (const href of [
      'javascript:alert(1)',
      ' java\nscript:alert(1)',
      'data:text/html,<script>',
      'vbscript:x',
      'file:///etc/passwd',
      '//x.example/',
      'blob:x',
      'relative',
    ]) {
      assert.equal(sanitise(`<a href="${href}">t</a>`), '<span>t</span>', href);
    }
  });

  it('lets no mail forge the target of a link', () => {
    assert.equal(sanitise('<span class="mail-link" data-target="bank.example">t</span>'), '<span>t</span>');
    assert.match(sanitise('<a href="https://evil.example/" data-target="bank.example" class="x">t</a>'), /data-target="evil\.example"/);
  });

  it('tells of a long target its end, which is whose it is', () => {
    const host = `www.bank.example.${'a.'.repeat(40)}evil.example`;
    const left = sanitise(`<a href="https://${host}/">www.bank.example.${'a.'.repeat(31)}a</a>`);
    assert.match(left, /data-target="…[^"]*evil\.example">www\.bank/);
  });

  it('names what would show text backwards, and takes no order for it', () => {
    assert.equal(sanitise('<p title="\u202e1">Pay \u202e0001</p><bdo dir="rtl">0001</bdo>'), '<p title="⟦RLO⟧1">Pay ⟦RLO⟧0001</p>0001');
    assert.equal(sanitise('<p>Pay &#x202e;0001</p>'), '<p>Pay ⟦RLO⟧0001</p>');
  });

  it('puts a note in the place of a remote picture, and nothing in that of a tracking pixel', () => {
    assert.equal(sanitise('<img src="https://x.example/logo.png" alt="Logo">'), '<span class="mail-image">image: Logo (x.example)</span>');
    assert.equal(sanitise('<img src="https://x.example/p" width="1" height="1">'), '<span></span>');
    assert.doesNotMatch(sanitise('<img srcset="https://x.example/a 2x" src="https://x.example/b" lowsrc="https://x.example/c">'), /src/);
  });

  it('shows a picture that the mail carries, by Content-ID or as data, if it is a raster', () => {
    const image = (id: string) => (id === 'logo@halden' ? png : undefined);
    assert.equal(sanitiseMailHtml('<img src="cid:logo@halden" alt="Logo">', { image })?.toString(), `<img alt="Logo" src="${png}" />`);
    assert.equal(sanitiseMailHtml('<img src="CID:logo%40halden">', { image })?.toString(), `<img src="${png}" />`);
    assert.equal(sanitise(`<img src="${png}">`), `<img src="${png}" />`);
    assert.doesNotMatch(sanitise('<img src="data:image/svg+xml;base64,PHN2Zz4=">'), /src/);
    assert.doesNotMatch(sanitiseMailHtml('<img src="cid:x">', { image: () => 'https://x.example/' })?.toString() ?? '', /src/);
  });

  it('filters styles to those that colour and lay out text', () => {
    const style = (value: string) => sanitise(`<p style="${value}">t</p>`);
    assert.equal(style('color:#a00;font-size:12pt;margin-left:4px'), '<p style="color:#a00;font-size:12pt;margin-left:4px">t</p>');
    const ordinary = [
      'font-size:0.8em',
      'font-size:11.5px',
      'font-size:150%',
      'line-height:1.5',
      'line-height:115%',
      'text-indent:-18.0pt',
      'color:#05a',
    ];
    for (const value of ordinary) assert.equal(style(value), `<p style="${value}">t</p>`);
    const hiding = ['font-size:0', 'font-size:0px', 'font-size:1px', 'font-size:.1em', 'font-size:1%', 'line-height:0', 'line-height:1px'];
    for (const value of [...hiding, 'text-indent:-9999px', 'color:transparent', 'color:#fff0', 'color:rgba(0,0,0,0)']) {
      assert.equal(style(value), '<p>t</p>', value);
    }
    for (const value of [
      'background:url(https://x.example/)',
      'background-color:url(https://x.example/)',
      'background-image:url(https://x.example/)',
      'list-style:url(https://x.example/)',
      'color:expression(alert(1))',
      'position:fixed;top:0',
      'display:none',
      'width:100000px',
      'behavior:url(#a)',
      '-moz-binding:url(x)',
      'color:var(--x)',
      'font-family:x;}p{background:url(https://x.example/)',
      'content:&quot;x&quot;',
      'bor\\64er:url(https://x.example/)',
      '@import &quot;https://x.example/&quot;',
    ]) {
      assert.doesNotMatch(style(value), /url|x\.example|expression|position|display|100000|behavior|binding|var|content|import/, value);
    }
  });

  it('gives letters in the colour of what they stand on another one, and leaves all others theirs', () => {
    assert.equal(sanitise('<p style="color:#fff">t</p>'), '<p style="color:#fff;color:#000 !important">t</p>');
    assert.match(
      sanitise('<table bgcolor="black"><tr><td><font color="black">t</font></td></tr></table>'),
      /<font[^>]* style="color:#fff !important">/,
    );
    const honest = '<div style="background-color:#234"><p style="color:white">t</p></div>';
    assert.equal(sanitise(honest), honest);
  });

  it('drops a style that two parsers could part at different places', () => {
    for (const style of [`'color:#fff;'color:#000`, 'color:#fff;*/', 'x:url(;color:#000)', 'color:#fff}', "font-family:'"]) {
      assert.equal(sanitise(`<p style="${style}">t</p>`), '<p>t</p>', style);
    }
    assert.match(sanitise(`<p style="font-family:'Times New Roman', serif;color:#05a">t</p>`), /Times New Roman.*color:#05a/);
  });

  it('emits only tags and attributes of its lists, whatever the mail', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '=',
        '/',
        '<!--',
        '-->',
        '<![CDATA[',
        ']]>',
        '&lt;',
        '&#60;',
        '\u0000',
        '`',
        '<p style="',
        'url(',
        'javascript:',
        'onerror=',
        'src=',
        'href=',
      ),
      fc.constantFrom(
        '<script>',
        '</script>',
        '<svg>',
        '<math>',
        '<style>',
        '</style>',
        '<textarea>',
        '<title>',
        '<plaintext>',
        '<img ',
        '<a ',
        '<table>',
        '<td>',
        '<noscript>',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const parser = new Parser({
          onopentag: (name, attributes) => {
            assert.match(name, /^(?:p|span|img|table|tbody|tr|td)$/);
            for (const [attribute, value] of Object.entries(attributes)) {
              assert.match(attribute, /^(?:style|dir|lang|title|align|valign|class|data-target|src|alt|width|height)$/);
              if (attribute === 'src') assert.match(value, /^data:image\//);
              if (attribute === 'style') assert.doesNotMatch(value, /url|\\|[{}@]/i);
            }
          },
        });
        parser.end(sanitise(pieces.join('')));
      }),
    );
  });

  it('takes time in proportion to the mail, however it is left open', () => {
    const seconds = (markup: string): number => {
      const before = process.cpuUsage();
      sanitiseMailHtml(markup);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1e6;
    };
    for (const piece of [
      '<p>x',
      '<b><table><tr><td>',
      '<a href="https://x.example/">https://',
      '<p style="color:red',
      '<p style="color:red">',
      '<p style="/*/*',
      '<!--',
      '&',
      '<img src=',
      '"',
      '</div>',
      '<svg>',
    ]) {
      seconds(piece.repeat(1_000));
      assert.ok(seconds(piece.repeat(80_000)) < 8 * seconds(piece.repeat(20_000)) + 0.5, piece);
    }
  });

  it('gives up on a mail that is nested a thousand deep', () => {
    assert.equal(sanitiseMailHtml('<div>'.repeat(1_001)), undefined);
    assert.notEqual(sanitiseMailHtml('<div>'.repeat(999)), undefined);
    assert.match(mailFrame('<div>'.repeat(50_000), {}, english), /nested too deep/);
  });
});

describe('mailFrame', () => {
  it('is a document with one style of its own and no way out', () => {
    const frame = mailFrame('<body onload="x()"><p>t</p><script>1</script></body>', {}, english);
    assert.match(frame, /^<!doctype html>/);
    assert.match(frame, /<mail-body><div>\s*<p>t<\/p>\s*<\/div><\/mail-body><\/body>/);
    assert.doesNotMatch(frame, /<script|onload|href=|http-equiv/);
  });

  it('says above the mail whose words these are, and lets no mail end its own element or make such a note', () => {
    const frame = mailFrame('</mail-body></body><p class="archive-note">DKIM verified</p><mail-body>x</mail-body>', {}, english);
    assert.match(
      frame,
      /<body><p class="archive-note">[^<]*not by the archive\.<\/p>\s*<mail-body><p>DKIM verified<\/p>x<\/mail-body><\/body>/,
    );
    assert.equal(frame.split('archive-note"').length, 2);
  });
});
