import type { Workbench } from '../../test/vscode/harness/workbench.ts';

/** Runs a command by its label. Waits until the palette has closed: a key that comes before would be its own. */
export async function runCommand(workbench: Workbench, label: string): Promise<void> {
  await workbench.runCommand(label);
  await workbench.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}
