import type { Workbench } from '../../test/vscode/harness/workbench.ts';

/**
 * What VS Code itself says under "Running Extensions" of the extensions with these names: milliseconds for loading
 * the code and calling it. Only rows in sight exist: the window must be tall enough for all of them.
 */
export async function readActivationTimes(
  { page, runCommand }: Workbench,
  names: readonly string[],
): Promise<readonly number[]> {
  await runCommand('Developer: Show Running Extensions');
  const rows = page.locator('.runtime-extensions-editor .extension');
  const texts = names.map(name => {
    const own = rows.filter({ has: page.getByText(name, { exact: true }) });
    return own.locator('.activation-time').filter({ hasText: /\d+ms/ }).first().textContent();
  });
  return (await Promise.all(texts)).map(text => Number(/(\d+)ms/.exec(text ?? '')?.[1]));
}
