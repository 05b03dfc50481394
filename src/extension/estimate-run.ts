import type { ModelId } from '../engine/ports/model.ts';
import { classifyComplexity } from '../engine/routing/classify-complexity.ts';
import { routeWorkflow } from '../engine/routing/route-workflow.ts';
import { listWorkflows } from '../host/list-workflows.ts';
import { type HostOptions, openHost } from '../host/open-host.ts';
import { readPrompts, readWorkflow } from '../host/read-assets.ts';
import type { EstimateOrder, RunChoices, RunEstimate } from './engine.ts';
import { workflowSource } from './workflow-source.ts';

/** What there is to choose from: workflows, and the models that answer. */
export async function choicesFor(options: HostOptions): Promise<RunChoices> {
  const host = await openHost(options);
  try {
    const [workflows, found] = await Promise.all([
      listWorkflows(options.assetsDirectory),
      host.models(AbortSignal.timeout(patienceMs)),
    ]);
    return { workflows, tiers: found?.tiers };
  } finally {
    await host[Symbol.asyncDispose]();
  }
}

/** Where a task would go. The heuristics judge it: an estimate that costs money is none. */
export async function estimateRun(order: EstimateOrder, options: HostOptions): Promise<RunEstimate> {
  const { task, tiers, settings } = order;
  const { assetsDirectory } = options;
  const [workflow, prompts] = await Promise.all([
    readWorkflow(assetsDirectory, workflowSource(order)),
    readPrompts(assetsDirectory),
  ]);
  const { routing, prices } = options.settings.models;
  const complexity = classifyComplexity({ task }, routing.thresholds);
  const model = settings.model === '' ? null : (settings.model as ModelId);
  const phases = routeWorkflow(workflow, { complexity, request: { model, tiers, routing }, prompts, prices });
  return { complexity, phases };
}

// Looking for a local Ollama must not feel like a hang.
const patienceMs = 5_000;
