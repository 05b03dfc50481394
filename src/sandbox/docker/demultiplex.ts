import type { OutputChunk } from '../../engine/ports/sandbox.ts';

/**
 * Takes apart the stream in which the engine sends both outputs of a command: frames of a type byte
 * (1 standard output, 2 standard error), three zeros, a length as four bytes, and as many bytes
 * (Docker Engine API, "Attach to a container", stream format). Frames and pieces need not fall together;
 * nothing is held back. Throws a plain Error for what is no such stream.
 */
export function demultiplex(
  onBytes: (stream: OutputChunk['stream'], bytes: Uint8Array) => void,
): (piece: Uint8Array) => void {
  const header = new Uint8Array(headerSize);
  let headerBytes = 0;
  let missing = 0;

  return piece => {
    let rest = piece;
    while (rest.length > 0) {
      if (missing === 0) {
        const taken = rest.subarray(0, headerSize - headerBytes);
        header.set(taken, headerBytes);
        headerBytes += taken.length;
        rest = rest.subarray(taken.length);
        if (headerBytes < headerSize) return;
        headerBytes = 0;
        missing = new DataView(header.buffer).getUint32(4);
      }
      const bytes = rest.subarray(0, missing);
      if (bytes.length > 0) onBytes(streamOf(header), bytes);
      missing -= bytes.length;
      rest = rest.subarray(bytes.length);
    }
  };
}

const headerSize = 8;

function streamOf(header: Uint8Array): OutputChunk['stream'] {
  const [type, ...zeros] = header.subarray(0, 4);
  if (zeros.some(byte => byte !== 0) || (type !== 1 && type !== 2)) {
    throw new Error(`The engine sent a frame of an unknown kind: ${header.join(' ')}`);
  }
  return type === 1 ? 'stdout' : 'stderr';
}
