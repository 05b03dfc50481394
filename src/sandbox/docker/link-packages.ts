import { ForgeError } from '../../engine/forge-error.ts';
import { packagesFolder } from './install-script.ts';
import type { RunningContainer } from './running-container.ts';

/**
 * Makes a `node_modules` in the work folder whose entries lead to the installed packages, for scripts that name
 * such paths. A folder of links, not a link: tools keep caches in it. Does nothing without
 * packages. Throws ForgeError `sandbox.unavailable`.
 */
export async function linkPackages(container: RunningContainer): Promise<void> {
  const exitCode = await container.exec({ command: ['sh', '-c', script], onBytes: () => {} });
  if (exitCode === 0) return;
  throw new ForgeError(
    'sandbox.unavailable',
    'The sandbox container could not be given its packages. Resume the run to try again.',
    { retryable: true },
  );
}

const script = `
cd ${packagesFolder}/node_modules 2>/dev/null || exit 0
mkdir -p "$OLDPWD/node_modules" && ln -s "$PWD"/* "$PWD"/.bin "$OLDPWD/node_modules/"`;
