import type { SandboxLanguage } from '../engine/ports/sandbox.ts';
import type { Belongings } from '../sandbox/docker/belongings.ts';
import type { BuildOptions } from '../sandbox/docker/build-image.ts';
import type { DockerKeeper, DockerReport } from '../sandbox/docker/docker-keeper.ts';
import type { ImageFacts } from '../sandbox/docker/image-choice.ts';
import type { Pruned } from '../sandbox/docker/prune-belongings.ts';
import { dockerOptions } from './docker-options.ts';
import { examineSandboxes, type Finding } from './examine-machine.ts';
import type { HostOptions } from './open-host.ts';
import { type ProgramOrder, type ProgramResult, runProgram } from './run-program.ts';

/** What people do with sandboxes apart from solving tasks, for every front end. */
export interface SandboxDesk {
  /** Builds and tests one image. Throws ForgeError `sandbox.image-missing` or `sandbox.unavailable`. */
  build(language: SandboxLanguage, options: BuildOptions): Promise<ImageFacts>;
  /** Never throws for a backend that is not there: that is part of the answer. */
  status(signal: AbortSignal): Promise<SandboxStatus>;
  /** What is there to be removed. Throws ForgeError `sandbox.unavailable` when no engine answers. */
  find(): Promise<Belongings>;
  prune(found: Belongings): Promise<Pruned>;
  /** Throws what a sandbox throws, and ForgeError `config.invalid` for a program that cannot be sent. */
  run(order: ProgramOrder): Promise<ProgramResult>;
}

export interface SandboxStatus {
  readonly backends: readonly Finding[];
  /** Null where no engine answers. */
  readonly docker: DockerReport | null;
  readonly limits: { readonly memoryMb: number; readonly cpus: number };
}

export function openSandboxDesk(options: HostOptions): SandboxDesk {
  const { memoryMb, cpus } = options.settings;
  const keeper = async (): Promise<DockerKeeper> => {
    const { createDockerKeeper } = await import('../sandbox/docker/docker-keeper.ts');
    return createDockerKeeper(dockerOptions(options));
  };
  return {
    build: async (language, buildOptions) => (await keeper()).build(language, buildOptions),
    async status(signal) {
      const backends = await examineSandboxes(options, signal);
      const hasDocker = backends.some(({ title, status }) => title === 'Docker' && status === 'ok');
      const docker = hasDocker ? await (await keeper()).report() : null;
      return { backends, docker, limits: { memoryMb, cpus } };
    },
    find: async () => (await keeper()).find(),
    prune: async found => (await keeper()).prune(found),
    run: order => runProgram(options, order),
  };
}
