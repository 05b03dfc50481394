import type { SandboxUpdate } from '../../engine/ports/sandbox.ts';
import { commandOutput } from '../command-output.ts';
import type { RunningContainer } from './running-container.ts';
import { packWorkFolder } from './work-folder-tar.ts';

/**
 * Deletes and writes in the container's work folder, through the standard input of commands: an archive
 * cannot be put into a read-only container otherwise. Returns why it did not work, as a full sentence;
 * undefined when it did.
 */
export async function sendUpdate(
  container: RunningContainer,
  { deleted, files }: SandboxUpdate,
): Promise<string | undefined> {
  if (deleted.length > 0) {
    const refusal = await feed(container, deletePaths, new TextEncoder().encode(deleted.join('\0')));
    if (refusal !== undefined) return refusal;
  }
  return files.length > 0 ? feed(container, unpackFiles, await packWorkFolder(files)) : undefined;
}

async function feed(
  container: RunningContainer,
  script: string,
  input: Uint8Array,
): Promise<string | undefined> {
  const output = commandOutput();
  const exitCode = await container.exec({ command: ['sh', '-c', script], input, onBytes: output.write });
  return exitCode === 0 ? undefined : refusalOf(output.end().stderr);
}

// A folder that this empties goes too: Python, for one, would still import it.
const deletePaths = `xargs -0 sh -c '
  rm -rf -- "$@" || exit
  for path; do
    case $path in */*) rmdir -p -- "\${path%/*}" 2>/dev/null ;; esac
  done
  true' sh`;

// Times are the moment of unpacking: the clocks of engine and host may differ. What is left of the input
// after a failure is read all the same, else the engine would close the connection before saying why.
const unpackFiles = 'tar -xpmf - || { cat >/dev/null; exit 1; }';

function refusalOf(stderr: string): string {
  // The second is what tar says when the last block of a file does not fit.
  if (/no space left on device|wrote only/iu.test(stderr)) {
    return 'The workspace does not fit into the sandbox, whose work folder takes half of its memory limit. Raise the memory limit, or leave large files out of the workspace.';
  }
  const [firstLine = ''] = stderr.trim().split('\n');
  return `The sandbox could not take the workspace's files: ${firstLine}. Choose another sandbox image, or report this.`;
}
