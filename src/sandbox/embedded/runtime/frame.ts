/**
 * How the Python runner reports: frames of one byte kind, four bytes length (little endian) and the
 * payload. The program's own output travels in frames too, so it cannot look like a result.
 */
export const frameKind = {
  /** The interpreter stands; the job is about to be read. No payload. */
  ready: 0,
  stdout: 1,
  stderr: 2,
  /** Length of the path (four bytes, little endian), the path, the bytes. */
  file: 3,
  /** A path that is no longer there. */
  deleted: 4,
  /** A folder's path. */
  folder: 5,
  /** The nonce (ASCII), the exit code (one byte), whether memory ran out (one byte). Always the last. */
  result: 6,
} as const;

export const frameHeaderSize = 5;

export function encodeFrame(kind: number, payload: Uint8Array): Uint8Array {
  const frame = new Uint8Array(frameHeaderSize + payload.length);
  frame[0] = kind;
  new DataView(frame.buffer).setUint32(1, payload.length, true);
  frame.set(payload, frameHeaderSize);
  return frame;
}

export function encodeFilePayload(path: string, bytes: Uint8Array): Uint8Array {
  const name = new TextEncoder().encode(path);
  const payload = new Uint8Array(4 + name.length + bytes.length);
  new DataView(payload.buffer).setUint32(0, name.length, true);
  payload.set(name, 4);
  payload.set(bytes, 4 + name.length);
  return payload;
}
