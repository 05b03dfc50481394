import { existsSync, readdirSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import type { BenchOrder } from '../bench/run/bench-order.ts';
import { readOrder, readResults } from '../bench/run/run-folder.ts';
import type { MeasuredRun } from '../bench/score/compare-runs.ts';
import { type Score, scoreRun } from '../bench/score/score-run.ts';
import { ForgeError } from '../engine/forge-error.ts';
import { openRunStore } from '../store/open-run-store.ts';
import { type RunLibrary, runLibrary } from './run-library.ts';

/** The benchmark runs of this machine, for whoever shows them. It only reads. */
export interface BenchLibrary {
  /** The newest first. One that cannot be read hides no other. */
  list(): readonly BenchListing[];
  /** Throws ForgeError `run.unknown`, or `config.invalid` when it is damaged. */
  run(id: string): StoredBenchRun;
  /** Looks at the agents' runs of which it is made; undefined where none are kept. Throws ForgeError `run.unknown`. */
  inside<Found>(id: string, look: (library: RunLibrary) => Found): Found | undefined;
}

export type BenchListing =
  | ({ readonly kind: 'run' } & BenchSummary)
  | { readonly kind: 'damaged'; readonly id: string; readonly problem: string };

export interface BenchSummary {
  /** The name of its folder. */
  readonly id: string;
  readonly order: BenchOrder;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly score: Score;
}

export type StoredBenchRun = BenchSummary & MeasuredRun;

/** Where runs go whose folder nobody names. */
export function benchRunsDirectory(dataDirectory: string): string {
  return path.join(dataDirectory, 'bench', 'runs');
}

export function benchLibrary(dataDirectory: string): BenchLibrary {
  const runs = benchRunsDirectory(dataDirectory);
  // Results are read and scored once: there may be many runs, and a list is looked at often.
  const known = new Map<string, { readonly stamp: string; readonly listing: BenchListing }>();
  const ids = () =>
    existsSync(runs) ? readdirSync(runs).filter(id => existsSync(path.join(runs, id, orderFile))) : [];
  const folderOf = (id: string): string => {
    if (ids().includes(id)) return path.join(runs, id);
    throw new ForgeError(
      'run.unknown',
      `There is no benchmark run ${id} any more. Look at the list of those there are.`,
    );
  };
  const read = (id: string): StoredBenchRun => {
    const folder = folderOf(id);
    const order = readOrder(folder);
    const results = readResults(folder);
    return { id, order, results, startedAt: Date.parse(order.made.startedAt), score: scoreRun(results) };
  };
  const listing = (id: string): BenchListing => {
    const stamp = ['', orderFile, 'results.jsonl'].map(name => stampOf(path.join(runs, id, name))).join();
    const before = known.get(id);
    if (before?.stamp === stamp) return before.listing;
    const made = listingOf(id, read);
    known.set(id, { stamp, listing: made });
    return made;
  };
  return {
    list: () => ids().map(listing).sort(newestFirst),
    run: read,
    inside(id, look) {
      const folder = path.join(folderOf(id), 'store');
      // Opening one that is missing would make it.
      if (!existsSync(folder)) return undefined;
      const store = openRunStore(folder);
      try {
        return look(runLibrary(store));
      } finally {
        store.close();
      }
    },
  };
}

function listingOf(id: string, read: (id: string) => StoredBenchRun): BenchListing {
  try {
    const { results: _, ...summary } = read(id);
    return { kind: 'run', ...summary };
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return { kind: 'damaged', id, problem: error.message };
  }
}

function newestFirst(a: BenchListing, b: BenchListing): number {
  const at = (listing: BenchListing) => (listing.kind === 'run' ? listing.startedAt : 0);
  return at(b) - at(a) || (a.id < b.id ? -1 : 1);
}

function stampOf(file: string): string {
  const stats: Stats | undefined = statSync(file, { throwIfNoEntry: false });
  return stats === undefined ? '' : `${stats.mtimeMs}:${stats.size}`;
}

const orderFile = 'run.json';
