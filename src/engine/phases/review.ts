import { reviewSchema } from '../agents/submissions.ts';
import { repairStrategy } from '../run/repair-policy.ts';
import { changeBrief, failureBrief, historyBrief } from './brief/failure-brief.ts';
import { taskBrief } from './brief/task-brief.ts';
import { type PhaseKind, toFailed, under } from './phase-kind.ts';
import { hasConversation, roleOf, visitAgent } from './visit-agent.ts';

/** The reviewer finds the cause of a red check; a small fix it makes itself, a larger one it describes. */
export const review: PhaseKind = {
  kind: 'review',
  routes: ({ again, nextRepair }) => [
    ...under('is-hopeless', [toFailed]),
    ...under('has-new-work', again),
    ...(nextRepair.length > 0 ? nextRepair : [toFailed]),
  ],
  async work(visit, services, signal) {
    const { context } = visit;
    const { contents } = services.store;
    const { conversation, escalation } = repairStrategy(context);
    const knows = conversation === 'continued' && hasConversation(visit);
    const background = [await taskBrief(context, services, signal)];
    if (conversation === 'fresh') background.push(historyBrief(context, contents));
    else background.push(changeBrief(context, contents), failureBrief(context, contents));
    const opening = knows ? failureBrief(context, contents) : background.join('\n\n');
    const result = await visitAgent({ visit, opening, conversation, escalation }, services, signal);
    return {
      review: reviewSchema.parse(result.submission),
      changeSet: result.changeSet,
      transcripts: { ...context.transcripts, [roleOf(visit)]: result.transcript },
    };
  },
};
