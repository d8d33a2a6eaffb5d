import type { CastName } from '../cast.ts';
import type { Language } from './language.ts';

/** One strand of the story: who writes about what, and how it goes on. All texts are templates (`grammar.ts`). */
export interface Plot {
  readonly id: string;
  readonly language: Language;
  /** Who takes part; the first ones write most. At least one owner of a mailbox is among them. */
  readonly cast: readonly CastName[];
  /** How many of those who take part are strangers (citizens, shops), as a probability. */
  readonly outsiders: number;
  readonly from: string;
  readonly until: string;
  /** How many threads it has, against the other plots. */
  readonly weight: number;
  readonly subjects: readonly string[];
  /** The chapters, in order, each as long as the others: what is known and said in that time. */
  readonly chapters: readonly (readonly string[])[];
  /** Templates of file names, without the ending. */
  readonly files: readonly string[];
}
