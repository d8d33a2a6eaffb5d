/** Makes a long text of many short pieces. A list of millions of them would take many times the memory of the text. */
export class TextPieces {
  readonly #chunks: string[] = [];
  #pieces: string[] = [];

  add(piece: string): void {
    this.#pieces.push(piece);
    if (this.#pieces.length < MOST_PIECES) return;
    this.#chunks.push(this.#pieces.join(''));
    this.#pieces = [];
  }

  joined(): string {
    return this.#chunks.join('') + this.#pieces.join('');
  }
}

const MOST_PIECES = 8_192;
