import path from 'node:path';
import type { ModelId } from '../../engine/ports/model.ts';
import { noModel } from '../../engine/routing/route-call.ts';
import { defaultLimits, type RunRequest } from '../../engine/run/run-request.ts';
import { createRun } from '../../engine/run/run-session.ts';
import type { SoftCheckMode } from '../../engine/soft-check/soft-finding.ts';
import { newRunId } from '../../host/new-run-id.ts';
import type { Host } from '../../host/open-host.ts';
import type { CommandIo } from '../command-io.ts';
import { conductRun } from '../conduct-run.ts';
import { keepArtifacts } from '../keep-artifacts.ts';
import { offerInstall } from '../offer-install.ts';
import { openCliHost } from '../open-cli-host.ts';
import { readTask } from '../options/read-task.ts';
import { refuseBadOutputs } from '../options/refuse-bad-outputs.ts';
import { namedLimits, type RunOptions } from '../options/run-options.ts';
import { checkPatchFile } from '../patch-file.ts';
import { describeRequest } from '../report/describe-request.ts';

export interface SolveOptions extends RunOptions {
  readonly taskFile?: string;
  readonly workflow: string;
  readonly model?: string;
  readonly check?: string;
  readonly classify?: 'heuristics' | 'model';
  readonly softCheck: SoftCheckMode;
}

/** `codeforge solve`: one task, end to end. Everything that can be refused is refused before a run exists. */
export async function solve(
  argument: string | undefined,
  options: SolveOptions,
  io: CommandIo,
): Promise<number> {
  return await solveRequest(options, io, async () => ({
    task: await readTask({ argument, file: options.taskFile }),
  }));
}

/** The same for whatever a run can be about. */
export async function solveRequest(
  options: SolveOptions,
  io: CommandIo,
  read: () => Promise<Pick<RunRequest, 'task' | 'symptoms'>>,
): Promise<number> {
  refuseBadOutputs(options, io);
  const [about] = await Promise.all([read(), checkPatchFile(options.patch)]);
  await using host = await openCliHost(options, io);
  const [ports, workflow, models] = await Promise.all([
    host.portsFor(path.resolve(options.workspace)),
    host.workflow(options.workflow),
    chooseModels(host, options.model, io.interrupts.cancelled),
  ]);
  const keeping = await keepArtifacts(options.artifacts, ports.workspace);
  const request: RunRequest = {
    ...about,
    attachments: [],
    model: models.model,
    tiers: models.tiers,
    routing: host.settings.routing,
    check: options.check ?? null,
    softCheck: options.softCheck,
    limits: { ...defaultLimits, ...host.settings.caps, ...namedLimits(options) },
  };
  const notes = await offerInstall(host.setup(ports.workspace), options.install, io);
  const runId = newRunId();
  const session = createRun({ ...ports, ...keeping }, { runId, request, workflow });
  const opening = describeRequest(
    { runId, request, root: ports.workspace.root, models: models.title },
    io.stdout.color,
  );
  return await conductRun(session, { host, options, io, opening: [...opening, ...notes] });
}

interface ChosenModels {
  readonly model: ModelId | null;
  readonly tiers: RunRequest['tiers'];
  readonly title: string;
}

/** The user's own choice is not looked for anywhere: it is there or the first call says why not. */
async function chooseModels(
  host: Host,
  named: string | undefined,
  signal: AbortSignal,
): Promise<ChosenModels> {
  if (named === undefined) {
    const found = await host.models(signal);
    if (found === undefined) throw noModel();
    return { model: null, ...found };
  }
  const model = host.modelNamed(named);
  return { model, tiers: { simple: [model], medium: [model], hard: [model] }, title: model };
}
