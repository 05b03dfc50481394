import type {
  ArtifactOptions,
  CommandResult,
  RunCommandOptions,
  Sandbox,
  SandboxArtifacts,
  SandboxUpdate,
} from '../../engine/ports/sandbox.ts';
import type { DevContainerPlan } from './plan-dev-container.ts';

/** A container of the dev container's image, under the limits of every other; commands get its variables. */
export class DevContainerSandbox implements Sandbox {
  readonly backend = 'devcontainer';
  readonly #inner: Sandbox;
  readonly #prelude: string;

  constructor(inner: Sandbox, { environment }: Pick<DevContainerPlan, 'environment'>) {
    this.#inner = inner;
    this.#prelude = Object.entries(environment)
      .map(([name, value]) => `export ${name}=${quote(value)}\n`)
      .join('');
  }

  write(update: SandboxUpdate, signal: AbortSignal): Promise<void> {
    return this.#inner.write(update, signal);
  }

  run(command: string, options: RunCommandOptions): Promise<CommandResult> {
    return this.#inner.run(`${this.#prelude}${command}`, options);
  }

  artifacts(options: ArtifactOptions): Promise<SandboxArtifacts> {
    return this.#inner.artifacts(options);
  }

  [Symbol.asyncDispose](): PromiseLike<void> {
    return this.#inner[Symbol.asyncDispose]();
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
