import { workSchema } from '../agents/submissions.ts';
import { agentCheck } from '../check/agent-check.ts';
import { taskBrief } from './brief/task-brief.ts';
import type { PhaseKind } from './phase-kind.ts';
import { visitAgent } from './visit-agent.ts';

/** The coder makes the change. */
export const code: PhaseKind = {
  routes: ({ onward }) => onward,
  async work(visit, services, signal) {
    const { context } = visit;
    const opening = await taskBrief(context, services, signal);
    const result = await visitAgent(
      { visit, opening, conversation: 'fresh', escalation: 0 },
      services,
      signal,
    );
    const { summary, checkCommand } = workSchema().parse(result.submission);
    return {
      summary,
      changeSet: result.changeSet,
      check: context.check ?? agentCheck(checkCommand, services),
      transcripts: result.transcripts,
    };
  },
};
