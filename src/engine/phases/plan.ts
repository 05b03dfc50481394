import { planSchema } from '../agents/submissions.ts';
import { agentCheck } from '../check/agent-check.ts';
import type { RunContext } from '../run/run-context.ts';
import { taskBrief } from './brief/task-brief.ts';
import type { PhaseKind } from './phase-kind.ts';
import { visitAgent } from './visit-agent.ts';

/** The planner splits the task and, where nothing else does, names the check. */
export const plan: PhaseKind = {
  routes: ({ onward }) => onward,
  async work(visit, services, signal) {
    const brief = await taskBrief(visit.context, services, signal);
    const opening = [brief, wishesOf(visit.context)].filter(part => part !== '').join('\n\n');
    const result = await visitAgent(
      { visit, opening, conversation: 'fresh', escalation: 0 },
      services,
      signal,
    );
    const { checkCommand, ...rest } = planSchema().parse(result.submission);
    return {
      plan: { ...rest, ...(checkCommand !== undefined && { checkCommand }) },
      check: visit.context.check ?? agentCheck(checkCommand, services),
      transcripts: result.transcripts,
    };
  },
};

/** What a person said of the plans before this one; empty when nobody was asked. */
function wishesOf({ planFeedback = [] }: RunContext): string {
  if (planFeedback.length === 0) return '';
  return `The plan above was not approved. Make another one. What was said of it:\n- ${planFeedback.join('\n- ')}`;
}
