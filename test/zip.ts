import assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';

/** The members of a zip archive of stored members by name, read through the central directory, checksums tested. */
export function readZip(octets: Uint8Array): Map<string, Buffer> {
  const file = Buffer.from(octets.buffer, octets.byteOffset, octets.length);
  const end = file.length - 22;
  assert.equal(file.readUInt32LE(end), 0x06054b50);
  const members = new Map<string, Buffer>();
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
    assert.equal(file.readUInt32LE(at), 0x02014b50);
    const size = file.readUInt32LE(at + 20);
    const nameLength = file.readUInt16LE(at + 28);
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    const local = file.readUInt32LE(at + 42);
    assert.equal(file.readUInt32LE(local), 0x04034b50);
    const member = file.subarray(local + 30 + nameLength, local + 30 + nameLength + size);
    assert.equal(file.readUInt32LE(at + 16), crc32(member));
    members.set(name, member);
    at += 46 + nameLength;
  }
  assert.equal(at, end);
  return members;
}
