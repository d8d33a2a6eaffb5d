import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseAccent } from '../../src/pages/accent.ts';
import { frontPage } from '../../src/pages/front.ts';
import { stylesheet, stylesheetVersion, stylesheetWith } from '../../src/pages/style.css.ts';
import { frontView, site } from './sample-views.ts';

const accentOf = (text: string) => {
  const parsed = parseAccent(text);
  assert.ok(parsed.ok, text);
  return parsed.accent;
};

describe('parseAccent', () => {
  it('takes a colour that can be seen on the paper of both schemes, in one way of writing', () => {
    assert.equal(accentOf('#8A6D3B'), '#8a6d3b');
    assert.equal(accentOf(' #a55 '), '#aa5555');
  });

  it('says on which paper a colour cannot be seen', () => {
    const yellow = parseAccent('#ffff00');
    assert.ok(!yellow.ok && yellow.fault === 'contrast' && yellow.scheme === 'light');
    assert.equal(yellow.contrast.toFixed(2), '1.06');
    const navy = parseAccent('#000080');
    assert.ok(!navy.ok && navy.fault === 'contrast' && navy.scheme === 'dark');
  });

  it('takes nothing that a stylesheet could read as more than a colour', () => {
    for (const text of [
      '',
      'red',
      '8a6d3b',
      '#8a6d3',
      '#8a6d3b80',
      '#8a6d3b;}body{display:none',
      'url(#8a6d3b)',
      '#8a6d3b\n}',
      'var(--ink)',
    ]) {
      assert.equal(parseAccent(text).ok, false, text);
    }
  });

  it('gives six digits or nothing, whatever is written', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.nat(0xffffff).map((value) => `#${value.toString(16).padStart(6, '0')}`),
        ),
        (text) => {
          const parsed = parseAccent(text);
          if (parsed.ok) assert.match(parsed.accent, /^#[\da-f]{6}$/);
        },
      ),
    ));
});

describe('a stylesheet with an accent', () => {
  it('is the plain one with one line more, at an address of its own', () => {
    const { text, version } = stylesheetWith(accentOf('#8a6d3b'));
    assert.equal(text, `${stylesheet}:root{--accent:#8a6d3b}\n`);
    assert.notEqual(version, stylesheetVersion);
    assert.notEqual(version, stylesheetWith(accentOf('#8a6d3c')).version);
    assert.deepEqual(stylesheetWith(undefined), { text: stylesheet, version: stylesheetVersion });
  });

  it('shows it in the lines of the masthead and nowhere else, since any other colour means a verdict', () => {
    const rules = stylesheet.split('\n').filter((rule) => rule.includes('var(--accent)'));
    assert.ok(rules.length > 0);
    for (const rule of rules) {
      assert.match(rule, /^(\.front )?\.masthead[ :{]/);
      assert.doesNotMatch(rule, /(^|[{;])(color|background|fill)[^;}]*var\(--accent\)/);
    }
  });
});

describe('what an archive says of itself', () => {
  it('stands on the front page and in its head, as text', () => {
    const page = frontPage(frontView, { ...site, description: 'Mail of <the> council "of" Halden' });
    assert.match(page, /<meta name="description" content="Mail of &lt;the&gt; council &quot;of&quot; Halden">/);
    assert.match(page, /<p class="description">Mail of &lt;the&gt; council &quot;of&quot; Halden<\/p>/);
    assert.doesNotMatch(frontPage(frontView, site), /description/);
  });
});
