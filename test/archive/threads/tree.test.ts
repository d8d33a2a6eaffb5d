import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { threadTree } from '../../../src/archive/threads/tree.ts';
import type { ThreadMail } from '../../../src/store/thread-mails.ts';

/** A message of a thread: its name is its Message-ID, its place in the list its time. */
type Sketch = readonly [name: string, references?: string, more?: Partial<ThreadMail>];

function mails(...sketches: readonly Sketch[]): ThreadMail[] {
  return sketches.map(([name, references = '', more], place) => ({
    number: place + 1,
    sha256: name,
    messageId: name,
    dateSeconds: place * 3600,
    references: references === '' ? [] : references.split(' '),
    ...more,
  }));
}

/** A line for each place, indented by its level: the message, whom it answers and what says so; what is missing between brackets. */
function drawn(list: readonly ThreadMail[]): string[] {
  const name = (number: number) => list.find((mail) => mail.number === number)!.sha256;
  return threadTree(list).map((place) => {
    const indent = ' '.repeat(place.level);
    if (place.kind === 'missing') return `${indent}[${place.ids.join(' ')}] < ${place.answeredBy.map(name).join(' ')}`;
    const { answers } = place;
    return `${indent}${name(place.number)}${answers === undefined ? '' : ` > ${name(answers.number)}${answers.by === 'reference' ? '' : ` by ${answers.by}`}`}`;
  });
}

const draw = (...sketches: readonly Sketch[]) => drawn(mails(...sketches));

describe('threadTree', () => {
  it('puts each message below the one that it answers, and goes deeper only where one has several answers', () => {
    assert.deepEqual(draw(['a'], ['b', 'a'], ['c', 'a b']), ['a', 'b > a', 'c > b']);
    assert.deepEqual(draw(['a'], ['b', 'a'], ['c', 'a'], ['d', 'a b']), ['a', ' b > a', ' d > b', ' c > a']);
  });

  it('keeps the place of a message that is missing, with its Message-ID and who answers it', () => {
    assert.deepEqual(draw(['a'], ['c', 'a b'], ['d', 'a b']), ['a', '[b] < c d', ' c', ' d']);
    assert.deepEqual(draw(['d', 'a b c']), ['[a b c] < d', 'd']);
  });

  it('believes the longest list where others were cut short in the middle', () => {
    assert.deepEqual(draw(['a'], ['d', 'a c'], ['e', 'a b c d']), ['a', '[b c] < d', 'd', 'e > d']);
  });

  it('takes the word of others for what a message answers that does not say so', () => {
    assert.deepEqual(draw(['a'], ['b'], ['c', 'a b']), ['a', 'b > a by others', 'c > b']);
  });

  it('begins a circle at its oldest message', () => {
    assert.deepEqual(draw(['a', 'c'], ['b', 'a'], ['c', 'b']), ['a', 'b > a', 'c > b']);
    assert.deepEqual(draw(['a', 'x b'], ['b', 'x a']), ['a', 'b > a']);
  });

  it('answers the oldest of several messages with one Message-ID', () => {
    assert.deepEqual(draw(['a'], ['a2', '', { messageId: 'a' }], ['b', 'a']), ['a', 'b > a', 'a2']);
  });

  it('goes by Thread-Index and quotes where nothing is referred to', () => {
    const root = '01'.repeat(22);
    const at = (answers: number) => root + '0a0b0c0d0e'.repeat(answers);
    const by = (target: number) => ({ link: { target, why: 'thread-index' as const } });
    assert.deepEqual(draw(['a', '', { threadIndex: root }], ['b', '', { threadIndex: at(2), ...by(1) }]), ['a', 'b > a by thread-index']);
    assert.deepEqual(
      draw(['b', '', { threadIndex: at(1) }], ['c', '', { threadIndex: `${root}1111111111`, ...by(1) }]),
      ['[] < b c', ' b', ' c'],
      'the beginning is missing',
    );
    assert.deepEqual(draw(['a'], ['b', '', { link: { target: 1, why: 'quote' } }]), ['a', 'b > a by quote']);
  });

  it('is the same whatever the order and the numbers, and has each message once', () => {
    const name = fc.integer({ min: 0, max: 12 }).map((n) => `${n}`);
    const anyMail = fc.record({
      id: fc.option(name, { nil: undefined }),
      references: fc.uniqueArray(name, { maxLength: 4 }),
      date: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
      quotes: fc.option(fc.nat({ max: 11 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(
        fc.array(anyMail, { minLength: 1, maxLength: 12 }).chain((list) =>
          fc.tuple(
            fc.constant(list),
            fc.shuffledSubarray(
              list.map((_, place) => place),
              { minLength: list.length },
            ),
          ),
        ),
        ([list, order]) => {
          const made = (numbers: readonly number[]) =>
            list.map(({ id, references, date, quotes }, place): ThreadMail => {
              const target = quotes !== undefined && quotes < list.length && quotes !== place ? numbers[quotes] : undefined;
              return {
                number: numbers[place]!,
                sha256: `mail ${place}`,
                ...(id !== undefined && { messageId: id }),
                ...(date !== undefined && { dateSeconds: date }),
                references: references.filter((other) => other !== id),
                ...(target !== undefined && references.length === 0 && { link: { target, why: 'quote' as const } }),
              };
            });
          const one = made(list.map((_, place) => place + 1));
          const other = made(order.map((place) => place + 1));
          assert.deepEqual(drawn(order.map((place) => other[place]!)), drawn(one));
          const numbers = threadTree(one).flatMap((place) => (place.kind === 'message' ? place.number : []));
          assert.deepEqual(
            numbers.toSorted((a, b) => a - b),
            one.map(({ number }) => number),
          );
        },
      ),
    );
  });

  it('takes time that grows with the messages, however deep or wide', () => {
    for (const references of [(n: number) => `${n - 1}`, () => '0', (n: number) => `x${n} ${n + 1}`]) {
      const list = mails(...Array.from({ length: 20_000 }, (_, n): Sketch => [`${n}`, n === 0 ? '' : references(n)]));
      const places = threadTree(list);
      assert.equal(places.filter(({ kind }) => kind === 'message').length, list.length);
    }
  });
});
