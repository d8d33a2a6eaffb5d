import { concatenate } from '../message/octets.ts';

/**
 * All octets of a file or an answer, with word of how far it is.
 *
 * @param size - Undefined where it is not known.
 */
export async function readAll(
  stream: ReadableStream<Uint8Array>,
  size: number | undefined,
  onProgress: (share: number | undefined) => void,
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const reader = stream.getReader();
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return concatenate(pieces);
    pieces.push(value);
    length += value.length;
    onProgress(size === undefined || size === 0 ? undefined : Math.min(1, length / size));
  }
}

/** Lets the browser paint what was said before the work that follows keeps it busy. */
export function painted(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}
