/** Something that is not as it was stored. */
export interface AuditFinding {
  /** The message it concerns; absent where it concerns the whole archive. */
  readonly number?: number;
  readonly problem: string;
}
