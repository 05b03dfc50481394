import { deno } from './deno-api.ts';
import { joinBytes } from './join-bytes.ts';

/** Everything on standard input, to its end: the program that runs later finds it empty. */
export function readStandardInput(): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (;;) {
    const space = new Uint8Array(1 << 20);
    const size = deno.stdin.readSync(space);
    if (size === null) break;
    pieces.push(space.subarray(0, size));
  }
  return joinBytes(pieces);
}
