import { planSchema } from '../agents/submissions.ts';
import { agentCheck } from '../check/agent-check.ts';
import { taskBrief } from './brief/task-brief.ts';
import type { PhaseKind } from './phase-kind.ts';
import { visitAgent } from './visit-agent.ts';

/** The planner splits the task and, where nothing else does, names the check. */
export const plan: PhaseKind = {
  routes: ({ onward }) => onward,
  async work(visit, services, signal) {
    const opening = await taskBrief(visit.context, services, signal);
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
