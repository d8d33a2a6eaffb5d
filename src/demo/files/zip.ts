/** A zip archive whose members are stored, not compressed: the same octets with every version of zlib (APPNOTE.TXT §4.3). */
import { crc32 } from 'node:zlib';

export interface ZipMember {
  readonly name: string;
  readonly octets: Uint8Array;
}

/** @param dosTime - Date and time of every member, packed as MS-DOS does: date in the upper 16 bits. */
export function makeZip(members: readonly ZipMember[], dosTime: number): Buffer {
  const pieces: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { name, octets } of members) {
    const nameOctets = Buffer.from(name, 'utf8');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0); // version needed
    common.writeUInt16LE(0x0800, 2); // names are UTF-8
    common.writeUInt32LE(dosTime, 6);
    common.writeUInt32LE(crc32(octets), 10);
    common.writeUInt32LE(octets.length, 14);
    common.writeUInt32LE(octets.length, 18);
    common.writeUInt16LE(nameOctets.length, 22);
    pieces.push(Buffer.from('PK\x03\x04', 'latin1'), common, nameOctets, octets);

    const more = Buffer.alloc(14);
    more.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, more, nameOctets);
    offset += 30 + nameOctets.length + octets.length;
  }
  const directorySize = directory.reduce((size, piece) => size + piece.length, 0);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(directorySize, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, ...directory, end]);
}
