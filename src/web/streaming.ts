import { setImmediate } from 'node:timers/promises';

/** How much is gathered before it is sent, in octets: few large pieces cost less than many small ones. */
const pieceOctets = 64 * 1024;

/**
 * The pieces as the body of an answer. They are asked for only as fast as the reader takes them, so no more is held than `pieceOctets`
 * and one piece; a reader who goes away ends them.
 *
 * @param onEnd - Is called once no more is sent, whatever the reason.
 */
export function streamOf(pieces: AsyncIterator<string | Uint8Array>, onEnd: () => void = () => {}): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    // The archive answers at once, without waiting: between two pieces the other readers have their turn.
    await setImmediate();
    const gathered: Uint8Array[] = [];
    let octets = 0;
    try {
      while (octets < pieceOctets) {
        const step = await pieces.next();
        if (step.done) break;
        const piece = typeof step.value === 'string' ? encoder.encode(step.value) : step.value;
        gathered.push(piece);
        octets += piece.length;
      }
    } catch (error) {
      onEnd();
      throw error;
    }
    if (octets > 0) controller.enqueue(gathered.length === 1 ? gathered[0]! : Buffer.concat(gathered, octets));
    if (octets >= pieceOctets) return;
    controller.close();
    onEnd();
  };
  const cancel = async () => {
    onEnd();
    await pieces.return?.();
  };
  // Nothing is made before it is asked for: a HEAD request never asks.
  return new ReadableStream({ pull, cancel }, { highWaterMark: 0 });
}
