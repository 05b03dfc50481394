import { findDependencies } from '../engine/dependencies/find-dependencies.ts';
import { workspaceFiles } from '../engine/dependencies/wanted-dependencies.ts';
import type { SandboxDependencies } from '../engine/ports/sandbox.ts';
import type { Workspace } from '../engine/ports/workspace.ts';
import { type InstallAnswer, type InstallAnswers, installAnswers } from './install-answers.ts';
import type { DockerBackend } from './sandbox-chooser.ts';

/** `never`: packages are not installed. `ask`: a person is asked first. `always`: as soon as a lock file is found. */
export type InstallPolicy = 'never' | 'ask' | 'always';

export const installPolicies: readonly InstallPolicy[] = ['never', 'ask', 'always'];

/** The packages of one folder's lock files, and the step that installs them. */
export interface DependencySetup {
  /** Every lock file that is there, and whether its packages are in the sandbox. Never asks an engine without one. */
  look(signal: AbortSignal): Promise<readonly FoundDependencies[]>;
  /** Only when a person has said so. Throws ForgeError `sandbox.*` that says what to do. */
  install(dependencies: SandboxDependencies, options: SetupOptions): Promise<void>;
  recall(dependencies: SandboxDependencies): Promise<InstallAnswer | undefined>;
  remember(dependencies: SandboxDependencies, answer: InstallAnswer): Promise<void>;
}

/** `unavailable`: the sandbox that would be used cannot install packages. */
export interface FoundDependencies {
  readonly dependencies: SandboxDependencies;
  readonly status: 'installed' | 'missing' | 'unavailable';
}

interface SetupOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (message: string) => void;
}

interface SetupSources {
  readonly workspace: Workspace;
  readonly dataDirectory: string;
  /** Undefined where the sandbox that would be used cannot install packages. */
  readonly installer: (signal: AbortSignal) => Promise<DockerBackend | undefined>;
  readonly docker: () => Promise<DockerBackend>;
}

export function dependencySetup({
  workspace,
  dataDirectory,
  installer,
  docker,
}: SetupSources): DependencySetup {
  const answers: InstallAnswers = installAnswers(dataDirectory);
  const { root } = workspace;

  return {
    async look(signal) {
      const project = await workspaceFiles(workspace, signal);
      const locks = await Promise.all([
        findDependencies(project, 'node'),
        findDependencies(project, 'python'),
      ]);
      const found = locks.filter(lock => lock !== undefined);
      if (found.length === 0) return [];
      const backend = await installer(signal);
      return Promise.all(
        found.map(async dependencies => ({ dependencies, status: await statusOf(dependencies, backend) })),
      );
    },
    install: async (dependencies, options) => (await docker()).install(dependencies, options),
    recall: dependencies => answers.recall(root, dependencies),
    remember: (dependencies, answer) => answers.remember(root, dependencies, answer),
  };
}

async function statusOf(
  dependencies: SandboxDependencies,
  backend: DockerBackend | undefined,
): Promise<FoundDependencies['status']> {
  if (backend === undefined) return 'unavailable';
  return (await backend.hasInstalled(dependencies)) ? 'installed' : 'missing';
}
