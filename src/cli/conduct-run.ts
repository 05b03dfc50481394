import type { RunSession } from '../engine/run/run-session.ts';
import { type RunView, runFinished } from '../engine/run/run-view.ts';
import type { Host } from '../host/open-host.ts';
import { readStoredRun } from '../host/read-stored-run.ts';
import type { CommandIo } from './command-io.ts';
import { askApproval } from './decide/ask-approval.ts';
import { askDecision } from './decide/ask-decision.ts';
import { decideChanges } from './decide/decide-changes.ts';
import { createJsonDisplay } from './display/json-display.ts';
import { createLineDisplay } from './display/line-display.ts';
import { createLiveDisplay } from './display/live-display.ts';
import type { RunDisplay } from './display/run-display.ts';
import type { Terminal } from './display/terminal.ts';
import { driveRun } from './drive-run.ts';
import { exitCodeOfRun } from './exit-code.ts';
import type { RunOptions } from './options/run-options.ts';
import { standardOutput, writePatch } from './patch-file.ts';
import { runReport } from './report/run-report.ts';

export interface Conducted {
  readonly host: Host;
  readonly options: Pick<RunOptions, 'apply' | 'patch' | 'json'> & { readonly showDiff?: boolean };
  readonly io: CommandIo;
  /** Told before anything else happens. */
  readonly opening: readonly string[];
}

/** Drives a run in front of its audience: shows it, asks for decisions, reports how it ended. Returns the exit code. */
export async function conductRun(session: RunSession, conducted: Conducted): Promise<number> {
  const { host, options, io, opening } = conducted;
  const terminal = options.patch === standardOutput ? io.stderr : io.stdout;
  const display = openDisplay(terminal, conducted);
  for (const line of opening) display.note(line);
  const choice = options.apply ?? (io.canAsk && options.json === undefined ? 'ask' : undefined);
  const diffOf = (runId: string) => readStoredRun(host.store, runId).diff();
  const view = await driveRun(session, {
    display,
    decide: decideChanges(choice, askDecision({ terminal, diffOf })),
    approvePlan:
      choice === 'ask' ? askApproval(terminal) : async () => (choice === 'all' ? 'approve' : 'later'),
    interrupts: io.interrupts,
    onFirstCall: () => host.warmUp(session.view().check?.language),
  });
  const patchFile = await writeGreenPatch(view, conducted);
  if (options.json === undefined) {
    const diff = options.showDiff === true ? diffOf(view.runId) : '';
    const calls = host.store.calls(view.runId);
    terminal.write(runReport({ view, calls, patchFile, diff, program: io.program }, terminal.color));
  } else if (view.outcome === null || view.outcome === 'paused') {
    // Whatever has an end of its own has told it itself.
    display.show({ ...runFinished(view), runId: view.runId, at: Date.now() }, () => view);
  }
  return io.interrupts.exitCode() ?? exitCodeOfRun(view);
}

function openDisplay(terminal: Terminal, { options, io }: Conducted): RunDisplay {
  if (options.json !== undefined) return createJsonDisplay(io.stdout.write);
  return terminal.isInteractive ? createLiveDisplay(terminal, Date) : createLineDisplay(terminal);
}

/** A change that is not green is not handed on. Returns the name of the file that was written. */
async function writeGreenPatch(view: RunView, { host, options }: Conducted): Promise<string | null> {
  const isGreen = view.outcome === 'completed' || view.awaiting === 'decision';
  if (options.patch === undefined || !isGreen) return null;
  await writePatch(options.patch, readStoredRun(host.store, view.runId).diff());
  return options.patch;
}
