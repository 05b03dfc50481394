import { contentWithoutRun } from '../change/review/content-without-run.ts';
import { settled } from '../change/review/decisions.ts';
import { proposeFiles } from '../change/review/file-proposal.ts';
import { planDecision } from '../change/review/plan-decision.ts';
import {
  type CheckpointedChange,
  type CheckpointFile,
  defaultCheckpointBytes,
} from '../ports/checkpoint-store.ts';
import type { ContentHash } from '../ports/content-store.ts';
import type { RunStore } from '../ports/run-store.ts';
import type { FileOperation } from '../ports/workspace.ts';
import type { RunContext } from '../run/run-context.ts';
import { runGuards } from '../run/run-guards.ts';
import type { PhaseServices } from '../run/run-ports.ts';
import { type PhaseKind, under } from './phase-kind.ts';

/** Brings the accepted hunks into the workspace: all that one decision is about, or none where that cannot be. */
export const apply: PhaseKind = {
  routes: ({ decision }) => [...under('is-open', decision), { to: 'completed', when: [] }],
  async work({ context }, services) {
    const { workspace, store } = services;
    const { contents } = store;
    if (!runGuards['is-green'](context)) throw new Error('a change set without evidence reached apply');
    const { decisions, changeSet } = context;
    const { pending } = decisions;
    if (pending === null) throw new Error('nothing was decided, and yet apply was reached');
    const files = proposeFiles(changeSet, pending.edits, contents);
    const plan = await planDecision({ files, decisions, pending }, { workspace, contents });
    await checkpoint(context, plan.operations, services);
    await workspace.apply(plan.operations);
    return {
      decisions: { ...settled(decisions, pending), applied: plan.applied },
      accepted: pending.accepted,
    };
  },
};

/** Before anything is written: whatever happens then can be taken back. */
async function checkpoint(
  { runId, request }: RunContext,
  operations: readonly FileOperation[],
  { store, workspace, clock, maxCheckpointBytes = defaultCheckpointBytes }: PhaseServices,
): Promise<void> {
  if (operations.length === 0) return;
  const known = new Map(store.checkpoints.files(runId).map(file => [file.path, file]));
  const files = await Promise.all(
    operations.map(async operation => {
      const { path, base } = operation;
      const executable = base !== null && (await workspace.isExecutable(path));
      return { path, executable, ...versionsOf(operation, known.get(path), store) };
    }),
  );
  const change = { runId, task: request.task, root: workspace.root, at: clock.now(), files };
  store.checkpoints.record(change, maxCheckpointBytes);
}

/** What a path held before the run, with what the person has edited there between its decisions, and what it becomes. */
function versionsOf(
  { base, next }: FileOperation,
  known: CheckpointFile | undefined,
  { contents, checkpoints }: RunStore,
): Pick<CheckpointedChange['files'][number], 'before' | 'held' | 'after'> {
  const contentOf = (hash: ContentHash | null) => (hash === null ? null : contents.get(hash));
  const after = next === null ? null : next.bytes;
  if (known === undefined) return { before: contentOf(base), held: base, after };
  const before = contentWithoutRun(known, base, { contents, checkpoints });
  if (before !== 'conflict') return { before: contentOf(before), held: base, after };
  // With what was recorded last, a restoration meets the same contradiction and leaves the file alone.
  const kept = (hash: ContentHash | null) => (hash === null ? null : checkpoints.content(hash));
  return { before: kept(known.before), held: known.held, after: kept(known.after) };
}
