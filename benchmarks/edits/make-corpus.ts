import { corpusClasses } from './corpus/corpus-classes.ts';
import { seededRandom } from './corpus/random.ts';
import { drawEdit } from './corpus/real-edit.ts';
import { listSourceFiles } from './corpus/source-files.ts';
import type { EditRecord } from './edit-record.ts';

export interface CorpusOptions {
  /** The project's folder, where `npm ci` has run. */
  readonly project: string;
  /** Folders below it to take code from. */
  readonly folders: readonly string[];
  readonly seed: number;
  /** Of an ordinary class; the sizes of a few are a part of it. */
  readonly recordsPerClass: number;
}

/**
 * Makes edits of real code and damages them the way models do, with the right answer by construction. Knows nothing
 * of how edits are applied. The same options give the same records.
 */
export function* makeCorpus(options: CorpusOptions): Generator<EditRecord> {
  const sources = listSourceFiles(options.project, options.folders);
  let id = 0;
  for (const [number, { name, shape, damage, share }] of corpusClasses(sources).entries()) {
    // A class draws on its own, so that a change to one leaves the others as they were.
    const random = seededRandom(options.seed * 1000 + number);
    const wanted = Math.max(1, Math.round(options.recordsPerClass * share));
    let made = 0;
    for (let attempt = 0; made < wanted && attempt < wanted * attemptsPerRecord; attempt += 1) {
      const edit = drawEdit(sources, shape, random);
      const damaged = damage(edit, random);
      if (damaged === undefined) continue;
      made += 1;
      id += 1;
      yield { id, path: edit.path, ...damaged, class: name };
    }
    if (made < wanted) throw new Error(`Only ${made} of ${wanted} records of class "${name}" could be made.`);
  }
}

const attemptsPerRecord = 300;
