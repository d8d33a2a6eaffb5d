import { concatenate } from '../../message/octets.ts';

export interface ZipMember {
  /** Its path in the archive, parted by slashes. */
  readonly name: string;
  readonly octets: Uint8Array;
}

/**
 * A zip archive whose members are stored, not compressed: the same octets on every machine.
 *
 * @param members - Together less than 4 GB, and at most 65,535.
 * @param dosTime - Date and time of every member, packed as MS-DOS does: date in the upper 16 bits.
 * @see APPNOTE.TXT §4.3
 */
export function makeZip(members: readonly ZipMember[], dosTime: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, octets } of members) {
    const nameOctets = new TextEncoder().encode(name);
    const common = record(26, (view) => {
      view.setUint16(0, 20, true); // version needed
      view.setUint16(2, 0x0800, true); // names are UTF-8
      view.setUint32(6, dosTime, true);
      view.setUint32(10, crc32(octets), true);
      view.setUint32(14, octets.length, true);
      view.setUint32(18, octets.length, true);
      view.setUint16(22, nameOctets.length, true);
    });
    pieces.push(LOCAL, common, nameOctets, octets);
    const start = offset;
    directory.push(
      CENTRAL,
      common,
      record(14, (view) => view.setUint32(10, start, true)),
      nameOctets,
    );
    offset += 30 + nameOctets.length + octets.length;
  }
  const directorySize = directory.reduce((size, piece) => size + piece.length, 0);
  const end = record(22, (view) => {
    view.setUint32(0, 0x06054b50, true);
    view.setUint16(8, members.length, true);
    view.setUint16(10, members.length, true);
    view.setUint32(12, directorySize, true);
    view.setUint32(16, offset, true);
  });
  return concatenate([...pieces, ...directory, end]);
}

const LOCAL = Uint8Array.of(0x50, 0x4b, 3, 4);
/** With "version made by". */
const CENTRAL = Uint8Array.of(0x50, 0x4b, 1, 2, 20, 0);

function record(length: number, write: (view: DataView) => void): Uint8Array {
  const octets = new Uint8Array(length);
  write(new DataView(octets.buffer));
  return octets;
}

/** @see ISO/IEC 3309; the polynomial of APPNOTE.TXT §4.4.7 */
function crc32(octets: Uint8Array): number {
  let crc = 0xffffffff;
  for (const octet of octets) crc = (crc >>> 8) ^ TABLE[(crc ^ octet) & 0xff]!;
  return (crc ^ 0xffffffff) >>> 0;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = (value & 1) === 0 ? value >>> 1 : (value >>> 1) ^ 0xedb88320;
  return value;
});
