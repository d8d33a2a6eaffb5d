/**
 * How much work one message's repair may cost. Counted in what is the same on every machine, never in time: so the same archive has
 * the same verdicts anywhere.
 */
export interface RepairBudget {
  /** Messages tried. Stops a mail with a thousand `>From ` from being tried in as many ways. */
  readonly candidates: number;
  /** Octets that are copied, read or hashed for them. Stops a mail of many megabytes from being hashed thousands of times. */
  readonly octets: number;
}

/** Shared by all signatures of one message: a mail that carries two dozen of them costs no more than a mail with one. */
export class Budget {
  #candidates: number;
  #octets: number;

  constructor({ candidates, octets }: RepairBudget) {
    this.#candidates = candidates;
    this.#octets = octets;
  }

  /** Takes what a step costs; false, for good, once there is not enough left. */
  spend(octets: number, candidates = 0): boolean {
    this.#candidates -= candidates;
    this.#octets -= octets;
    return !this.isSpent;
  }

  get isSpent(): boolean {
    return this.#candidates < 0 || this.#octets < 0;
  }
}
