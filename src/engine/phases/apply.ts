import { settled } from '../change/review/decisions.ts';
import { proposeFiles } from '../change/review/file-proposal.ts';
import { planDecision } from '../change/review/plan-decision.ts';
import { runGuards } from '../run/run-guards.ts';
import { type PhaseKind, under } from './phase-kind.ts';

/** Brings the accepted hunks into the workspace: all that one decision is about, or none where that cannot be. */
export const apply: PhaseKind = {
  routes: ({ decision }) => [...under('is-open', decision), { to: 'completed', when: [] }],
  async work({ context }, { workspace, store: { contents } }) {
    if (!runGuards['is-green'](context)) throw new Error('a change set without evidence reached apply');
    const { decisions, changeSet } = context;
    const { pending } = decisions;
    if (pending === null) throw new Error('nothing was decided, and yet apply was reached');
    const files = proposeFiles(changeSet, pending.edits, contents);
    const plan = await planDecision({ files, decisions, pending }, { workspace, contents });
    await workspace.apply(plan.operations);
    return {
      decisions: { ...settled(decisions, pending), applied: plan.applied },
      accepted: pending.accepted,
    };
  },
};
