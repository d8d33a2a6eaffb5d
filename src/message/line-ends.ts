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

function converted(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
}
