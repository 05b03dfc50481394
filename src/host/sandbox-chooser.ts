import { ForgeError } from '../engine/forge-error.ts';
import type {
  OpenSandbox,
  OpenSandboxOptions,
  Sandbox,
  SandboxDependencies,
} from '../engine/ports/sandbox.ts';
import type { DockerStatus } from '../sandbox/docker/probe-docker.ts';

/** The sandbox that code will run in, and why, in plain words. */
export interface ChosenSandbox {
  readonly backend: 'docker' | 'devcontainer' | 'embedded';
  readonly title: string;
}

export interface SandboxChooser {
  readonly open: OpenSandbox;
  /** What `open` would use now. Asks Docker where that matters; never throws but for the signal and bad settings. */
  choose(signal: AbortSignal): Promise<ChosenSandbox>;
  /** Throws ForgeError `sandbox.unavailable` within two seconds when the wish cannot be met for now. */
  need(signal: AbortSignal): Promise<void>;
}

export type SandboxWish = 'auto' | 'docker' | 'devcontainer' | 'embedded';

/** The backends, each loaded when it is first needed. */
export interface SandboxBackends {
  docker(): Promise<DockerBackend>;
  embedded(): Promise<{ readonly open: OpenSandbox }>;
}

export interface DockerBackend {
  readonly open: OpenSandbox;
  probe(signal: AbortSignal): Promise<DockerStatus>;
  /** See DockerSandboxes. */
  hasInstalled(dependencies: SandboxDependencies): Promise<boolean>;
  install(
    dependencies: SandboxDependencies,
    options: { readonly signal: AbortSignal; readonly onProgress: (message: string) => void },
  ): Promise<void>;
}

/**
 * Follows the user's wish; `auto` takes Docker where it answers and has an image or can make one, else the
 * embedded sandbox, and says so. A dev container belongs to a workspace, which is not known here: see openDevContainer.
 */
export function createSandboxChooser(wish: SandboxWish, backends: SandboxBackends): SandboxChooser {
  const needDocker = async (signal: AbortSignal) => {
    const status = await (await backends.docker()).probe(signal);
    if (status.kind === 'available') return;
    throw new ForgeError('sandbox.unavailable', status.reason, { retryable: true });
  };
  if (wish === 'devcontainer') {
    return {
      need: needDocker,
      open: () => Promise.reject(new Error('a dev container was opened without its workspace')),
      choose: async () => ({ backend: 'devcontainer', title: 'the dev container of the workspace' }),
    };
  }
  if (wish === 'embedded') {
    return {
      open: async options => (await backends.embedded()).open(options),
      choose: async () => ({ backend: 'embedded', title: 'the embedded sandbox' }),
      need: async () => {},
    };
  }
  if (wish === 'docker') {
    return {
      open: async options => (await backends.docker()).open(options),
      choose: async signal => dockerTitle(await (await backends.docker()).probe(signal)),
      need: needDocker,
    };
  }
  return new AutomaticChooser(backends);
}

class AutomaticChooser implements SandboxChooser {
  readonly #backends: SandboxBackends;
  /** Why Docker is out of the question for the rest of this process; undefined while it is not. */
  #reason: string | undefined;
  #isSaid = false;

  constructor(backends: SandboxBackends) {
    this.#backends = backends;
  }

  async choose(signal: AbortSignal): Promise<ChosenSandbox> {
    if (this.#reason === undefined) {
      const status = await (await this.#backends.docker()).probe(signal);
      if (status.kind === 'available') return dockerTitle(status);
      this.#reason = status.reason;
    }
    return { backend: 'embedded', title: `the embedded sandbox, because: ${this.#reason}` };
  }

  /** There is always the embedded one. */
  async need(): Promise<void> {}

  readonly open: OpenSandbox = async options => {
    const { backend } = await this.choose(options.signal);
    return backend === 'docker' ? this.#openDocker(options) : this.#openEmbedded(options);
  };

  async #openDocker(options: OpenSandboxOptions): Promise<Sandbox> {
    try {
      return await (await this.#backends.docker()).open(options);
    } catch (error) {
      // An image that cannot be had, or an engine that went away: what else is wrong is no reason to change over.
      if (!(error instanceof ForgeError) || !error.code.startsWith('sandbox.')) throw error;
      // Another sandbox has even fewer packages.
      if (error.code === 'sandbox.packages-missing') throw error;
      this.#reason = error.message;
      return this.#openEmbedded(options);
    }
  }

  async #openEmbedded(options: OpenSandboxOptions): Promise<Sandbox> {
    const { open } = await this.#backends.embedded();
    if (!this.#isSaid)
      options.onProgress?.(`Using the embedded sandbox: ${withoutAdvice(this.#reason ?? '')}`);
    this.#isSaid = true;
    return open(options);
  }
}

function dockerTitle(status: DockerStatus): ChosenSandbox {
  if (status.kind === 'unavailable') return { backend: 'docker', title: status.reason };
  const isReady = Object.values(status.images).every(image => image === 'ready');
  const images = isReady ? '' : ', whose image is made when it is first needed';
  const engine = [status.engine, status.version].filter(part => part !== undefined).join(' ');
  return { backend: 'docker', title: `a container of ${engine}${images}` };
}

/** The first sentence: the second one advises what has just been done. */
function withoutAdvice(message: string): string {
  return /^.*?[.!](?=\s|$)/u.exec(message)?.[0] ?? message;
}
