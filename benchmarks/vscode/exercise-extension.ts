import { startScriptedServer } from '../../test/servers/scripted-server.ts';
import { testEnvironment } from '../../test/vscode/harness/test-environment.ts';
import type { VscodeInstall } from '../../test/vscode/harness/vscode-install.ts';
import { openWorkbench, type Workbench } from '../../test/vscode/harness/workbench.ts';
import { readActivationTimes } from './activation-times.ts';
import { steadyHostMemory } from './host-memory.ts';
import type { EmptyExtension } from './make-empty-extension.ts';
import { layOutPlainTask, plainTask } from './plain-task.ts';
import { runCommand } from './run-command.ts';

export interface Installed {
  /** The folder of our extension. */
  readonly ours: string;
  /** Activated by the same event as ours, and so in the same moment. */
  readonly empty: EmptyExtension;
  /** An empty folder of this window's own. */
  readonly data: string;
}

export interface Exercise {
  /**
   * As VS Code counts it, which is from the moment that all of an event's extensions are asked for: each one's figure
   * holds what those before it took.
   */
  readonly activationMs: { readonly ours: number; readonly empty: number };
  /** Resident memory of the extension host after the run, VS Code's own extensions included. */
  readonly hostBytes: number;
}

/** Opens a VS Code in which both are installed, and solves a task with ours. */
export async function exerciseExtension(install: VscodeInstall, installed: Installed): Promise<Exercise> {
  const { ours, empty, data } = installed;
  await using server = await startScriptedServer('openai', [plainTask.turn]);
  await using workbench = await openWorkbench(install, {
    extension: ours,
    isDevelopment: false,
    installed: [empty.folder],
    folder: await layOutPlainTask(data),
    size: { width: 1280, height: 2400 },
    settings: {
      'codeforge.model': 'openai/scripted',
      'codeforge.check': plainTask.check,
      'codeforge.sandbox.backend': 'embedded',
    },
    env: { ...testEnvironment(data), ...server.env },
  });
  await solveTask(workbench);
  const hostBytes = await steadyHostMemory(data);
  const [oursMs = Number.NaN, emptyMs = Number.NaN] = await readActivationTimes(workbench, [
    'CodeForge',
    empty.name,
  ]);
  return { activationMs: { ours: oursMs, empty: emptyMs }, hostBytes };
}

async function solveTask(workbench: Workbench): Promise<void> {
  await workbench.runCommand('CodeForge: Solve Task');
  await workbench.answerInput(plainTask.text);
  await workbench.notification('Nothing is written until you accept').waitFor({ timeout: 120_000 });
  await runCommand(workbench, 'CodeForge: Accept All Changes');
  await workbench.notification('The change was written').waitFor();
}
