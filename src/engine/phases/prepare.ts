import { discoverCheck } from '../check/discover-check.ts';
import { askComplexity } from '../routing/ask-complexity.ts';
import type { Complexity } from '../routing/classify-complexity.ts';
import type { RunContext } from '../run/run-context.ts';
import type { PhaseServices } from '../run/run-ports.ts';
import type { ContextPatch } from './phase-kind.ts';

/**
 * Before any phase: makes sure that there is a sandbox before anything costs, finds the check that will decide, if the
 * user or the workspace has one, and asks a model how complex the task is where the user wants that.
 */
export async function prepare(
  context: RunContext,
  services: PhaseServices,
  signal: AbortSignal,
): Promise<ContextPatch> {
  await services.needSandbox?.(signal);
  const [check, complexity] = await Promise.all([
    discoverCheck(services.workspace, context.request.check, signal),
    judgeComplexity(context, services, signal),
  ]);
  if (check === undefined) return { complexity };
  services.emit({ type: 'check.chosen', command: check.command, source: check.source });
  return { check, complexity };
}

function judgeComplexity(
  { runId, request, complexity }: RunContext,
  services: PhaseServices,
  signal: AbortSignal,
): Promise<Complexity> {
  if (request.routing.classifier === 'heuristics') return Promise.resolve(complexity);
  return askComplexity({ runId, request, journal: services.store }, services, signal);
}
