/**
 * How a stream is cut into network chunks. `events`: one chunk an event. `awkward`: anywhere, so inside
 * characters and field names too, and with several events in one chunk. `bytes`: one byte a chunk.
 * `whole`: everything at once.
 */
export type ByteSplit = 'events' | 'awkward' | 'bytes' | 'whole';

/** Cuts the events' bytes; the same input is always cut the same way. */
export function splitBytes(events: readonly string[], split: ByteSplit): readonly Uint8Array[] {
  const encoder = new TextEncoder();
  if (split === 'events') return events.map(event => encoder.encode(event));
  const bytes = encoder.encode(events.join(''));
  if (split === 'whole') return bytes.length === 0 ? [] : [bytes];
  const chunks: Uint8Array[] = [];
  let seed = 17;
  for (let at = 0; at < bytes.length; ) {
    seed = (seed * 48_271) % 2_147_483_647;
    const length = split === 'bytes' ? 1 : awkwardLength(seed);
    chunks.push(bytes.subarray(at, at + length));
    at += length;
  }
  return chunks;
}

// Mostly a few bytes, sometimes more than one event.
function awkwardLength(seed: number): number {
  return seed % 5 === 0 ? 200 + (seed % 800) : 1 + (seed % 37);
}
