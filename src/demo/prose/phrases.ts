/** The commonplaces of one language, as templates (`grammar.ts`). An empty template says nothing. */
export interface Phrases {
  /** To one person; `<first>` is his first name. */
  readonly greetings: readonly string[];
  readonly groupGreetings: readonly string[];
  readonly openers: readonly string[];
  /** How a reply begins. */
  readonly reactions: readonly string[];
  readonly asides: readonly string[];
  /** What introduces a list of things. */
  readonly lists: readonly string[];
  readonly closers: readonly string[];
  readonly signoffs: readonly string[];
  /** What is put above a forwarded mail. */
  readonly forwards: readonly string[];
}
