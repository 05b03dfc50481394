/**
 * Bytes as text, or undefined when they are no UTF-8 text (a NUL byte counts as binary). A byte order
 * mark stays in the text, so that encoding it again gives the same bytes.
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // The decoder's only way to say that the bytes are not UTF-8.
    return undefined;
  }
}

export function encodeText(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
