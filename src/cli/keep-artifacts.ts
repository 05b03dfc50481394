import type { Workspace } from '../engine/ports/workspace.ts';
import type { RunPorts } from '../engine/run/run-ports.ts';
import { openArtifactsFolder } from '../host/artifacts-folder.ts';

/**
 * The port through which a run saves what its checks make, each attempt in a folder of its own; none where nobody has
 * asked. Throws ForgeError `config.invalid` for a folder that cannot be used, before anything is paid for.
 */
export async function keepArtifacts(
  directory: string | undefined,
  workspace: Workspace,
): Promise<Pick<RunPorts, 'keepArtifacts'>> {
  if (directory === undefined) return {};
  const folder = await openArtifactsFolder(directory, workspace);
  return { keepArtifacts: (attempt, artifacts) => folder.save(artifacts, `attempt-${attempt}`) };
}
