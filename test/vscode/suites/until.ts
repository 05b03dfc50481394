import * as vscode from 'vscode';

/** Resolves when the condition holds; it is looked at anew whenever the event fires. */
export async function until(event: vscode.Event<unknown>, holds: () => boolean): Promise<void> {
  if (holds()) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const listener = event(() => {
    if (holds()) resolve();
  });
  // Something may have happened between the first look and the listening.
  if (holds()) resolve();
  await promise;
  listener.dispose();
}

function tabLabels(): readonly string[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
}

/** Resolves when the review of a task is the only open tab. VS Code adds the number of files to its title. */
export function untilReview(task: string): Promise<void> {
  const isReview = () =>
    tabLabels().length === 1 && tabLabels()[0]?.startsWith(`CodeForge: ${task}`) === true;
  return until(vscode.window.tabGroups.onDidChangeTabs, isReview);
}

export function untilNoTabs(): Promise<void> {
  return until(vscode.window.tabGroups.onDidChangeTabs, () => tabLabels().length === 0);
}
