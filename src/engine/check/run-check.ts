import type { ChangeSet } from '../change/change-set.ts';
import { createOverlay } from '../change/overlay.ts';
import { gatherPackageFacts, type PackageFacts } from '../dependencies/package-facts.ts';
import { overlayFiles, wantedDependencies } from '../dependencies/wanted-dependencies.ts';
import type { CommandResult, SandboxBackend } from '../ports/sandbox.ts';
import type { RunContext } from '../run/run-context.ts';
import type { PhaseServices } from '../run/run-ports.ts';
import type { Check } from './check.ts';
import { createSandboxCopy } from './sandbox-copy.ts';

export interface CheckRun {
  readonly check: Check;
  readonly changeSet: ChangeSet;
  readonly phase: string;
  /** Of the attempt; 0 for the untouched workspace, which is not told as an attempt. */
  readonly number: number;
  readonly context: RunContext;
}

export interface CheckOutcome {
  readonly result: CommandResult;
  readonly backend: SandboxBackend;
  readonly facts: PackageFacts;
}

/** Runs the check in a sandbox of its own: nothing an agent left running can meddle with the verdict. */
export async function runCheck(
  run: CheckRun,
  services: PhaseServices,
  signal: AbortSignal,
): Promise<CheckOutcome> {
  const { check, phase, number, context } = run;
  const { emit, workspace, store } = services;
  const overlay = createOverlay({ workspace, contents: store.contents }, run.changeSet);
  const onProgress = (message: string) => emit({ type: 'sandbox.progress', phase, message });
  const { runId } = context;
  const { language } = check;
  const project = await overlayFiles(overlay, signal);
  const wanted = await wantedDependencies({ project, workspace, language }, signal);
  await using sandbox = await services.openSandbox({
    runId,
    language,
    ...(wanted.length > 0 && { dependencies: wanted }),
    signal,
    onProgress,
  });
  await createSandboxCopy(sandbox).sync(overlay, signal);
  const isAttempt = number > 0;
  if (isAttempt)
    emit({ type: 'attempt.started', attempt: number, command: check.command, backend: sandbox.backend });
  const result = await sandbox.run(check.command, {
    signal,
    timeoutMs: context.request.limits.checkTimeoutMs,
    ...(isAttempt && { onOutput: chunk => emit({ type: 'terminal.chunk', phase, ...chunk }) }),
  });
  if (isAttempt && services.keepArtifacts !== undefined) {
    const artifacts = await sandbox.artifacts({ signal, maxBytes: maxArtifactBytes });
    for (const sentence of await services.keepArtifacts(number, artifacts)) onProgress(sentence);
  }
  const { backend } = sandbox;
  return { result, backend, facts: await gatherPackageFacts({ project, backend, language, wanted }) };
}

/** How much of what a program makes is fetched at once. */
export const maxArtifactBytes = 64 * 1024 * 1024;
