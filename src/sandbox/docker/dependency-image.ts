import { createHash } from 'node:crypto';
import type { SandboxDependencies } from '../../engine/ports/sandbox.ts';
import type { DockerClient } from './docker-client.ts';
import { inspectImage } from './image-choice.ts';

/** Present on every image of installed packages; its value is the package manager. */
export const dependenciesLabel = 'codeforge.deps';

/** The name of the image that holds exactly these packages on exactly this base. */
export function dependencyImageName(baseId: string, { manager, files }: SandboxDependencies): string {
  const hash = createHash('sha256').update(`${installVersion}\0${baseId}\0${manager}\0`);
  for (const { path, bytes } of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return `codeforge-deps-${manager}:${hash.digest('hex').slice(0, 32)}`;
}

// Raised when what the set-up step makes of the same lock file changes.
const installVersion = 1;

/** The id of the first of these whose packages are installed on the base. */
export async function findInstalled(
  client: DockerClient,
  baseId: string,
  wanted: readonly SandboxDependencies[],
): Promise<string | undefined> {
  for (const dependencies of wanted) {
    const image = await inspectImage(client, dependencyImageName(baseId, dependencies));
    if (image !== undefined) return image.id;
  }
  return undefined;
}
