import type { DashboardSlices } from '../../../src/protocol/dashboard/dashboard-slices.ts';

/** Some output that is on show: the pieces that are there, from the first that is kept. */
export interface ShownOutput {
  /** Names the attempt and the stream; output under another key is other output. */
  readonly key: string;
  readonly firstPiece: number;
  readonly pieces: readonly string[];
}

/** Gathers the pieces of output among the slices. */
export function outputIn(slices: Partial<DashboardSlices>): ShownOutput | undefined {
  const { terminal, run } = slices;
  if (terminal?.shown == null) return undefined;
  const { shown, firstPiece } = terminal;
  const pieces: string[] = [];
  for (let number = firstPiece; ; number += 1) {
    const piece = slices[`output.${number}`];
    if (piece === undefined) break;
    pieces.push(piece);
  }
  return { key: `${run?.runId} ${shown.attempt} ${shown.stream}`, firstPiece, pieces };
}

/** What has to be written so that a screen that shows `before` shows `now`. */
export type OutputStep =
  | { readonly kind: 'more'; readonly text: string }
  /** The screen is wiped first: it shows something else, or the beginning of what it shows has changed. */
  | { readonly kind: 'anew'; readonly text: string };

export function stepTo(before: ShownOutput | undefined, now: ShownOutput): OutputStep {
  const anew: OutputStep = { kind: 'anew', text: now.pieces.join('') };
  if (before === undefined || before.key !== now.key) return anew;
  const { firstPiece, pieces } = before;
  const last = firstPiece + pieces.length - 1;
  // The last piece may have grown before it was dropped: the screen would have a hole.
  if (now.firstPiece > last || now.firstPiece < firstPiece) return anew;
  const more: string[] = [];
  for (const [index, piece] of now.pieces.entries()) {
    const known = pieces[now.firstPiece + index - firstPiece] ?? '';
    if (!piece.startsWith(known)) return anew;
    more.push(piece.slice(known.length));
  }
  return now.firstPiece + now.pieces.length - 1 < last ? anew : { kind: 'more', text: more.join('') };
}
