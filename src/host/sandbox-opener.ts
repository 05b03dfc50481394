import { ForgeError } from '../engine/forge-error.ts';
import type { OpenSandbox } from '../engine/ports/sandbox.ts';
import type { Workspace } from '../engine/ports/workspace.ts';
import { openDevContainer } from './open-dev-container.ts';
import type { HostOptions } from './open-host.ts';
import type { LocalSandboxBackends } from './open-sandbox-backends.ts';
import type { SandboxChooser } from './sandbox-chooser.ts';

interface OpenerSources {
  readonly options: HostOptions;
  readonly backends: LocalSandboxBackends;
  readonly chooser: SandboxChooser;
}

/** Opens sandboxes for a folder: its own dev container where that is wished, else whatever is chosen for all. */
export function sandboxOpener(
  workspace: Workspace | undefined,
  { options, backends, chooser }: OpenerSources,
): OpenSandbox {
  if (options.settings.sandbox !== 'devcontainer') return chooser.open;
  return async request => {
    if (workspace === undefined) throw noWorkspace();
    const container = await openDevContainer(workspace, { options, backends });
    return container.open(request);
  };
}

function noWorkspace(): ForgeError {
  return new ForgeError(
    'config.invalid',
    'A dev container belongs to a folder. Name it with --workspace, or choose another sandbox with --sandbox.',
  );
}
