import { isGreen } from '../../engine/check/is-green.ts';
import { ForgeError } from '../../engine/forge-error.ts';
import { plainBlock } from '../../engine/plain-text.ts';
import { hasCommand } from '../../engine/run/has-command.ts';
import { readStoredRun } from '../../host/read-stored-run.ts';
import { openSandboxDesk } from '../../host/sandbox-desk.ts';
import type { CommandIo } from '../command-io.ts';
import { exitCodes } from '../exit-code.ts';
import { cliHostOptions, openCliHost } from '../open-cli-host.ts';
import type { RunOptions } from '../options/run-options.ts';
import { describeProgramResult } from '../report/describe-program-result.ts';
import { tellProgress } from '../tell-progress.ts';

/**
 * `codeforge history RUN --check`: the run's check in a sandbox, on the folder as it is now. What went green was the
 * whole change; who has accepted parts of it may want to know about those alone.
 */
export async function checkAgain(
  runId: string,
  options: Partial<Pick<RunOptions, 'sandbox'>>,
  io: CommandIo,
): Promise<number> {
  const { stdout, stderr, interrupts } = io;
  await using host = await openCliHost(options, io);
  const { view, request, summary } = readStoredRun(host.store, runId);
  if (view === null || !hasCommand(view)) throw nothingToCheck(runId);
  const { command, language } = view.check;
  stderr.write(`${stderr.color.dim(`${command} in a copy of ${summary.workspaceRoot}`)}\n`);
  const hostOptions = await cliHostOptions(options, io);
  const result = await openSandboxDesk(hostOptions).run({
    program: { kind: 'line', command, language },
    workspace: summary.workspaceRoot,
    timeoutMs: request.limits.checkTimeoutMs,
    signal: AbortSignal.any([interrupts.cancelled, interrupts.ended]),
    onOutput: ({ text }) => stdout.write(stdout.isInteractive ? plainBlock(text) : text),
    onProgress: tellProgress(io),
  });
  const limits = { timeout: request.limits.checkTimeoutMs / 1000, memory: hostOptions.settings.memoryMb };
  stderr.write(`${describeProgramResult(result, limits, stderr.color)}\n`);
  const wasGreen = view.attempts.at(-1)?.verdict.kind === 'passed';
  const evidence = wasGreen ? ' The evidence of the run was for the whole of its change.' : '';
  const verdict = isGreen(result)
    ? 'passes with the folder as it is.'
    : `fails with the folder as it is.${evidence}`;
  stderr.write(`The check ${verdict}\n`);
  return isGreen(result) ? exitCodes.done : exitCodes.failed;
}

function nothingToCheck(runId: string): ForgeError {
  return new ForgeError(
    'config.invalid',
    `Run ${runId} has no command to run again. Look at it with 'codeforge history ${runId}'.`,
  );
}
