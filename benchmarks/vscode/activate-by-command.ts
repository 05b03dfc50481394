import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { testEnvironment } from '../../test/vscode/harness/test-environment.ts';
import type { VscodeInstall } from '../../test/vscode/harness/vscode-install.ts';
import { openWorkbench } from '../../test/vscode/harness/workbench.ts';
import { readActivationTimes } from './activation-times.ts';
import { steadyHostMemory } from './host-memory.ts';
import { makeEmptyExtension } from './make-empty-extension.ts';
import { runCommand } from './run-command.ts';

export interface Activation {
  readonly oursMs: number;
  readonly emptyMs: number;
  /** Resident memory of the extension host, VS Code's own extensions included. */
  readonly hostBytes: { readonly before: number; readonly activated: number };
}

/**
 * Activates ours and an empty extension one after the other, each by a command: what activating takes by itself.
 * Ours is a copy that waits for its command, since what activates together is counted together. `data` is an empty
 * folder of this window's own.
 */
export async function activateByCommand(
  install: VscodeInstall,
  { ours, data }: { readonly ours: string; readonly data: string },
): Promise<Activation> {
  // The first one pays for what activating itself has to load.
  const first = await makeEmptyExtension(data, 'First');
  const empty = await makeEmptyExtension(data, 'Empty');
  await using workbench = await openWorkbench(install, {
    extension: await withoutEvents(ours, path.join(data, 'ours')),
    isDevelopment: false,
    installed: [first.folder, empty.folder],
    size: { width: 1280, height: 2400 },
    settings: {},
    env: testEnvironment(data),
  });
  await runCommand(workbench, first.command);
  await runCommand(workbench, empty.command);
  const before = await steadyHostMemory(data);
  await runCommand(workbench, 'CodeForge: Show Log');
  // The log takes the focus once the extension is active.
  await workbench.page.locator('.part.panel .monaco-editor.focused').waitFor();
  const activated = await steadyHostMemory(data);
  const [oursMs = Number.NaN, emptyMs = Number.NaN] = await readActivationTimes(workbench, [
    'CodeForge',
    empty.name,
  ]);
  return { oursMs, emptyMs, hostBytes: { before, activated } };
}

async function withoutEvents(extension: string, copy: string): Promise<string> {
  await cp(extension, copy, { recursive: true });
  const manifest = path.join(copy, 'package.json');
  const { activationEvents: _, ...rest } = JSON.parse(await readFile(manifest, 'utf8'));
  await writeFile(manifest, JSON.stringify(rest));
  return copy;
}
