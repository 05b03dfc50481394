import { packagesFolder } from './install-script.ts';
import type { RunningContainer } from './running-container.ts';

/**
 * Makes a `node_modules` in the work folder whose entries lead to the installed packages, for scripts that name
 * such paths. A folder of links, not a link: tools keep caches in it. Does nothing without packages.
 */
export async function linkPackages(container: RunningContainer): Promise<void> {
  const exitCode = await container.exec({ command: ['sh', '-c', script], onBytes: () => {} });
  // Something else is wrong then, such as a container that is gone.
  if (exitCode !== 0) await container.assertRunning();
}

const script = `
cd ${packagesFolder}/node_modules 2>/dev/null || exit 0
mkdir -p "$OLDPWD/node_modules" && ln -s "$PWD"/* "$PWD"/.bin "$OLDPWD/node_modules/"`;
