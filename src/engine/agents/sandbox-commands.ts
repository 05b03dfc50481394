import type { Overlay } from '../change/overlay.ts';
import { createSandboxCopy, type SandboxCopy } from '../check/sandbox-copy.ts';
import { overlayFiles, wantedDependencies } from '../dependencies/wanted-dependencies.ts';
import type { CommandResult, Sandbox } from '../ports/sandbox.ts';
import type { PhaseServices } from '../run/run-ports.ts';
import { refuseFindings } from '../soft-check/inspect-change.ts';
import { softCheck } from '../soft-check/soft-check.ts';
import type { AgentCall } from './agent-call.ts';

/** The sandbox behind `run_command`: opened when it is first needed, one for a visit. */
export interface SandboxCommands extends AsyncDisposable {
  run(overlay: Overlay, command: string, timeoutMs: number): Promise<CommandResult>;
}

export function createSandboxCommands(
  call: AgentCall,
  services: PhaseServices,
  signal: AbortSignal,
): SandboxCommands {
  let opened: { sandbox: Sandbox; copy: SandboxCopy } | undefined;
  const { emit } = services;
  const { runId, phase, language } = call;

  const open = async (overlay: Overlay) => {
    const onProgress = (message: string) => emit({ type: 'sandbox.progress', phase, message });
    const project = await overlayFiles(overlay, signal);
    const { workspace, openSandbox } = services;
    const dependencies = await wantedDependencies({ project, workspace, language }, signal);
    const wish = dependencies.length > 0 ? { dependencies } : {};
    const sandbox = await openSandbox({ runId, language, ...wish, signal, onProgress });
    return { sandbox, copy: createSandboxCopy(sandbox) };
  };

  return {
    async run(overlay, command, timeoutMs) {
      if (call.softCheck === 'block') {
        refuseFindings(await softCheck(overlay.changeSet(), services.store.contents));
      }
      opened ??= await open(overlay);
      await opened.copy.sync(overlay, signal);
      return opened.sandbox.run(command, {
        signal,
        timeoutMs,
        onOutput: chunk => emit({ type: 'terminal.chunk', phase, ...chunk }),
      });
    },
    async [Symbol.asyncDispose]() {
      await opened?.sandbox[Symbol.asyncDispose]();
    },
  };
}
