import assert from 'node:assert/strict';

/** The stretches lie within `start` to `end`, in order, none over another. */
export function assertOrdered(ranges: readonly { readonly start: number; readonly end: number }[], start: number, end: number): void {
  let at = start;
  for (const range of ranges) {
    assert.ok(range.start >= at && range.end >= range.start && range.end <= end, `${range.start}..${range.end} after ${at}, within ${end}`);
    at = range.end;
  }
}

/** A parser that multiplies what it is given fills the memory. */
export function assertNoLonger(length: number, most: number): void {
  assert.ok(length <= most, `${length} is more than ${most}`);
}

/** Nothing that a terminal obeys or that breaks a line. */
export function assertPrintable(text: string): void {
  assert.doesNotMatch(text, /[\u0000-\u001f\u007f-\u009f]/);
}

/** The same octets at an odd place in a larger buffer, with other octets around them: parsers must not look outside. */
export function displaced(octets: Uint8Array): Uint8Array {
  const larger = new Uint8Array(octets.length + 11).fill(0x0a);
  larger.set(octets, 5);
  return larger.subarray(5, 5 + octets.length);
}
