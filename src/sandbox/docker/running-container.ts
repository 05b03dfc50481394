import type { Duplex } from 'node:stream';
import type Docker from 'dockerode';
import type { ContainerCreateOptions } from 'dockerode';
import type { KeeperReport } from './container-keeper.ts';
import { programUser } from './container-spec.ts';
import type { DockerClient } from './docker-client.ts';
import { isContainerGone } from './docker-error.ts';
import { type Keeper, keeperOf } from './keeper.ts';
import { type BytesSink, RunningCommand } from './running-command.ts';
import { untilAborted } from './until-aborted.ts';

interface ExecRequest {
  readonly command: readonly string[];
  /** Sent to standard input, which is empty without it. */
  readonly input?: Uint8Array;
  readonly onBytes: BytesSink;
}

/** Starts a container and gives the handle to it. Nothing is left behind when the start fails. */
export async function startContainer(
  client: DockerClient,
  spec: ContainerCreateOptions,
  log: (line: string) => void,
): Promise<RunningContainer> {
  const { id } = await client.ask(docker => docker.createContainer(spec));
  const container = new RunningContainer(client, { id, log });
  try {
    await container.start();
    return container;
  } catch (error) {
    await container.remove();
    throw error;
  }
}

/** A container that was started, until it is removed. */
export class RunningContainer {
  readonly id: string;
  readonly #client: DockerClient;
  readonly #log: (line: string) => void;
  /** Those of commands. */
  readonly #streams = new Set<Duplex>();
  #keeperStream: Duplex | undefined;
  #keeper: Keeper | undefined;
  #removing: Promise<unknown> | undefined;

  constructor(client: DockerClient, options: { id: string; log: (line: string) => void }) {
    this.id = options.id;
    this.#client = client;
    this.#log = options.log;
  }

  /** Unpacks a tar archive into the root folder of a container that was only created, as the engine's own root. */
  async putArchive(archive: Uint8Array): Promise<void> {
    await this.#client.ask(docker =>
      docker.getContainer(this.id).putArchive(Buffer.from(archive), { path: '/' }),
    );
  }

  /** Called once. */
  async start(): Promise<void> {
    const attach = { stream: true, stdin: true, stdout: true, stderr: true, hijack: true };
    const stream = await openStream(this.#client, (docker, abortSignal) =>
      docker.getContainer(this.id).attach({ ...attach, abortSignal }),
    );
    this.#keeperStream = stream;
    this.#keeper = keeperOf(stream, this.#client.address);
    await this.#client.ask(docker => docker.getContainer(this.id).start());
  }

  /** Whether the container runs as far as anybody has heard. */
  get isRunning(): boolean {
    return this.#removing === undefined && this.#keeper?.isListening === true;
  }

  /** Throws ForgeError `sandbox.unavailable` when somebody has ended or removed the container. */
  report(): Promise<KeeperReport> {
    if (this.#keeper === undefined) throw new Error('The container was asked before it was started.');
    const keeper = this.#keeper;
    return this.#client.ask(() => keeper.report());
  }

  /** Runs one command as the programs' user and returns its exit code. Only removing the container ends it early. */
  async exec({ command, input, onBytes }: ExecRequest): Promise<number> {
    const running = await this.startCommand(command, input === undefined ? 'no input' : 'input');
    if (input !== undefined) running.sendAll(input);
    return running.finish(onBytes);
  }

  /** Starts one command as the programs' user. */
  async startCommand(command: readonly string[], stdin: 'input' | 'no input'): Promise<RunningCommand> {
    const hasInput = stdin === 'input';
    const exec = await this.#client.ask(docker =>
      docker.getContainer(this.id).exec({
        Cmd: [...command],
        User: programUser,
        AttachStdin: hasInput,
        AttachStdout: true,
        AttachStderr: true,
      }),
    );
    const stream = await openStream(this.#client, (_docker, abortSignal) =>
      exec.start({ hijack: true, stdin: hasInput, abortSignal }),
    );
    this.#streams.add(stream);
    stream.once('close', () => this.#streams.delete(stream));
    return new RunningCommand(this.#client, exec, stream);
  }

  /**
   * Ends every process and removes the container. Resolves to what went wrong, if anything did: then the
   * container is logged, and found by its labels at the next start.
   */
  remove(): Promise<unknown> {
    this.#removing ??= this.#remove();
    return this.#removing;
  }

  async #remove(): Promise<unknown> {
    try {
      if (await this.#endsByItself()) return undefined;
      await this.#client.ask(
        docker => docker.getContainer(this.id).remove({ force: true, v: true }),
        removeDeadlineMs,
      );
      return undefined;
    } catch (error) {
      if (isContainerGone(error)) return undefined;
      this.#log(`The container ${this.id} could not be removed; the next start will try again. (${error})`);
      return error;
    } finally {
      for (const stream of this.#streams) stream.destroy();
      this.#keeperStream?.destroy();
    }
  }

  /**
   * The keeper ends when its input does, and the container is removed with it: a quarter faster than when the engine has
   * to end it. Not asked of one in which something else runs, for that may take all the time there is.
   */
  async #endsByItself(): Promise<boolean> {
    if (this.#streams.size > 0 || this.#keeper?.isListening !== true) return false;
    const removal = this.#client.ask(docker => docker.getContainer(this.id).wait({ condition: 'removed' }));
    this.#keeperStream?.end();
    const [ending] = await Promise.allSettled([untilAborted(removal, AbortSignal.timeout(endingMs))]);
    // It ends with the container, whoever removes that.
    removal.catch(() => undefined);
    return ending.status === 'fulfilled' || isContainerGone(ending.reason);
  }
}

/** A connection that stays. Where the engine refuses it the library leaves it open, and it would keep the process alive. */
async function openStream(
  client: DockerClient,
  open: (docker: Docker, abortSignal: AbortSignal) => Promise<NodeJS.ReadWriteStream>,
): Promise<Duplex> {
  const refused = new AbortController();
  try {
    return (await client.ask(docker => open(docker, refused.signal))) as Duplex;
  } catch (error) {
    refused.abort();
    throw error;
  }
}

// Many times what it takes.
const endingMs = 2_000;

// Cancelling waits for this. An engine that takes longer hangs, and then nothing helps.
const removeDeadlineMs = 5_000;
