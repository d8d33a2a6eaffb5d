import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Parser } from 'htmlparser2';
import { english } from '../../src/pages/words/english.ts';
import { languages } from '../../src/pages/words/languages.ts';
import type { Words } from '../../src/pages/words/words.ts';
import { everyState } from './every-state.ts';

type Leaf = string | ((...values: unknown[]) => string);

/** Every text of a language by its place: `front.figures`, `months.0`. */
function leavesOf(tree: unknown, path = ''): [string, Leaf][] {
  if (typeof tree !== 'object' || tree === null) return [[path, tree as Leaf]];
  return Object.entries(tree).flatMap(([name, branch]) => leavesOf(branch, path === '' ? name : `${path}.${name}`));
}

/** The same words, each leaf put through `change`. */
function mapLeaves(tree: unknown, change: (leaf: Leaf, path: string) => unknown, path = ''): unknown {
  if (typeof tree !== 'object' || tree === null) return change(tree as Leaf, path);
  const changed = Object.entries(tree).map(([name, branch]) => [name, mapLeaves(branch, change, path === '' ? name : `${path}.${name}`)]);
  return Array.isArray(tree) ? changed.map(([, branch]) => branch) : Object.fromEntries(changed);
}

/** Words that call `seen` with the place of each text that is taken, and of each function that is called. */
function watched(words: Words, seen: (path: string) => void): Words {
  const watch = (tree: object, path: string): object =>
    new Proxy(tree, {
      get(target, name, receiver) {
        const branch: unknown = Reflect.get(target, name, receiver);
        if (typeof name === 'symbol' || (Array.isArray(target) && !/^\d+$/.test(name))) return branch;
        const place = path === '' ? name : `${path}.${name}`;
        // Copied, since a proxy must show what is frozen as it is.
        if (typeof branch === 'object' && branch !== null) return watch(Array.isArray(branch) ? [...branch] : { ...branch }, place);
        seen(place);
        return branch;
      },
    });
  return watch({ ...words }, '') as Words;
}

/** What a function says of two counts that no language has one form for. */
function said(leaf: Leaf): string {
  return typeof leaf === 'string' ? leaf : [1, 2].map((count) => leaf(count, count, count)).join(' | ');
}

/** What a reader sees or hears of a page, but for what stands there as code. */
const notProse: ReadonlySet<string> = new Set(['code', 'pre', 'style']);

function visibleTexts(markup: string): string[] {
  const texts: string[] = [];
  let isCode = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (notProse.has(name)) isCode += 1;
      for (const attribute of ['title', 'aria-label', 'placeholder', 'label'])
        if (attributes[attribute] !== undefined) texts.push(attributes[attribute]);
    },
    onclosetag(name) {
      if (notProse.has(name)) isCode -= 1;
    },
    ontext(text) {
      if (isCode === 0) texts.push(text);
    },
  });
  parser.end(markup);
  return texts;
}

describe('the words of the interface', () => {
  it('are all shown by some page: none is unused', () => {
    const used = new Set<string>();
    everyState(watched(english, (path) => used.add(path)));
    // The name of a language is read on the pages in the others.
    const unused = leavesOf(english).filter(([path]) => !used.has(path) && path !== 'languageName');
    assert.deepEqual(
      unused.map(([path]) => path),
      [],
    );
  });

  it('are all that the pages say: no page has a text of its own', () => {
    // The function keeps its name, so that a list of them can tell what it was.
    const blank = mapLeaves(english, (leaf) => (typeof leaf === 'function' ? () => '·' : '·')) as Words;
    const letters = new Set<string>();
    for (const [name, page] of everyState({ ...blank, language: 'en' })) {
      if (name.startsWith('feed')) continue;
      for (const text of visibleTexts(page)) for (const [word] of text.matchAll(/\p{L}[\p{L}\p{M}-]*/gu)) letters.add(word);
    }
    const kept = [...letters].filter((word) => !namedEverywhere.has(word) && !word.startsWith('xn--'));
    assert.deepEqual(kept, []);
  });

  for (const words of languages.filter((each) => each !== english)) {
    describe(`in ${words.languageName}`, () => {
      const own = new Map(leavesOf(words));

      it('are all there, and none is empty', () => {
        assert.deepEqual(new Set(own.keys()), new Set(leavesOf(english).map(([path]) => path)));
        for (const [path, leaf] of own) assert.notEqual(said(leaf).trim(), '', path);
      });

      it('name the same values as in English', () => {
        const names = (leaf: Leaf) => [...said(leaf).matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted();
        for (const [path, leaf] of leavesOf(english)) {
          if (typeof leaf === 'string') assert.deepEqual(names(own.get(path)!), names(leaf), path);
        }
      });

      it('leave no sentence in English on any page', () => {
        const foreign = leavesOf(english)
          .map(([path, leaf]) => [path, said(leaf).split(' | ')] as const)
          .flatMap(([path, forms]) => forms.map((form) => [path, form.replace(/\{\w+\}.*/, '').replace(/^\W+|\W+$/g, '')] as const))
          .filter(([, form]) => form.split(/[^\p{L}’]+/u).length > 2);
        for (const [name, page] of everyState(words)) {
          const text = visibleTexts(page).join('\n');
          for (const [path, sentence] of foreign) assert.ok(!text.includes(sentence), `${name}: ${path}: ${sentence}`);
        }
      });

      it('differ from English but where the word is the same', () => {
        const same = leavesOf(english).filter(([path, leaf]) => said(leaf) === said(own.get(path)!) && /\p{L}/u.test(said(leaf)));
        assert.deepEqual(new Set(same.map(([, leaf]) => said(leaf))), sameAs[words.language] ?? new Set());
      });
    });
  }
});

it('French has a space that does not break before : ; ! ? % and » and after «, and no straight apostrophe', () => {
  for (const [path, leaf] of leavesOf(languages.find(({ language }) => language === 'fr'))) {
    const text = said(leaf);
    assert.doesNotMatch(text, / [:;!?%»]|« |[^\u00a0\u202f :]»|[\p{L})]\s*[!?;»](?<![\u00a0\u202f].)|«[^\u00a0]/u, `${path}: ${text}`);
    assert.doesNotMatch(text, /'/, path);
  }
});

it('English has no straight apostrophe', () => {
  for (const [path, leaf] of leavesOf(english)) assert.doesNotMatch(said(leaf), /'/, path);
});

/** Names of formats, of algorithms, of characters and of languages, which are the same in every language. */
const namedEverywhere = new Set(['CSV', 'JSONL', 'mbox', 'Atom', 'UTC', 'eml', 'RSA', 'Ed', 'SHA-', 'GET', 'RLO', 'Français']);

/** What a language has in common with English. A word that is left to be translated would be one more. */
const sameAs: Readonly<Record<string, ReadonlySet<string>>> = {
  fr: new Set([
    ...['Cc', 'Date', 'Format', 'MD5', 'Message', 'Message-ID', 'OpenAPI 3.1 (JSON)', 'PDF', 'SHA-256', 'Signatures', 'Source', 'Type'],
    ...['Verdict', 'archive', 'audio', 'contact', 'image', 'signature', 'via', 'id', 'h', 'min', 's'],
    ...['1 octet | 2 octets', 'bit | bits', 'page 1 | page 2'],
    ...['has:attachment date:2016-03..2016-05', 'verdict:verified'],
  ]),
};
