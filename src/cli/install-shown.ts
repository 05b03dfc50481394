import type { SandboxDependencies } from '../engine/ports/sandbox.ts';
import type { DependencySetup } from '../host/dependency-setup.ts';
import type { CommandIo } from './command-io.ts';

/** Installs the packages and shows how far that is, on standard error: standard output may be for programs. */
export async function installShown(
  setup: DependencySetup,
  dependencies: SandboxDependencies,
  io: CommandIo,
): Promise<void> {
  let last = '';
  const onProgress = (message: string) => {
    if (message === last) return;
    last = message;
    io.stderr.write(`${io.stderr.color.dim(message)}\n`);
  };
  await setup.install(dependencies, { signal: io.interrupts.cancelled, onProgress });
}
