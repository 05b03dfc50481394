import type { ContentHash, ContentStore } from '../../ports/content-store.ts';
import type { Workspace } from '../../ports/workspace.ts';
import { type ChangeSet, changeSetOf, type FileChange } from '../change-set.ts';
import { byteLines, bytesOfLines, isBinary } from './byte-lines.ts';
import { composeFile } from './compose-file.ts';
import { type Decisions, verdictOf } from './decisions.ts';
import { type FileProposal, proposeFiles } from './file-proposal.ts';
import { mergeThreeWays } from './merge-three-ways.ts';

export interface Proposed {
  readonly changeSet: ChangeSet;
  readonly decisions: Decisions;
}

/**
 * What is left of a proposal on top of the workspace as it is now: accepted hunks are part of the new base, rejected
 * ones are gone. Where the person's own edits contradict what is open, theirs stay and the hunk is given up.
 */
export async function rebaseProposal(
  { changeSet, decisions }: Proposed,
  { workspace, contents }: { readonly workspace: Workspace; readonly contents: ContentStore },
): Promise<ChangeSet> {
  const changes: Record<string, FileChange> = {};
  for (const file of proposeFiles(changeSet, decisions.edits, contents)) {
    const accepted = new Map(
      composeFile(file, hunk => verdictOf(decisions.verdicts, hunk) === 'accepted', contents).map(
        ({ path, hash }) => [path, hash],
      ),
    );
    const wanted = composeFile(file, hunk => verdictOf(decisions.verdicts, hunk) !== 'rejected', contents);
    for (const { path, hash, executable } of wanted) {
      const bytes = await workspace.read(path);
      const base = bytes === undefined ? null : contents.put(bytes);
      const texts = { before: accepted.get(path) ?? null, now: base, wanted: hash };
      changes[path] = { base, next: merged(texts, contents), executable };
    }
    keepMove(file, changes);
  }
  return changeSetOf(changes, contents);
}

interface Texts {
  /** What the accepted hunks made of the file. */
  readonly before: ContentHash | null;
  readonly now: ContentHash | null;
  readonly wanted: ContentHash | null;
}

function merged({ before, now, wanted }: Texts, contents: ContentStore): ContentHash | null {
  if (now === before) return wanted;
  if (now === null || wanted === null || wanted === before) return now;
  const all = [now, wanted, ...(before === null ? [] : [before])].map(hash => contents.get(hash));
  if (all.some(isBinary)) return now;
  const [mine = [], theirs = [], base = []] = all.map(byteLines);
  const { lines, conflicts } = mergeThreeWays({ base, mine, theirs });
  return conflicts > 0 ? now : contents.put(bytesOfLines(lines));
}

function keepMove({ path, from }: FileProposal, changes: Record<string, FileChange>): void {
  const [here, there] = [changes[path], from === null ? undefined : changes[from]];
  if (from === null || here === undefined || there === undefined) return;
  const isMove = here.base === null && here.next !== null && there.base !== null && there.next === null;
  if (isMove) changes[path] = { ...here, movedFrom: from };
}
