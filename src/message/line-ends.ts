import { TextPieces } from './text-pieces.ts';

/** The text with LF for every CRLF and every bare CR. In stretches, so that a hundred million of them need no list of their places. */
export function withLfLineEnds(text: string): string {
  if (!text.includes('\r')) return text;
  if (text.length <= STRETCH) return converted(text);
  const out = new TextPieces();
  for (let at = 0; at < text.length; ) {
    let end = Math.min(text.length, at + STRETCH);
    if (text[end - 1] === '\r' && text[end] === '\n') end++;
    out.add(converted(text.slice(at, end)));
    at = end;
  }
  return out.joined();
}

const STRETCH = 1 << 16;

/** By `split` and `join`: what `replace` gives is a rope of as many strings as were replaced, which is held until somebody reads it. */
function converted(text: string): string {
  const lines = text.includes('\r\n') ? text.split('\r\n').join('\n') : text;
  return lines.includes('\r') ? lines.split('\r').join('\n') : lines;
}
