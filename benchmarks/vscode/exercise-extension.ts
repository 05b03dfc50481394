import { startScriptedServer } from '../../test/servers/scripted-server.ts';
import { testEnvironment } from '../../test/vscode/harness/test-environment.ts';
import type { VscodeInstall } from '../../test/vscode/harness/vscode-install.ts';
import { openWorkbench, type Workbench } from '../../test/vscode/harness/workbench.ts';
import { readActivationTimes } from './activation-times.ts';
import { steadyHostMemory } from './host-memory.ts';
import type { EmptyExtension } from './make-empty-extension.ts';
import { layOutPlainTask, plainTask } from './plain-task.ts';

export interface Installed {
  /** The folder of our extension. */
  readonly ours: string;
  /** Activated before the others: the first one pays for what activating itself has to load. */
  readonly first: EmptyExtension;
  readonly empty: EmptyExtension;
  /** An empty folder of this window's own. */
  readonly data: string;
}

export interface Exercise {
  readonly activationMs: { readonly ours: number; readonly empty: number };
  /** Resident memory of the extension host, VS Code's own extensions included. */
  readonly hostBytes: { readonly before: number; readonly activated: number; readonly afterRun: number };
}

/** Opens a VS Code in which all three are installed, activates each by a command, and solves a task with ours. */
export async function exerciseExtension(install: VscodeInstall, installed: Installed): Promise<Exercise> {
  const { ours, first, empty, data } = installed;
  await using server = await startScriptedServer('openai', [plainTask.turn]);
  await using workbench = await openWorkbench(install, {
    extension: ours,
    isDevelopment: false,
    installed: [first.folder, empty.folder],
    folder: await layOutPlainTask(data),
    size: { width: 1280, height: 2400 },
    settings: {
      'codeforge.model': 'openai/scripted',
      'codeforge.check': plainTask.check,
      'codeforge.sandbox.backend': 'embedded',
    },
    env: { ...testEnvironment(data), ...server.env },
  });
  await runCommand(workbench, first.command);
  await runCommand(workbench, empty.command);
  const before = await steadyHostMemory(data);
  await runCommand(workbench, 'CodeForge: Show Log');
  // The log takes the focus once the extension is active.
  await workbench.page.locator('.part.panel .monaco-editor.focused').waitFor();
  const activated = await steadyHostMemory(data);
  await solveTask(workbench);
  const afterRun = await steadyHostMemory(data);
  const [oursMs = Number.NaN, emptyMs = Number.NaN] = await readActivationTimes(workbench, [
    'CodeForge',
    empty.name,
  ]);
  return {
    activationMs: { ours: oursMs, empty: emptyMs },
    hostBytes: { before, activated, afterRun },
  };
}

/** Waits until the palette has closed: a key that comes before would be its own. */
async function runCommand({ page, runCommand: run }: Workbench, label: string): Promise<void> {
  await run(label);
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}

async function solveTask(workbench: Workbench): Promise<void> {
  await workbench.runCommand('CodeForge: Solve Task');
  await workbench.answerInput(plainTask.text);
  await workbench.notification('Nothing is written until you accept').waitFor({ timeout: 120_000 });
  await runCommand(workbench, 'CodeForge: Accept All Changes');
  await workbench.notification('The change was written').waitFor();
}
