/** How the program ends: a promise to scripts. */
export const exitCodes = {
  done: 0,
  /** Done, but some input failed: told, counted, listed. */
  someFailed: 1,
  usage: 2,
  /** The archive cannot be opened, or is damaged. */
  archive: 3,
  /** A fault of Chainmail itself (EX_SOFTWARE of sysexits): a stack is printed, and nothing is said of how far it came. */
  ownFault: 70,
  /** Stopped by the user (128 + SIGINT); what was read is kept, and the same command goes on. */
  stopped: 130,
} as const;

/** The command cannot be carried out as it was given. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}
