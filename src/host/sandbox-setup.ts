import { findDependencies } from '../engine/dependencies/find-dependencies.ts';
import { workspaceFiles } from '../engine/dependencies/wanted-dependencies.ts';
import type { SandboxDependencies } from '../engine/ports/sandbox.ts';
import type { Workspace } from '../engine/ports/workspace.ts';
import type { InstallAnswer, InstallAnswers } from './install-answers.ts';
import type { DevContainer } from './open-dev-container.ts';
import type { ChosenSandbox, DockerBackend, SandboxBackends } from './sandbox-chooser.ts';

/** What one folder's programs need in the sandbox, and the steps that bring it there. */
export interface SandboxSetup {
  /** Every lock file that is there, and the dev container where that is the sandbox. In the order to take them. */
  look(signal: AbortSignal): Promise<readonly SetupStep[]>;
}

/** The only kind of step that may reach a network. */
export interface SetupStep {
  /** `the packages of uv.lock`, for people. */
  readonly title: string;
  /** `impossible`: `refusal` says why, as a full sentence. */
  readonly status: 'done' | 'missing' | 'impossible';
  readonly refusal: string;
  /** Only when a person has said so. Throws ForgeError `sandbox.*` that says what to do. */
  take(options: StepOptions): Promise<void>;
  /** What was said of exactly this step, as it is now. */
  recall(): Promise<InstallAnswer | undefined>;
  remember(answer: InstallAnswer): Promise<void>;
}

interface StepOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (message: string) => void;
}

interface SetupSources {
  readonly workspace: Workspace;
  readonly answers: InstallAnswers;
  readonly backends: SandboxBackends;
  readonly choose: (signal: AbortSignal) => Promise<ChosenSandbox>;
  /** Undefined where no dev container is wished for. */
  readonly openContainer: (() => Promise<DevContainer>) | undefined;
}

export function sandboxSetup(sources: SetupSources): SandboxSetup {
  const { workspace, backends, choose, openContainer } = sources;

  return {
    async look(signal) {
      const project = await workspaceFiles(workspace, signal);
      const locks = (
        await Promise.all([findDependencies(project, 'node'), findDependencies(project, 'python')])
      ).filter(lock => lock !== undefined);
      if (openContainer !== undefined) {
        const container = await openContainer();
        const step = await containerStep(container, sources, signal);
        return [step, ...(await lockSteps(locks, container.docker, sources))];
      }
      // Nothing is asked of an engine that is not needed.
      if (locks.length === 0) return [];
      const { backend } = await choose(signal);
      return lockSteps(locks, backend === 'docker' ? await backends.docker() : undefined, sources);
    },
  };
}

async function containerStep(
  container: DevContainer,
  { workspace, answers }: SetupSources,
  signal: AbortSignal,
): Promise<SetupStep> {
  const subject = [workspace.root, container.plan.image];
  return {
    title: `the dev container of ${container.plan.configPath}`,
    status: (await container.isBuilt(signal)) ? 'done' : 'missing',
    refusal: '',
    take: container.build,
    recall: () => answers.recall(subject),
    remember: answer => answers.remember(subject, answer),
  };
}

function lockSteps(
  locks: readonly SandboxDependencies[],
  docker: DockerBackend | undefined,
  { workspace, answers }: SetupSources,
): Promise<readonly SetupStep[]> {
  const decoder = new TextDecoder();
  return Promise.all(
    locks.map(async lock => {
      const contents = lock.files.map(({ path, bytes }) => `${path}\0${decoder.decode(bytes)}`);
      const subject = [workspace.root, lock.manager, ...contents];
      const refusal = docker === undefined ? noInstaller(lock.lockFile) : lock.refusal;
      return {
        title: `the packages of ${lock.lockFile}`,
        status: refusal === undefined ? await statusOf(lock, docker) : ('impossible' as const),
        refusal: refusal ?? '',
        take: async options => docker?.install(lock, options),
        recall: () => answers.recall(subject),
        remember: answer => answers.remember(subject, answer),
      } satisfies SetupStep;
    }),
  );
}

async function statusOf(
  lock: SandboxDependencies,
  docker: DockerBackend | undefined,
): Promise<'done' | 'missing'> {
  return (await docker?.hasInstalled(lock)) === true ? 'done' : 'missing';
}

function noInstaller(lockFile: string): string {
  return `The packages of ${lockFile} cannot be installed: the embedded sandbox would be used, which takes none. Start Docker, and try again.`;
}
