/** A bounded store of something that answers use up while they are sent: places, or octets of memory. */
export class Places {
  readonly #most: number;
  #taken = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /**
   * Takes as much as an answer needs; one that needs more than there is, alone, is let in when it is the only one.
   *
   * @returns What gives it back, at its first call; undefined where there is no room now.
   */
  take(amount = 1): (() => void) | undefined {
    if (this.#taken > 0 && this.#taken + amount > this.#most) return undefined;
    this.#taken += amount;
    let isHeld = true;
    return () => {
      if (isHeld) this.#taken -= amount;
      isHeld = false;
    };
  }
}
