import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

/** A file inside an archive, unpacked when it is read. */
export interface ArchivedFile {
  readonly path: string;
  read(): Buffer;
}

/** Lists what a ZIP archive holds (APPNOTE.TXT 4.3: the central directory, then each local header). */
export function openZip(file: string): readonly ArchivedFile[] {
  const zip = readFileSync(file);
  const end = zip.lastIndexOf(endSignature);
  const files: ArchivedFile[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = zip.readUInt16LE(at + 28);
    const entry = {
      method: zip.readUInt16LE(at + 10),
      size: zip.readUInt32LE(at + 20),
      header: zip.readUInt32LE(at + 42),
    };
    const path = zip.toString('utf8', at + 46, at + 46 + nameLength);
    files.push({ path, read: () => unpack(zip, entry) });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files;
}

const endSignature = Buffer.from([0x50, 0x4b, 0x05, 0x06]);

interface Entry {
  /** 0 stored, 8 deflated. */
  readonly method: number;
  /** As packed, in bytes. */
  readonly size: number;
  readonly header: number;
}

function unpack(zip: Buffer, { method, size, header }: Entry): Buffer {
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  const packed = zip.subarray(start, start + size);
  return method === 0 ? packed : inflateRawSync(packed);
}
