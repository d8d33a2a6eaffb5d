import type { JudgementWords } from '../../evidence/words.ts';
import type { FaultWords } from '../../query/fault-words.ts';

/** What a language is made of: texts, lists of texts, and functions from what a text names to the text. */
export type TextTree = {
  readonly [name: string]:
    | string
    | readonly string[]
    | readonly (readonly string[])[]
    | ((...values: never[]) => string)
    | JudgementWords
    | FaultWords
    | TextTree;
};
