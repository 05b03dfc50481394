import { workSchema } from '../agents/submissions.ts';
import { noDecisions } from '../change/review/decisions.ts';
import { rebaseProposal } from '../change/review/rebase-proposal.ts';
import { agentCheck } from '../check/agent-check.ts';
import type { RunContext } from '../run/run-context.ts';
import type { PhaseServices } from '../run/run-ports.ts';
import { changeBrief } from './brief/failure-brief.ts';
import { feedbackBrief } from './brief/feedback-brief.ts';
import { taskBrief } from './brief/task-brief.ts';
import type { ContextPatch, PhaseKind } from './phase-kind.ts';
import { visitAgent } from './visit-agent.ts';

/** The coder makes the change, or makes another one of it after a person has said what they want to be different. */
export const code: PhaseKind = {
  routes: ({ onward }) => onward,
  async work({ phase, context: before }, services, signal) {
    const { feedback } = before;
    const revised = feedback === null ? {} : await reopened(before, services);
    const context = { ...before, ...revised };
    const { contents } = services.store;
    const briefs = [
      await taskBrief(context, services, signal),
      ...(feedback === null
        ? []
        : [changeBrief(context, contents), feedbackBrief(before, feedback, contents)]),
    ];
    const result = await visitAgent(
      {
        visit: { phase, context },
        opening: briefs.join('\n\n'),
        conversation: 'fresh',
        escalation: 0,
      },
      services,
      signal,
    );
    const { summary, checkCommand } = workSchema().parse(result.submission);
    return {
      ...revised,
      summary,
      changeSet: result.changeSet,
      check: context.check ?? agentCheck(checkCommand, services),
      transcripts: result.transcripts,
    };
  },
};

/** What is left to do is another change, on another base: nothing that was known of either holds. */
async function reopened(
  { changeSet, decisions, accepted }: RunContext,
  { workspace, store: { contents } }: PhaseServices,
): Promise<ContextPatch> {
  return {
    changeSet: await rebaseProposal({ changeSet, decisions }, { workspace, contents }),
    decisions: { ...noDecisions, earlier: accepted ?? [] },
    feedback: null,
    baseline: null,
  };
}
