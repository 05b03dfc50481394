import { reviewSchema } from '../agents/submissions.ts';
import { repairStrategy } from '../run/repair-policy.ts';
import { changeBrief, failureBrief, historyBrief } from './brief/failure-brief.ts';
import { taskBrief } from './brief/task-brief.ts';
import { type PhaseKind, toFailed, under } from './phase-kind.ts';
import { hasConversation, visitAgent } from './visit-agent.ts';

/** The reviewer finds the cause of a red check; a small fix it makes itself, a larger one it describes. */
export const review: PhaseKind = {
  routes: ({ again, nextRepair }) => [
    ...under('is-hopeless', [toFailed]),
    ...under('has-new-work', again),
    ...(nextRepair.length > 0 ? nextRepair : [toFailed]),
  ],
  async work(visit, services, signal) {
    const { context } = visit;
    const { contents } = services.store;
    const { conversation, escalation } = repairStrategy(context);
    const failure = failureBrief(context, contents);
    const isKnown = conversation === 'continued' && hasConversation(visit);
    const opening = isKnown
      ? failure
      : [
          await taskBrief(context, services, signal),
          ...(conversation === 'fresh'
            ? [historyBrief(context, contents)]
            : [changeBrief(context, contents), failure]),
        ].join('\n\n');
    const result = await visitAgent({ visit, opening, conversation, escalation }, services, signal);
    const verdict = reviewSchema().parse(result.submission);
    const hasMended = result.changeSet.hash !== context.changeSet.hash;
    return {
      review: verdict,
      // What is proposed in the end is the coder's work and the fix.
      summary: hasMended
        ? [context.summary, verdict.fixDescription].filter(Boolean).join(' ')
        : context.summary,
      changeSet: result.changeSet,
      transcripts: result.transcripts,
    };
  },
};
