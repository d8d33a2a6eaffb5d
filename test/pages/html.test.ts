import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseDocument } from 'htmlparser2';
import { nameInvisible, nameOverrides, strangersText } from '../../src/pages/display.ts';
import { html, joined, octetLength } from '../../src/pages/html.ts';

const anyText = fc.string({ unit: 'binary' });

describe('html', () => {
  it('escapes what stands in a hole, for text and for attribute values', () => {
    const hostile = `"><script>alert('&')</script>`;
    assert.equal(
      html`<a title="${hostile}">${hostile}</a>`.toString(),
      '<a title="&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;">&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;</a>',
    );
  });

  it('leaves markup of its own as it is, joins arrays, and leaves nothing for absence', () => {
    const items = ['a', 'b'].map((text) => html`<li>${text}</li>`);
    assert.equal(html`<ul>${items}${undefined}${false}${0}</ul>`.toString(), '<ul><li>a</li><li>b</li>0</ul>');
    assert.equal(joined(['a<', html`<b>b</b>`], ', ').toString(), 'a&lt;, <b>b</b>');
  });

  it('takes no object for markup that only looks like it', () => {
    const forged = { toString: () => '<script>' } as unknown as string;
    assert.throws(() => html`${forged}`);
  });

  it('gives back any text unharmed to a parser, but for what HTML cannot hold', () =>
    fc.assert(
      fc.property(anyText, (text) => {
        const [element] = parseDocument(html`<p title="${text}">${text}</p>`.toString()).children as unknown as [
          { attribs: { title: string }; children: { data: string }[] },
        ];
        const expected = text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '\ufffd');
        assert.equal(element.attribs.title, expected);
        assert.equal(element.children.map(({ data }) => data).join(''), expected);
      }),
    ));

  it('counts octets as they are sent', () => {
    assert.equal(octetLength(html`é${'<'}`), 6);
  });
});

describe('strangersText', () => {
  it('names an override that would show report.exe as reportexe.', () => {
    assert.equal(strangersText('report\u202efdp.exe').toString(), '<bdi lang="">report⟦RLO⟧fdp.exe</bdi>');
  });

  it('pictures control characters and makes one line of several', () => {
    assert.equal(nameInvisible('a\r\n\tb\u0007\u001b[31m\u0085'), 'a b␇␛[31m\ufffd');
  });

  it('names zero-width characters and tags, and leaves the joiners of emoji and Persian', () => {
    assert.equal(
      nameInvisible('pay\u200bpal \u{e0041} 👩\u200d💻 می\u200cخواهم'),
      'pay⟦zero-width space⟧pal ⟦U+E0041⟧ 👩\u200d💻 می\u200cخواهم',
    );
  });

  it('shows the beginning of a line that has no end', () => {
    assert.equal(strangersText('x'.repeat(1_000)).toString(), `<bdi lang="">${'x'.repeat(1_000)}</bdi>`);
    assert.equal(strangersText('x'.repeat(1_000_000)).toString(), `<bdi lang="">${'x'.repeat(1_000)} …</bdi>`);
  });

  it('leaves nothing that reorders or hides, whatever the text', () =>
    fc.assert(
      fc.property(
        fc.string({ unit: fc.oneof(anyText, fc.constantFrom('\u202e', '\u2066', '\u200f', '\u0000', '\u{e0020}', '\ufeff')) }),
        (text) => {
          assert.doesNotMatch(
            nameInvisible(text),
            /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]|\udb40[\udc00-\udc7f]/,
          );
        },
      ),
    ));
});

describe('nameOverrides', () => {
  it('keeps lines, tabs and the marks of right-to-left writers, and names what turns figures round', () => {
    assert.equal(nameOverrides('שלום\u200f!\r\n\t100\u202e€\u0000'), 'שלום\u200f!\n\t100⟦RLO⟧€␀');
  });
});
