import { SourceError } from './error.ts';

type Element = 'magic' | 'descriptor' | 'header' | 'block-header' | 'block' | 'checksum' | 'skipped-size' | 'skipped';

/**
 * Cuts a zstd stream into slices that never reach past the end of a frame, and leaves out skippable frames. Nothing is decoded:
 * the sizes stand in the frame and block headers.
 *
 * Throws SourceError `damaged` where the stream ends within a frame or something else follows a frame.
 * @see RFC 8878 §3.1
 */
export async function* zstdFrames(stored: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let element = 'magic' as Element;
  let wanted = 4; // octets of the element still to come
  let head: number[] = []; // the octets so far of an element that is read here
  let isInFrame = false; // and not in a skippable one
  let hasChecksum = false;
  let isLastBlock = false;

  const begin = (next: Element, length: number) => {
    element = next;
    wanted = length;
    head = [];
  };

  for await (const chunk of stored) {
    let from = 0; // the first octet not handed on yet
    let at = 0;
    while (at < chunk.length) {
      const taken = Math.min(wanted, chunk.length - at);
      if (element !== 'block' && element !== 'skipped') head.push(...chunk.subarray(at, at + taken));
      at += taken;
      wanted -= taken;
      // A loop, since an element may be empty: then it ends as it begins.
      while (wanted === 0) {
        switch (element) {
          case 'magic':
            if (isSkippableMagic(head)) {
              begin('skipped-size', 4);
            } else if (isFrameMagic(head)) {
              yield Buffer.from(head); // Held back until it was clear that this is no skippable frame.
              from = at;
              isInFrame = true;
              begin('descriptor', 1);
            } else {
              throw new SourceError('damaged', 'after the end of the zstd data stands something that is no zstd');
            }
            break;
          case 'descriptor': {
            const descriptor = head[0]!;
            const isSingleSegment = (descriptor & 0x20) !== 0;
            hasChecksum = (descriptor & 0x04) !== 0;
            const contentSizeLength = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6]!;
            const dictionaryLength = [0, 1, 2, 4][descriptor & 3]!;
            begin('header', (isSingleSegment ? 0 : 1) + dictionaryLength + contentSizeLength);
            break;
          }
          case 'header':
            begin('block-header', 3);
            break;
          case 'block-header': {
            const blockHeader = littleEndian(head);
            isLastBlock = (blockHeader & 1) !== 0;
            const isRunLength = ((blockHeader >> 1) & 3) === 1;
            begin('block', isRunLength ? 1 : blockHeader >> 3);
            break;
          }
          case 'block':
            if (isLastBlock) begin('checksum', hasChecksum ? 4 : 0);
            else begin('block-header', 3);
            break;
          case 'checksum':
            if (at > from) yield chunk.subarray(from, at);
            isInFrame = false;
            begin('magic', 4);
            break;
          case 'skipped-size':
            begin('skipped', littleEndian(head));
            break;
          case 'skipped':
            begin('magic', 4);
            break;
        }
      }
    }
    if (isInFrame && at > from) yield chunk.subarray(from, at);
  }
  if (element !== 'magic' || head.length > 0) throw new SourceError('damaged', 'the zstd stream ends too soon');
}

export function isFrameMagic(head: ArrayLike<number>): boolean {
  return head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd;
}

export function isSkippableMagic(head: ArrayLike<number>): boolean {
  return (head[0]! & 0xf0) === 0x50 && head[1] === 0x2a && head[2] === 0x4d && head[3] === 0x18;
}

function littleEndian(octets: readonly number[]): number {
  return octets.reduceRight((value, octet) => value * 256 + octet, 0);
}
