import path from 'node:path';
import { askComplexity } from '../../engine/routing/ask-complexity.ts';
import { type Complexity, classifyComplexity } from '../../engine/routing/classify-complexity.ts';
import { referenceUsage } from '../../engine/routing/dearest-rung.ts';
import { noModel } from '../../engine/routing/route-call.ts';
import { routeWorkflow } from '../../engine/routing/route-workflow.ts';
import type { RunPorts } from '../../engine/run/run-ports.ts';
import { defaultLimits, type RunRequest } from '../../engine/run/run-request.ts';
import { newRunId } from '../../host/new-run-id.ts';
import type { CommandIo } from '../command-io.ts';
import { exitCodes } from '../exit-code.ts';
import { openCliHost } from '../open-cli-host.ts';
import { readTask } from '../options/read-task.ts';
import { routeReport } from '../report/route-report.ts';

export interface RouteOptions {
  readonly workspace: string;
  readonly workflow: string;
  readonly taskFile?: string;
  readonly classify?: 'heuristics' | 'model';
  readonly json?: true;
}

/** `codeforge route`: which models a task would go to, and why. Asks a model only where one is to judge. */
export async function route(
  argument: string | undefined,
  options: RouteOptions,
  io: CommandIo,
): Promise<number> {
  const task = await readTask({ argument, file: options.taskFile });
  await using host = await openCliHost(options, io);
  const { cancelled } = io.interrupts;
  const [ports, workflow, models] = await Promise.all([
    host.portsFor(path.resolve(options.workspace)),
    host.workflow(options.workflow),
    host.models(cancelled),
  ]);
  if (models === undefined) throw noModel();
  const { routing, caps } = host.settings;
  const limits = { ...defaultLimits, ...caps };
  const request = { task, model: null, tiers: models.tiers, routing, limits };
  const complexity = await judge(request, ports, cancelled);
  const phases = routeWorkflow(workflow, {
    complexity,
    request,
    prompts: ports.prompts,
    prices: ports.prices,
  });
  const { thresholds } = routing;
  io.stdout.write(
    options.json === undefined
      ? routeReport({ task, complexity, thresholds, phases }, io.stdout)
      : `${JSON.stringify({ type: 'route', task, complexity, thresholds, referenceUsage, phases })}\n`,
  );
  return exitCodes.done;
}

type Judged = Pick<RunRequest, 'task' | 'model' | 'tiers' | 'routing' | 'limits'>;

/** A call that is made for this is in the ledger, under a name of its own instead of a run's. */
async function judge(request: Judged, ports: RunPorts, signal: AbortSignal): Promise<Complexity> {
  const { task, routing } = request;
  if (routing.classifier === 'heuristics') return classifyComplexity({ task }, routing.thresholds);
  const services = { ...ports, emit: () => undefined, activeMs: () => 0 };
  return await askComplexity({ runId: `route-${newRunId()}`, request, journal: null }, services, signal);
}
