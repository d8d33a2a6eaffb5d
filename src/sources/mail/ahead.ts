/**
 * Begins work on the next few things while the caller is busy with the one before, and gives the results in order.
 *
 * @param begin - Its promise should not reject: a failure is given where its turn comes, and others begun by then are lost.
 * @param discard - What was begun and is not wanted any more, since the caller left early.
 */
export async function* workAhead<T, R>(
  things: AsyncIterable<T>,
  depth: number,
  begin: (thing: T) => Promise<R>,
  discard: (result: R) => Promise<void>,
): AsyncGenerator<readonly [thing: T, result: R]> {
  const begun: (readonly [T, Promise<R>])[] = [];
  try {
    for await (const thing of things) {
      begun.push([thing, begin(thing)]);
      if (begun.length <= depth) continue;
      const [first, result] = begun.shift()!;
      yield [first, await result];
    }
    for (let next = begun.shift(); next !== undefined; next = begun.shift()) yield [next[0], await next[1]];
  } finally {
    for (const [, result] of begun) await discard(await result);
  }
}
