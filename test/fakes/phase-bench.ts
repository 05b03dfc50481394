import type { AgentCall } from '../../src/engine/agents/agent-call.ts';
import { type ChangeSet, changeSetOf } from '../../src/engine/change/change-set.ts';
import { encodeText } from '../../src/engine/change/text-content.ts';
import { allPhaseKinds } from '../../src/engine/phases/all-phase-kinds.ts';
import type { ContextPatch } from '../../src/engine/phases/phase-kind.ts';
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
  /** Does the work of a phase of the built-in workflow. */
  readonly work: (phaseId: string, changes?: Partial<RunContext>) => Promise<ContextPatch>;
  /** A set that creates or edits these files. */
  readonly changeSet: (files: Readonly<Record<string, string>>) => ChangeSet;
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
  const services: PhaseServices = { ...ports, emit: event => events.push(event), activeMs: () => 0 };
  const { contents } = ports.store;
  return {
    ...harness,
    events,
    services,
    context,
    async work(phaseId, changes) {
      const phase = workflow.phases.find(({ id }) => id === phaseId);
      const work = phase && allPhaseKinds[phase.kind].work;
      if (phase === undefined || work === undefined) throw new Error(`${phaseId} does no work`);
      return work({ phase, context: context(changes) }, services, new AbortController().signal);
    },
    changeSet(files) {
      const changes = Object.entries(files).map(([path, text]) => {
        const before = workspace.files.get(path);
        const base = before === undefined ? null : contents.put(encodeText(before));
        return [path, { base, next: contents.put(encodeText(text)), executable: false }] as const;
      });
      return changeSetOf(Object.fromEntries(changes), contents);
    },
    call: (role, changes) => ({
      runId: 'r1',
      phase: 'code',
      visit: 'code#1',
      prompt: ports.prompts[role],
      model: 'replay/small',
      others: [],
      topModel: 'replay/large',
      attempt: 1,
      history: [],
      opening: 'Task: Fix a.py',
      changeSet: context().changeSet,
      protectedPaths: [],
      language: 'python',
      limits: request.limits,
      softCheck: request.softCheck,
      ...changes,
    }),
  };
}
