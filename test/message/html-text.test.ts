import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { htmlToText } from '../../src/message/html-text.ts';

describe('htmlToText', () => {
  it('lays blocks, paragraphs and breaks out in lines', () => {
    assert.equal(htmlToText('<p>One<br>two</p>\n<p>three</p><div>four</div><div>five</div>'), 'One\ntwo\n\nthree\n\nfour\nfive');
  });

  it('collapses white space, but not in preformatted text', () => {
    assert.equal(htmlToText('a \n\t b <b> c</b>&nbsp;d<pre>x\n  y</pre>'), 'a b c d\n\nx\n  y');
  });

  it('decodes entities, named and numbered', () => {
    assert.equal(htmlToText('&lt;b&gt; caf&eacute; &#8364;&#x20ac; &amp;amp;'), '<b> café €€ &amp;');
  });

  it('marks quoted blocks as plain text does', () => {
    assert.equal(
      htmlToText('On 3 May, A wrote:<blockquote>one<blockquote><p>two</p></blockquote>three</blockquote>own'),
      'On 3 May, A wrote:\n> one\n> >\n> > two\n>\n> three\nown',
    );
  });

  it('keeps the text of links, the cells of tables and the items of lists apart', () => {
    assert.equal(htmlToText('<a href="http://a.example/">here</a>'), 'here');
    assert.equal(htmlToText('<table><tr><th>Name<th>Sum</tr><tr><td>Ann</td><td>12</td></tr></table>'), 'Name\tSum\nAnn\t12');
    assert.equal(htmlToText('<ul><li>one<li><p>two</p></ul>'), '- one\n- two');
  });

  it('drops what is not shown', () => {
    const hidden = [
      '<head><title>t</title><style>p{}</style></head>',
      '<script>if (a < b) document.write("</p>")</script>',
      '<style><!-- x --></style>',
      '<template>x</template>',
      '<div style="display:none">x<div>y</div>z</div>',
      '<div style="color:red; DISPLAY : NONE !important">x</div>',
      '<span hidden>x</span>',
      '<span style="font-size:0">x</span>',
      '<span style="mso-hide:all">x</span>',
      '<!-- x -->',
      '<img alt="x" style="display:none">',
    ];
    for (const html of hidden) assert.equal(htmlToText(`<p>a${html}b</p>`).replace(/\s/g, ''), 'ab', html);
    assert.equal(htmlToText('<span style="font-size:0.9em">x</span>'), 'x');
  });

  it('does not let a hidden element that never closes swallow the message', () => {
    assert.equal(htmlToText('<head><title>t</title><body>shown'), 'shown');
    assert.equal(htmlToText('<p style="display:none">x<p>shown'), 'shown');
    assert.equal(htmlToText('<table><tr><td style="display:none">x<td>shown</table>'), 'shown');
  });

  it('gives text for anything, and no text twice', () => {
    const token = fc.constantFrom(
      '<p>',
      '</p>',
      '<blockquote>',
      '</blockquote>',
      '<td>',
      '<pre>',
      '</pre>',
      '<li>',
      '<script>',
      '</script>',
      '<div style="display:none">',
      '</div>',
      '&amp;',
      '&#',
      '<!--',
      '-->',
      '<',
      '>',
      '"',
      'INK',
      ' ',
      '\n',
      '<body>',
      '<a href="',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(token).map((tokens) => tokens.join('')),
        ),
        (html) => {
          const text = htmlToText(html);
          assert.ok((text.match(/INK/g)?.length ?? 0) <= (html.match(/INK/g)?.length ?? 0));
          assert.doesNotMatch(text, /\n\n\n|\r/);
        },
      ),
    );
  });

  it('gives back plain words as they are', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-z]+( [a-z]+)*$/), (text) => htmlToText(`<div>${text}</div>`) === text));
  });
});
