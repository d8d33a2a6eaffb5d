import type { Row } from './row.ts';

/** Something read from a key file, and the line it begins on: a row, or what was wrong. */
export type Found = { readonly line: number; readonly row: Row } | { readonly line: number; readonly fault: string };

/** What stands in a file and neither is a key nor is meant as one, such as the other records of a zone. */
export interface OtherRecord {
  readonly line: number;
  /** Its type. */
  readonly other: string;
}
