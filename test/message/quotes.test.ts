import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { maxSegments, maxSplitLines } from '../../src/message/limits.ts';
import { splitQuotes, type TextSegment } from '../../src/message/quotes.ts';
import { splitAnyhow } from './white-space.ts';

/** Each line after the first letter of its kind. */
function read(text: string): string[] {
  return splitAnyhow(text).flatMap(({ kind, text: lines }) =>
    (lines.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((line) => `${kind[0]} ${line.trimEnd()}`.trim()),
  );
}

/** Without what the attributions say. */
function kinds(text: string): Omit<TextSegment, 'source'>[] {
  return splitAnyhow(text).map(({ kind, text, depth }) => ({ kind, text, depth }));
}

describe('splitQuotes', () => {
  it('takes two quotes for two, though the same attribution stands above each', () => {
    const quoted = 'On Tue, 3 May 2016, Alice Arden <alice@a.example> wrote:\n> One.\n\nI agree.\n\n';
    const [one, other] = splitQuotes(`${quoted}${quoted.replace('One', 'Two')}`).filter(({ kind }) => kind === 'quoted');
    assert.deepEqual(one!.source, other!.source);
    assert.notEqual(one!.source, other!.source);
  });

  it('tells quoted lines, their attribution and the answers between them (Gmail, Thunderbird)', () => {
    const text =
      'Thanks!\n\nOn Tue, May 3, 2016 at 10:00 AM, Alice A <alice@a.example> wrote:\n\n> first\n>\n> second\n\nMy answer.\n> third\n';
    assert.deepEqual(read(text), [
      'o Thanks!',
      'o',
      'a On Tue, May 3, 2016 at 10:00 AM, Alice A <alice@a.example> wrote:',
      'a',
      'q > first',
      'q >',
      'q > second',
      'o',
      'o My answer.',
      'q > third',
    ]);
  });

  it('knows attributions in several languages, wrapped over lines too', () => {
    const attributions = [
      'On 3 May 2016, at 10:00, Alice <alice@a.example> wrote:',
      'On Tuesday, 3 May 2016 at 10:00 Alice Long-Name-Here\n<alice@a.example> wrote:',
      'Le 3 mai 2016 à 10:00, Alice <alice@a.example> a écrit :',
      'Le mar. 3 mai 2016 à 10:00, Alice Un-Nom-Long <alice@a.example> a\nécrit :',
      'Am 03.05.2016 um 10:00 schrieb Alice:',
      'Am Di., 3. Mai 2016 um 10:00 Uhr schrieb Alice <alice@a.example>:',
      'El mar., 3 may. 2016 a las 10:00, Alice (<alice@a.example>) escribió:',
      'Il giorno mar 3 mag 2016 alle ore 10:00 Alice <alice@a.example> ha scritto:',
      'Op 3 mei 2016 om 10:00 schreef Alice:',
      '2016-05-03 10:00 GMT+02:00 Alice <alice@a.example>:',
      'Dňa 3. 5. 2016 o 10:00 Alice napísal(a):',
      'Dne 03.05.2016 v 10:00 Alice napsal(a):',
      '3 maj 2016 kl. 10:00 skrev Alice:',
      '03.05.2016 10:00, Alice пишет:',
      'Alice wrote:',
      '* Alice:',
      'Alice <alice@a.example>:',
    ];
    for (const attribution of attributions) {
      assert.deepEqual(kinds(`Yes.\n\n${attribution}\n\n> no\n`), [
        { kind: 'own', text: 'Yes.\n\n', depth: 0 },
        { kind: 'attribution', text: `${attribution}\n\n`, depth: 0 },
        { kind: 'quoted', text: '> no\n', depth: 1 },
      ]);
    }
  });

  it('tells an attribution that is quoted itself (Apple Mail)', () => {
    assert.deepEqual(read('Yes.\n\n> On 3 May 2016, at 10:00, Alice <alice@a.example> wrote:\n> \n> no\n'), [
      'o Yes.',
      'o',
      'a > On 3 May 2016, at 10:00, Alice <alice@a.example> wrote:',
      'q >',
      'q > no',
    ]);
  });

  it('takes all below a block of header lines for quoted (Outlook)', () => {
    const blocks = [
      '-----Original Message-----\nFrom: Alice\nSent: Tuesday\nTo: Bob\nSubject: x\n',
      'From: Alice [mailto:alice@a.example]\nSent: Tuesday, May 3, 2016\nTo: Bob; Carol;\n Dave\nSubject: x\n',
      '________________________________\nDe : Alice\nEnvoyé : mardi 3 mai 2016\nÀ : Bob\nObjet : x\n',
      'Von: Alice\nGesendet: Dienstag, 3. Mai 2016\nAn: Bob\nBetreff: x\n',
      'De: Alice\nEnviado el: martes, 3 de mayo\nPara: Bob\nAsunto: x\n',
      '*From:* Alice\n*Date:* 3 May 2016\n*To:* Bob\n',
      '---------- Forwarded message ---------\nFrom: Alice\nDate: Tue\nSubject: x\nTo: Bob\n',
      'Begin forwarded message:\n\nFrom: Alice\nSubject: x\nDate: 3 May 2016\nTo: Bob\n',
      'Début du message réexpédié :\n\nDe: Alice\nDate: 3 mai 2016\nÀ: Bob\n',
    ];
    for (const block of blocks) {
      assert.deepEqual(
        kinds(`Yes.\n\n${block}\nhello\nworld\n`),
        [
          { kind: 'own', text: 'Yes.\n\n', depth: 0 },
          { kind: 'attribution', text: block, depth: 0 },
          { kind: 'quoted', text: '\nhello\nworld\n', depth: 1 },
        ],
        block,
      );
    }
  });

  it('takes all below an attribution for quoted where no line is marked (Apple Mail and Outlook for Mac, as HTML without blockquote)', () => {
    assert.deepEqual(read('Yes.\n\nOn 3 May 2016, at 10:00, Alice wrote:\n\nno\n'), [
      'o Yes.',
      'o',
      'a On 3 May 2016, at 10:00, Alice wrote:',
      'q',
      'q no',
    ]);
  });

  it('takes prose for the own words that it is', () => {
    for (const text of [
      'He wrote:\nnothing.\n',
      'From: here to there\nTo: the moon\n',
      '-----\nA ruler.\n',
      'Date: tomorrow\nPlace: here\n',
      'On Monday we met.\n',
      '>From here on\n',
    ]) {
      assert.deepEqual(kinds(text), [{ kind: 'own', text, depth: 0 }]);
    }
  });

  it('gives back the whole text, with no two neighbours of one kind, depth and source', () => {
    const line = fc.constantFrom(
      '> q\n',
      '>> q\n',
      'own\n',
      '\n',
      ' \n',
      'On 3 May 2016, A <a@b> wrote:\n',
      'From: a\n',
      'Sent: b\n',
      'To: c\n',
      'Subject: d\n',
      '-----Original Message-----\n',
      '_____\n',
      'x',
      '\r\n',
      'wrote:\n',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(line).map((lines) => lines.join('')),
        ),
        (text) => {
          const segments = splitQuotes(text);
          assert.equal(segments.map((segment) => segment.text).join(''), text);
          for (const [at, segment] of segments.entries()) {
            assert.notEqual(segment.text, '');
            const before = segments[at - 1];
            assert.ok(segment.kind !== before?.kind || segment.depth !== before.depth || segment.source !== before.source);
            assert.ok(segment.depth > 0 || segment.kind !== 'quoted');
          }
        },
      ),
    );
  });
});

it('past a number of segments all is one last segment of the own words, and nothing is lost', () => {
  const text = '> a\nb\n'.repeat(maxSegments);
  const segments = splitQuotes(text);
  assert.equal(segments.map((segment) => segment.text).join(''), text);
  assert.ok(segments.length <= maxSegments + 1);
  assert.equal(segments.at(-1)?.kind, 'own');
});

it('past a number of lines too', () => {
  const text = `${'\n'.repeat(maxSplitLines)}> a\n`;
  assert.deepEqual(
    splitQuotes(text).map((segment) => [segment.kind, segment.text.length]),
    [['own', text.length]],
  );
});
