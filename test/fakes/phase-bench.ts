import type { AgentCall } from '../../src/engine/agents/agent-call.ts';
import { firstContext } from '../../src/engine/run/first-context.ts';
import type { RunContext } from '../../src/engine/run/run-context.ts';
import type { RunEvent } from '../../src/engine/run/run-events.ts';
import type { PhaseServices } from '../../src/engine/run/run-ports.ts';
import type { AgentRole } from '../../src/engine/workflow/workflow.ts';
import { createRunHarness, type HarnessParts, type RunHarness } from './run-harness.ts';

/** What a phase or an agent works with, without a machine around it. The run `r1` is in the store. */
export interface PhaseBench extends RunHarness {
  readonly services: PhaseServices;
  /** Everything that was told, in order. */
  readonly events: RunEvent[];
  readonly context: (changes?: Partial<RunContext>) => RunContext;
  /** The first visit of the phase `code` by this agent. */
  readonly call: (role: AgentRole, changes?: Partial<AgentCall>) => AgentCall;
}

export function createPhaseBench(parts: Partial<HarnessParts> = {}): PhaseBench {
  const harness = createRunHarness({ files: {}, program: () => ({}), answers: [], ...parts });
  const { ports, workspace, workflow } = harness;
  const request = harness.request('Fix a.py');
  ports.store.create({
    id: 'r1',
    task: request.task,
    workspaceRoot: workspace.root,
    workflow: workflow.name,
    createdAt: 0,
    requestJson: '{}',
  });
  const events: RunEvent[] = [];
  const context = (changes: Partial<RunContext> = {}) => ({
    ...firstContext({ runId: 'r1', request }, ports.store.contents),
    ...changes,
  });
  return {
    ...harness,
    events,
    services: { ...ports, emit: event => events.push(event), activeMs: () => 0 },
    context,
    call: (role, changes) => ({
      runId: 'r1',
      phase: 'code',
      visit: 'code#1',
      prompt: ports.prompts[role],
      model: 'replay/small',
      history: [],
      opening: 'Task: Fix a.py',
      changeSet: context().changeSet,
      protectedPaths: [],
      language: 'python',
      limits: request.limits,
      ...changes,
    }),
  };
}
