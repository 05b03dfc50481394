import path from 'node:path';
import { ForgeError } from '../../engine/forge-error.ts';
import type { RunSummary } from '../../engine/ports/run-store.ts';
import { readStoredRequest, reopenRun, unknownRun } from '../../engine/run/run-session.ts';
import type { Host } from '../../host/open-host.ts';
import type { CommandIo } from '../command-io.ts';
import { conductRun } from '../conduct-run.ts';
import { keepArtifacts } from '../keep-artifacts.ts';
import { offerInstall } from '../offer-install.ts';
import { openCliHost } from '../open-cli-host.ts';
import { refuseBadOutputs } from '../options/refuse-bad-outputs.ts';
import { namedCaps, namedLimits, type RunOptions } from '../options/run-options.ts';
import { checkPatchFile } from '../patch-file.ts';
import { describeRequest } from '../report/describe-request.ts';

/** `codeforge resume`: goes on with a run that waits, or whose process was killed. */
export async function resume(runId: string | undefined, options: RunOptions, io: CommandIo): Promise<number> {
  refuseBadOutputs(options, io);
  await checkPatchFile(options.patch);
  await using host = await openCliHost(options, io);
  const run =
    runId === undefined ? latestResumable(host, path.resolve(options.workspace)) : resumable(host, runId);
  const ports = await host.portsFor(run.workspaceRoot);
  const { request } = readStoredRequest(storedRequestOf(host, run.id), run.id);
  // Whatever is missing now is said before the run is touched: a failed phase would end it.
  const models = request.model === null ? Object.values(request.tiers).flat() : [request.model];
  for (const model of new Set(models)) ports.openModel(model);
  const keeping = await keepArtifacts(options.artifacts, ports.workspace);
  const notes = await offerInstall(host.setup(ports.workspace), options.install, io);
  const session = reopenRun({ ...ports, ...keeping }, run.id, {
    ...namedCaps(host.settings.caps),
    ...namedLimits(options),
  });
  const opening = describeRequest(
    { runId: run.id, request, root: run.workspaceRoot, models: [...new Set(models)].join(', ') },
    io.stdout.color,
  );
  return await conductRun(session, { host, options, io, opening: [...opening, ...notes] });
}

function resumable(host: Host, runId: string): RunSummary {
  const run = host.store.load(runId);
  if (run === undefined) throw unknownRun(runId);
  if (canResume(run)) return run;
  throw new ForgeError(
    'config.invalid',
    `Run ${runId} has ended: it is ${run.outcome}. Look at it with 'codeforge history ${runId}', or start its task again.`,
  );
}

function latestResumable(host: Host, workspaceRoot: string): RunSummary {
  const run = host.store.list({ limit: maxLookedAt, workspaceRoot }).find(canResume);
  if (run !== undefined) return run;
  throw new ForgeError(
    'run.unknown',
    `No run in ${workspaceRoot} waits to be resumed. Name one of 'codeforge history', or another folder with --workspace.`,
  );
}

const maxLookedAt = 1000;

const canResume = ({ outcome }: RunSummary) => outcome === null || outcome === 'paused';

function storedRequestOf({ store }: Host, runId: string): string {
  const row = store.load(runId);
  if (row === undefined) throw unknownRun(runId);
  return row.requestJson;
}
