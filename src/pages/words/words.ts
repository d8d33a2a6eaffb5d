import type { english } from './english.ts';

/** Every text of the interface in one language: the shape of `english`, with any text in the place of each of its texts. */
export type Words = Widened<typeof english>;

type Widened<Tree> = {
  readonly [Name in keyof Tree]: Tree[Name] extends string
    ? string
    : Tree[Name] extends (...values: infer Values) => string
      ? (...values: Values) => string
      : Tree[Name] extends readonly string[]
        ? readonly string[]
        : Tree[Name] extends readonly (readonly [string, string])[]
          ? readonly (readonly [string, string])[]
          : Widened<Tree[Name]>;
};
