import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

export interface PackageFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** A wheel with one module of that name, whose `answer` is the number. */
export function pythonWheel(name: string, answer: number): PackageFile {
  const info = `${name}-1.0.dist-info`;
  const texts = {
    [`${name}.py`]: `answer = ${answer}\n`,
    [`${info}/METADATA`]: `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0\n`,
    [`${info}/WHEEL`]: 'Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n',
    [`${info}/entry_points.txt`]: `[console_scripts]\nsay-${name} = ${name}:print\n`,
    [`${info}/RECORD`]: '',
  };
  const bytes = zipOf(texts);
  return {
    fileName: `${name}-1.0-py3-none-any.whl`,
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

/** Stored, not compressed: PKWARE's APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16. */
function zipOf(texts: Readonly<Record<string, string>>): Uint8Array {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, text] of Object.entries(texts)) {
    const [name, data] = [Buffer.from(path), Buffer.from(text)];
    const facts = Buffer.alloc(22);
    facts.writeUInt16LE(0x21, 8);
    facts.writeUInt32LE(crc32(data), 10);
    facts.writeUInt32LE(data.length, 14);
    facts.writeUInt32LE(data.length, 18);
    facts.writeUInt16LE(10, 0);
    const lengths = Buffer.from([name.length & 255, name.length >> 8, 0, 0]);
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), facts, lengths, name, data]);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02\x0a\x00'), facts, lengths, end.subarray(0, 14), name]),
    );
    bodies.push(body);
    offset += body.length;
  }
  const listing = Buffer.concat(directory);
  const tail = Buffer.alloc(18);
  tail.writeUInt16LE(directory.length, 4);
  tail.writeUInt16LE(directory.length, 6);
  tail.writeUInt32LE(listing.length, 8);
  tail.writeUInt32LE(offset, 12);
  return new Uint8Array(Buffer.concat([...bodies, listing, Buffer.from('PK\x05\x06'), tail]));
}
