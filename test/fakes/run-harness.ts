import { readFileSync } from 'node:fs';
import { type AgentPrompt, parseAgentPrompt } from '../../src/engine/agents/agent-prompt.ts';
import type { Diagnostics } from '../../src/engine/ports/diagnostics.ts';
import { defaultCallPolicy } from '../../src/engine/resilience/call-policy.ts';
import { createProviders } from '../../src/engine/resilience/providers.ts';
import { defaultRouting } from '../../src/engine/routing/routing-wish.ts';
import type { RunPorts } from '../../src/engine/run/run-ports.ts';
import { defaultLimits, type RunLimits, type RunRequest } from '../../src/engine/run/run-request.ts';
import { parseWorkflow } from '../../src/engine/workflow/parse-workflow.ts';
import type { AgentRole, Workflow } from '../../src/engine/workflow/workflow.ts';
import { hashBytes } from '../../src/store/content-hash.ts';
import { createFakeSandboxes, type FakeProgram, type FakeSandboxes } from './fake-sandbox.ts';
import { createMemoryRunStore } from './memory-run-store.ts';
import { createMemoryWorkspace, type MemoryWorkspace } from './memory-workspace.ts';
import { createScriptedModels, type ScriptedAnswer, type ScriptedModels } from './scripted-model.ts';

/** Everything a run needs, in memory, with the product's own prompts and workflow. */
export interface RunHarness {
  readonly ports: RunPorts;
  readonly workspace: MemoryWorkspace;
  readonly sandboxes: FakeSandboxes;
  readonly models: ScriptedModels;
  readonly workflow: Workflow;
  readonly request: (task: string, changes?: RequestChanges) => RunRequest;
}

export type RequestChanges = Partial<Omit<RunRequest, 'limits'>> & { readonly limits?: Partial<RunLimits> };

export interface HarnessParts {
  readonly files: Readonly<Record<string, string>>;
  readonly program: FakeProgram;
  readonly answers: readonly ScriptedAnswer[];
  /** Left out: there is no editor. */
  readonly diagnostics?: Diagnostics;
  /** A built-in one by its name; `solve` where it is left out. */
  readonly workflow?: 'solve' | 'fix';
}

export function createRunHarness(parts: HarnessParts): RunHarness {
  const { files, program, answers, diagnostics, workflow = 'solve' } = parts;
  const workspace = createMemoryWorkspace(files);
  const sandboxes = createFakeSandboxes(program);
  const models = createScriptedModels(answers);
  let now = 1_700_000_000_000;
  const ports: Omit<RunPorts, 'providers'> = {
    workspace,
    openModel: models.open,
    openSandbox: sandboxes.open,
    store: createMemoryRunStore(hashBytes),
    // A millisecond passes whenever somebody looks. Waits for a retry are over at once, deadlines never come.
    clock: {
      now: () => (now += 1),
      sleep(durationMs, signal) {
        if (durationMs >= 20_000) return never(signal);
        now += durationMs;
        return Promise.resolve();
      },
    },
    prompts: builtInPrompts(),
    prices: {},
    ...(diagnostics && { diagnostics }),
    callPolicy: defaultCallPolicy,
  };
  return {
    ports: { ...ports, providers: createProviders(ports.clock) },
    workspace,
    sandboxes,
    models,
    workflow: builtInWorkflow(workflow),
    request,
  };
}

export function builtInPrompts(): Record<AgentRole, AgentPrompt> {
  const read = (role: AgentRole) => parseAgentPrompt(readAsset(`prompts/${role}.md`), `prompts/${role}.md`);
  return { planner: read('planner'), coder: read('coder'), reviewer: read('reviewer') };
}

export function solveWorkflow(): Workflow {
  return builtInWorkflow('solve');
}

export function builtInWorkflow(name: 'solve' | 'fix' | 'supervised'): Workflow {
  const file = `workflows/${name}.yaml`;
  return parseWorkflow(readAsset(file), file);
}

function request(task: string, changes: RequestChanges = {}): RunRequest {
  const { limits, ...rest } = changes;
  return {
    task,
    attachments: [],
    model: null,
    softCheck: 'warn',
    tiers: { simple: ['replay/small'], medium: ['replay/middle'], hard: ['replay/large'] },
    routing: defaultRouting,
    check: null,
    ...rest,
    limits: { ...defaultLimits, ...limits },
  };
}

function never(signal: AbortSignal): Promise<void> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function readAsset(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}
