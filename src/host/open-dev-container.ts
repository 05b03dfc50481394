import { workspaceFiles } from '../engine/dependencies/wanted-dependencies.ts';
import { ForgeError } from '../engine/forge-error.ts';
import type { OpenSandbox } from '../engine/ports/sandbox.ts';
import type { Workspace } from '../engine/ports/workspace.ts';
import type { DevContainerPlan } from '../sandbox/devcontainer/plan-dev-container.ts';
import type { HostOptions } from './open-host.ts';
import type { LocalSandboxBackends } from './open-sandbox-backends.ts';
import type { DockerBackend } from './sandbox-chooser.ts';

/** A workspace's dev container: an image that is built once, in containers like all others. */
export interface DevContainer {
  readonly plan: DevContainerPlan;
  /** Docker with the dev container's image. */
  readonly docker: DockerBackend;
  /** Throws ForgeError `sandbox.unavailable` when no engine answers. */
  isBuilt(signal: AbortSignal): Promise<boolean>;
  /** May reach a network: only when a person has said so. */
  build(options: {
    readonly signal: AbortSignal;
    readonly onProgress: (message: string) => void;
  }): Promise<void>;
  readonly open: OpenSandbox;
}

interface Surroundings {
  readonly options: HostOptions;
  readonly backends: LocalSandboxBackends;
}

/** Reads the workspace's own configuration, never that of a change: throws as planDevContainer does. */
export async function openDevContainer(
  workspace: Workspace,
  { options, backends }: Surroundings,
): Promise<DevContainer> {
  const { planDevContainer } = await import('../sandbox/devcontainer/plan-dev-container.ts');
  const plan = await planDevContainer(await workspaceFiles(workspace, new AbortController().signal));
  const docker = await backends.dockerWith(plan.image);
  const { env, assetsDirectory, settings } = options;

  const isBuilt = async (signal: AbortSignal) => {
    const status = await docker.probe(signal);
    if (status.kind === 'unavailable')
      throw new ForgeError('sandbox.unavailable', status.reason, { retryable: true });
    return status.images.python === 'ready';
  };
  const build: DevContainer['build'] = async progress => {
    const { buildDevContainer } = await import('../sandbox/devcontainer/build-dev-container.ts');
    const dockerHost = settings.dockerHost || env['DOCKER_HOST'];
    await buildDevContainer(plan, {
      ...progress,
      env,
      packagesFrom: assetsDirectory,
      ...(dockerHost && { dockerHost }),
    });
  };

  return {
    plan,
    docker,
    isBuilt,
    build,
    async open(request) {
      const { signal, onProgress = () => {} } = request;
      if (!(await isBuilt(signal))) {
        if (settings.install !== 'always') throw notBuilt(plan);
        await build({ signal, onProgress });
      }
      if (plan.unused.length > 0) onProgress(unusedParts(plan));
      const { DevContainerSandbox } = await import('../sandbox/devcontainer/dev-container-sandbox.ts');
      return new DevContainerSandbox(await docker.open(request), plan);
    },
  };
}

function notBuilt({ configPath }: DevContainerPlan): ForgeError {
  return new ForgeError(
    'sandbox.packages-missing',
    `The dev container of ${configPath} has not been built yet, which may need the network. Run "codeforge sandbox setup --sandbox devcontainer" (in VS Code: "CodeForge: Install Dependencies in Sandbox"), then resume the run.`,
    { retryable: true },
  );
}

function unusedParts({ configPath, unused }: DevContainerPlan): string {
  return `The sandbox has its own limits and environment: of ${configPath} it does not use ${unused.join(', ')}.`;
}
