import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { splitQuotes, type TextSegment, unquoted } from '../../src/message/quotes.ts';

/** A mail as some program writes it: the words of each author, from the last to the first. */
interface Written {
  readonly text: string;
  /** Per depth, the paragraphs of its author. */
  readonly words: readonly (readonly string[])[];
  /** Per depth but the first, who is said to have written. */
  readonly names: readonly string[];
}

const word = fc.constantFrom('budget', 'draft', 'May', 'press', 'no', 'yes', '2,400', 'euro', 'the', 'printer', 'closes', 'über', 'Смета');
const paragraph = fc.array(word, { minLength: 1, maxLength: 20 }).map((words) => words.join(' '));
const paragraphs = fc.array(paragraph, { minLength: 1, maxLength: 3 });
const name = fc.constantFrom('Alice Arden', 'Bob Brown', 'Carol van Dyk', 'Дина Орлова', 'Élodie Petit');
const address = fc.constantFrom('alice@a.example', 'bob@b.example', 'carol@c.example');

type Style = (name: string, address: string, inner: string) => string;

const marked = (inner: string): string =>
  inner.replace(/^(?=.*\n)/gm, (_, at: number) => (inner[at] === '>' ? '>' : '> ')).replace(/^> $/gm, '>');
const styles: readonly Style[] = [
  (who, where, inner) => `On Tue, May 3, 2016 at 2:02 PM, ${who} <${where}> wrote:\n\n${marked(inner)}`,
  (who, _, inner) => `Am 03.05.16 um 14:02 schrieb ${who}:\n${marked(inner)}`,
  (who, where, inner) =>
    `-----Original Message-----\nFrom: ${who} [mailto:${where}]\nSent: Tuesday, May 03, 2016 2:02 PM\nTo: Dave\nSubject: x\n\n${inner}`,
  (who, where, inner) =>
    `________________________________\nDe : ${who} <${where}>\nEnvoyé : mardi 3 mai 2016 14:02\nÀ : Dave\nObjet : x\n\n${inner}`,
  (who, where, inner) =>
    `---------- Forwarded message ---------\nFrom: ${who} <${where}>\nDate: Tue, May 3, 2016 at 2:02 PM\nSubject: x\nTo: d@d.example\n\n\n${inner}`,
  (who, where, inner) => marked(`On 3 May 2016, at 14:02, ${who} <${where}> wrote:\n\n${inner}`),
];

const chain: fc.Arbitrary<Written> = fc
  .array(fc.record({ said: paragraphs, name, address, style: fc.constantFrom(...styles) }), { minLength: 1, maxLength: 5 })
  .map((mails) => {
    let text = '';
    for (const [depth, { said }] of [...mails.entries()].reverse()) {
      const quoted = mails[depth + 1];
      const own = `${said.join('\n\n')}\n`;
      text = quoted === undefined ? own : `${own}\n${quoted.style(quoted.name, quoted.address, text)}`;
    }
    return { text, words: mails.map(({ said }) => said), names: mails.slice(1).map((mail) => mail.name) };
  });

describe('laws of splitting', () => {
  it('each author of a chain gets his words back, whatever programs wrote it, and each quote its author', () => {
    fc.assert(
      fc.property(chain, ({ text, words, names }) => {
        const segments = splitQuotes(text);
        for (const [depth, said] of words.entries()) {
          const own = segments.filter((segment) => segment.depth === depth && segment.kind === (depth === 0 ? 'own' : 'quoted'));
          assert.equal(own.map(unquoted).join('\n').trim(), said.join('\n'));
          if (depth === 0) continue;
          for (const { source } of own) assert.equal(source?.sender?.name, names[depth - 1]);
        }
      }),
    );
  });

  it('the author’s own words, split again, are his own words', () => {
    fc.assert(
      fc.property(chain, ({ text }) => {
        for (const segment of splitQuotes(text).filter(({ kind }) => kind === 'own'))
          assert.deepEqual(splitQuotes(segment.text), [segment]);
      }),
    );
  });

  it('marking a whole mail makes each of its quotes one deeper', () => {
    fc.assert(
      fc.property(chain, ({ text }) => {
        const shape = (segments: readonly TextSegment[]): string[] =>
          segments.filter((segment) => unquoted(segment) !== '').map((segment) => `${segment.kind} ${segment.depth} ${unquoted(segment)}`);
        const inner = shape(splitQuotes(text));
        const outer = shape(splitQuotes(`Yes.\n\nOn 4 May 2016, Dave Dunn <d@d.example> wrote:\n${marked(text)}`));
        assert.deepEqual(
          outer.slice(2),
          inner.map((line) =>
            line
              .replace(/^own|^(?=quoted)/, 'quoted')
              .replace(/^quotedquoted/, 'quoted')
              .replace(/ (\d+) /, (_, depth: string) => ` ${Number(depth) + 1} `),
          ),
        );
      }),
    );
  });

  it('a line has never fewer than its marks of depth', () => {
    const line = fc
      .tuple(
        fc.constantFrom('', '>', '>>', '> > >'),
        fc.constantFrom('text', '', 'On 4 May 2016, A <a@b.example> wrote:', 'From: a', 'Sent: 4 May 2016', 'To: c'),
      )
      .map(([marks, text]) => `${marks} ${text}\n`);
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        for (const { kind, text, depth } of splitQuotes(lines.join(''))) {
          if (kind !== 'quoted') continue;
          for (const [marks] of text.matchAll(/^[> ]*(?=[^> \n])/gm)) {
            assert.ok(depth >= marks.replaceAll(' ', '').length, `${depth} ${JSON.stringify(text)}`);
          }
        }
      }),
    );
  });
});
