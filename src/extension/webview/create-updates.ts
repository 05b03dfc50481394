import { isDeepStrictEqual } from 'node:util';
import { protocolVersion, type ViewUpdate } from '../../protocol/view-update.ts';

/** Knows what a webview was told, and so what it lacks. */
export interface Updates<Slices> {
  /** The webview has nothing: the next update is the whole state. */
  readonly restart: () => void;
  /** Whether anybody has asked yet. */
  readonly isStarted: () => boolean;
  /** What changed since the last one; undefined: nothing, or nobody has asked yet. */
  readonly next: (slices: Slices) => ViewUpdate<Slices> | undefined;
}

export function createUpdates<Slices extends object>(): Updates<Slices> {
  let revision = 0;
  let isWhole = true;
  let told: ReadonlyMap<string, unknown> | undefined;
  return {
    restart() {
      told = new Map();
      isWhole = true;
    },
    isStarted: () => told !== undefined,
    next(slices) {
      if (told === undefined) return undefined;
      const before = told;
      const now = new Map(Object.entries(slices));
      const changed = [...now].filter(
        ([name, slice]) => !before.has(name) || !isDeepStrictEqual(before.get(name), slice),
      );
      const removed = [...before.keys()].filter(name => !now.has(name));
      if (!isWhole && changed.length === 0 && removed.length === 0) return undefined;
      const base = isWhole ? 0 : revision;
      revision += 1;
      told = now;
      isWhole = false;
      return {
        type: 'view.update',
        version: protocolVersion,
        base,
        revision,
        changed: Object.fromEntries(changed) as Partial<Slices>,
        removed,
      };
    },
  };
}
