import { workSchema } from '../agents/submissions.ts';
import { repairStrategy } from '../run/repair-policy.ts';
import type { RunContext } from '../run/run-context.ts';
import { failureBrief, historyBrief } from './brief/failure-brief.ts';
import { taskBrief } from './brief/task-brief.ts';
import type { PhaseKind } from './phase-kind.ts';
import { hasConversation, visitAgent } from './visit-agent.ts';

/** The coder makes the fix that the reviewer described. */
export const repair: PhaseKind = {
  routes: ({ again }) => again,
  async work(visit, services, signal) {
    const { context } = visit;
    const { contents } = services.store;
    const { conversation, escalation } = repairStrategy(context);
    const knows = conversation === 'continued' && hasConversation(visit);
    const background = knows
      ? failureBrief(context, contents)
      : `${await taskBrief(context, services, signal)}\n\n${historyBrief(context, contents)}`;
    const opening = `${background}\n\n${adviceOf(context)}`;
    const result = await visitAgent({ visit, opening, conversation, escalation }, services, signal);
    return {
      summary: workSchema().parse(result.submission).summary,
      changeSet: result.changeSet,
      transcripts: result.transcripts,
    };
  },
};

function adviceOf({ review }: RunContext): string {
  if (review === null) return 'Fix the cause, then submit again.';
  return `Review: ${review.rootCause}\nFix: ${review.fixDescription}\nMake this fix, then submit again.`;
}
