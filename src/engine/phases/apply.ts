import { settled } from '../change/review/decisions.ts';
import { proposeFiles } from '../change/review/file-proposal.ts';
import { planDecision } from '../change/review/plan-decision.ts';
import { defaultCheckpointBytes } from '../ports/checkpoint-store.ts';
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
  const files = await Promise.all(
    operations.map(async ({ path, base, next }) => ({
      path,
      before: base === null ? null : store.contents.get(base),
      after: next === null ? null : next.bytes,
      executable: base !== null && (await workspace.isExecutable(path)),
    })),
  );
  const change = { runId, task: request.task, root: workspace.root, at: clock.now(), files };
  store.checkpoints.record(change, maxCheckpointBytes);
}
