import { discoverCheck } from '../check/discover-check.ts';
import type { RunContext } from '../run/run-context.ts';
import type { PhaseServices } from '../run/run-ports.ts';
import type { ContextPatch } from './phase-kind.ts';

/** Before any phase and any cost: makes sure that there is a sandbox, and finds the check that will decide, if the user or the workspace has one. */
export async function prepare(
  context: RunContext,
  services: PhaseServices,
  signal: AbortSignal,
): Promise<ContextPatch> {
  await services.needSandbox?.(signal);
  const check = await discoverCheck(services.workspace, context.request.check, signal);
  if (check === undefined) return {};
  services.emit({ type: 'check.chosen', command: check.command, source: check.source });
  return { check };
}
