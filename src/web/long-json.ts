import { setImmediate } from 'node:timers/promises';
import type { Context } from 'hono';
import { answerJsonText, jsonHeaders } from './answers.ts';
import { wholeAnswerLength } from './api/limits.ts';
import { streamOf } from './streaming.ts';

/** What an answer ends in: a list that may be long, read while it is written. */
interface LongList {
  /** The field that it stands in, after those of `head`; absent where the answer is the list itself. */
  readonly name?: string;
  readonly head?: object;
  readonly items: Iterable<unknown> | AsyncIterable<unknown>;
}

/** A list as JSON. A short one is answered whole and tagged; of a longer one no more is held than is being sent. */
export async function answerLongJson(context: Context, list: LongList): Promise<Response> {
  const pieces = piecesOf(list);
  let text = '';
  let turnBegan = performance.now();
  for await (const piece of { [Symbol.asyncIterator]: () => ({ next: () => pieces.next() }) }) {
    text += piece;
    if (text.length > wholeAnswerLength) return context.body(streamOf(continuing(text, pieces)), 200, jsonHeaders);
    if (performance.now() - turnBegan < turnMilliseconds) continue;
    // What is read from the archive is there at once, without waiting: nobody else would have a turn before the end.
    await setImmediate();
    turnBegan = performance.now();
  }
  return answerJsonText(context, text);
}

/** So long a list is read before other readers have their turn. */
const turnMilliseconds = 10;

async function* piecesOf({ name, head, items }: LongList): AsyncGenerator<string> {
  const isField = name !== undefined;
  const indent = isField ? '    ' : '  ';
  if (isField)
    yield `${JSON.stringify(head ?? {}, null, 2).replace(/\n?\}$/, '')}${Object.keys(head ?? {}).length > 0 ? ',' : ''}\n  ${JSON.stringify(name)}: `;
  let before = '[';
  for await (const item of items) {
    yield `${before}\n${indent}${JSON.stringify(item, null, 2).replaceAll('\n', `\n${indent}`)}`;
    before = ',';
  }
  yield `${before === '[' ? '[]' : `\n${isField ? '  ' : ''}]`}${isField ? '\n}' : ''}\n`;
}

async function* continuing(text: string, pieces: AsyncGenerator<string>): AsyncGenerator<string> {
  yield text;
  yield* pieces;
}
