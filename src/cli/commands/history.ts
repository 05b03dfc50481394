import path from 'node:path';
import { ForgeError } from '../../engine/forge-error.ts';
import { runJson } from '../../host/export-run.ts';
import type { Host } from '../../host/open-host.ts';
import { readStoredRun } from '../../host/read-stored-run.ts';
import type { CommandIo } from '../command-io.ts';
import { exitCodes } from '../exit-code.ts';
import { openCliHost } from '../open-cli-host.ts';
import type { RunOptions } from '../options/run-options.ts';
import { paintDiff } from '../report/paint-diff.ts';
import { runDetail } from '../report/run-detail.ts';
import { runTable } from '../report/run-table.ts';
import { checkAgain } from './check-again.ts';

export interface HistoryOptions {
  /** Only this folder's runs; undefined: of all folders. */
  readonly workspace?: string;
  readonly limit: number;
  readonly diff?: true;
  /** Run the check of the named run again. */
  readonly check?: true;
  readonly sandbox?: RunOptions['sandbox'];
  readonly json?: true;
}

/** `codeforge history`: the runs there are, or everything about one. */
export async function history(
  runId: string | undefined,
  options: HistoryOptions,
  io: CommandIo,
): Promise<number> {
  if (options.check !== undefined) return checkAgain(named(runId), options, io);
  await using host = await openCliHost({}, io);
  io.stdout.write(runId === undefined ? list(host, options, io) : detail(host, { ...options, runId }, io));
  return exitCodes.done;
}

function named(runId: string | undefined): string {
  if (runId !== undefined) return runId;
  throw new ForgeError(
    'config.invalid',
    "Which run shall be checked again? Name one: 'codeforge history' lists them.",
  );
}

function list(
  { store }: Host,
  { workspace, limit, json }: HistoryOptions,
  { stdout, program }: CommandIo,
): string {
  const runs = store.list({
    limit,
    ...(workspace !== undefined && { workspaceRoot: path.resolve(workspace) }),
  });
  if (json !== undefined) return runs.map(run => `${JSON.stringify(run)}\n`).join('');
  if (runs.length === 0) return `There are no runs yet. Start one: ${program} solve "<task>"\n`;
  return `${runTable(runs, stdout.columns()).join('\n')}\n`;
}

function detail(
  { store }: Host,
  { runId, diff, json }: HistoryOptions & { readonly runId: string },
  io: CommandIo,
): string {
  const { stdout } = io;
  const run = readStoredRun(store, runId);
  // Bare, so that it can be piped into git apply.
  if (diff !== undefined) return stdout.isInteractive ? paintDiff(run.diff(), stdout.color) : run.diff();
  return json === undefined ? runDetail(run, io) : `${JSON.stringify(runJson(run))}\n`;
}
