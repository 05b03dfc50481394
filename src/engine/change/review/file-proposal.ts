import type { ContentHash, ContentStore } from '../../ports/content-store.ts';
import { type ChangeSet, changeAt, type FileChange } from '../change-set.ts';
import { baseOfChange, type ChangeSummary, movedSources } from '../summarize-changes.ts';
import { byteLines, isBinary } from './byte-lines.ts';
import { type LineChange, lineChanges } from './line-change.ts';

/**
 * Names a hunk by its file, the place and what it makes of it: the same in every process, and another one as soon as
 * its text is another.
 */
export type HunkId = string;

/** The smallest piece of a proposal that can be accepted or rejected on its own. */
export interface Hunk {
  readonly id: HunkId;
  readonly path: string;
  /** `file`: all of it at once, for what is created, deleted or binary. `move`: only the new name. */
  readonly kind: 'lines' | 'file' | 'move';
  /** Of base and next; all 0 for a move and for a binary file. */
  readonly change: LineChange;
}

/** What is proposed for one file. A moved one is one file, under its new path. */
export interface FileProposal {
  readonly path: string;
  readonly kind: ChangeSummary['kind'];
  /** Where it was before, for a move. */
  readonly from: string | null;
  readonly base: ContentHash | null;
  readonly next: ContentHash | null;
  readonly executable: boolean;
  readonly isBinary: boolean;
  /** See byteLines; empty for what is not there and what is binary. */
  readonly baseLines: readonly string[];
  readonly nextLines: readonly string[];
  readonly hunks: readonly Hunk[];
}

/** Contents that a person put in place of the proposed ones, by path. */
export type ProposalEdits = Readonly<Record<string, ContentHash>>;

/** What a change set proposes, file by file, with a person's own edits of the proposal in it. */
export function proposeFiles(
  changeSet: ChangeSet,
  edits: ProposalEdits,
  contents: ContentStore,
): readonly FileProposal[] {
  const sources = movedSources(changeSet);
  const known = proposals.get(changeSet) ?? new Map<string, FileProposal>();
  proposals.set(changeSet, known);
  return Object.keys(changeSet.files)
    .filter(path => !sources.has(path))
    .flatMap(path => {
      const change = changeAt(changeSet, path);
      if (change === undefined) return [];
      const edit = Object.hasOwn(edits, path) ? edits[path] : undefined;
      const wanted = edit === undefined ? change : { ...change, next: edit };
      const key = `${wanted.next} ${path}`;
      const file =
        known.get(key) ?? proposeFile(path, wanted, { base: baseOfChange(change, changeSet), contents });
      known.set(key, file);
      return file;
    });
}

// Every decision looks at all files, and comparing them is the costly part.
const proposals = new WeakMap<ChangeSet, Map<string, FileProposal>>();

interface ProposalSources {
  readonly base: ContentHash | null;
  readonly contents: ContentStore;
}

function proposeFile(path: string, change: FileChange, { base, contents }: ProposalSources): FileProposal {
  const [before, after] = [base, change.next].map(hash => (hash === null ? undefined : contents.get(hash)));
  const binary = [before, after].some(bytes => bytes !== undefined && isBinary(bytes));
  const linesOf = (bytes: Uint8Array | undefined) => (bytes === undefined || binary ? [] : byteLines(bytes));
  const [baseLines, nextLines] = [linesOf(before), linesOf(after)];
  const facts = { path, base, next: change.next, isBinary: binary, baseLines, nextLines };
  return {
    ...facts,
    kind: kindOf(base, change),
    from: change.movedFrom ?? null,
    executable: change.executable,
    hunks: hunksOf(facts, change.movedFrom),
  };
}

function kindOf(base: ContentHash | null, { next, movedFrom }: FileChange): FileProposal['kind'] {
  if (movedFrom !== undefined) return 'moved';
  if (base === null) return 'created';
  return next === null ? 'deleted' : 'edited';
}

type HunkFacts = Pick<FileProposal, 'path' | 'base' | 'next' | 'isBinary' | 'baseLines' | 'nextLines'>;

function hunksOf(facts: HunkFacts, movedFrom: string | undefined): readonly Hunk[] {
  const { path, base, next, isBinary: binary, baseLines, nextLines } = facts;
  const move: readonly Hunk[] =
    movedFrom === undefined ? [] : [{ id: `${path}:move`, path, kind: 'move', change: nowhere }];
  if (base === next) return move;
  if (binary || base === null || next === null) {
    const change = { ...nowhere, baseCount: baseLines.length, nextCount: nextLines.length };
    return [...move, { id: `${path}:file:${next ?? 'deleted'}`, path, kind: 'file', change }];
  }
  const lines = lineChanges(baseLines, nextLines).map(change => {
    const { baseStart, baseCount, nextStart, nextCount } = change;
    const text = nextLines.slice(nextStart, nextStart + nextCount).join('');
    const id = `${path}:${baseStart + 1},${baseCount}:${fingerprint(text)}`;
    return { id, path, kind: 'lines' as const, change };
  });
  return [...move, ...lines];
}

const nowhere: LineChange = { baseStart: 0, baseCount: 0, nextStart: 0, nextCount: 0 };

/** FNV-1a: short and the same everywhere. It tells apart two texts for one place, which nobody chooses to collide. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return `${text.length.toString(36)}.${(hash >>> 0).toString(36)}`;
}
