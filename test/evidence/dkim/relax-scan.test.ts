import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { isChanged, RelaxScan } from '../../../src/evidence/dkim/relax-scan.ts';

it('the scan finds every octet that is changed and no other, wherever the octets lie in memory', () => {
  const octet = fc.constantFrom(0x20, 0x20, 0x09, 0x0a, 0x0d, 0x00, 0x1f, 0x21, 0x41, 0x41, 0x7f, 0x80, 0xa0, 0xff);
  fc.assert(
    fc.property(fc.array(octet, { maxLength: 40 }), fc.nat(7), fc.boolean(), (list, offset, endsWithLf) => {
      const memory = new Uint8Array(offset + list.length + 5).fill(0x20);
      memory.set(list, offset);
      const octets = memory.subarray(offset, offset + list.length);
      const expected = list.flatMap((_, at) => (isChanged(octets, at, endsWithLf) ? [at] : []));
      const scan = new RelaxScan(octets, endsWithLf);
      const found: number[] = [];
      for (let at = scan.next(0, list.length); at < list.length; at = scan.next(at + 1, list.length)) found.push(at);
      assert.deepEqual(found, expected);
    }),
    { numRuns: 5_000 },
  );
});
