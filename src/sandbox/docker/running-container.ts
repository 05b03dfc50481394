import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { ContainerCreateOptions, Exec } from 'dockerode';
import { ForgeError } from '../../engine/forge-error.ts';
import type { OutputChunk } from '../../engine/ports/sandbox.ts';
import { programUser } from './container-spec.ts';
import { demultiplex } from './demultiplex.ts';
import type { DockerClient } from './docker-client.ts';
import { containerDisappeared, dockerError, statusCodeOf } from './docker-error.ts';

interface ExecRequest {
  readonly command: readonly string[];
  /** Sent to standard input, which is empty without it. */
  readonly input?: Uint8Array;
  readonly onBytes: (stream: OutputChunk['stream'], bytes: Uint8Array) => void;
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
  readonly #streams = new Set<Duplex>();
  #removing: Promise<unknown> | undefined;

  constructor(client: DockerClient, options: { id: string; log: (line: string) => void }) {
    this.id = options.id;
    this.#client = client;
    this.#log = options.log;
  }

  /** Runs one command as the programs' user and returns its exit code. Only removing the container ends it early. */
  async exec(request: ExecRequest): Promise<number> {
    const exec = await this.#client.ask(docker =>
      docker.getContainer(this.id).exec({
        Cmd: [...request.command],
        User: programUser,
        AttachStdin: request.input !== undefined,
        AttachStdout: true,
        AttachStderr: true,
      }),
    );
    const stream = await this.#client.ask(() =>
      exec.start({ hijack: true, stdin: request.input !== undefined }),
    );
    this.#streams.add(stream);
    try {
      if (request.input !== undefined) stream.end(request.input);
      await this.#read(stream, request);
    } finally {
      this.#streams.delete(stream);
      stream.destroy();
    }
    return this.#exitCode(exec);
  }

  /** Unpacks a tar archive into the root folder of a container that was only created, as the engine's own root. */
  async putArchive(archive: Uint8Array): Promise<void> {
    await this.#client.ask(docker =>
      docker.getContainer(this.id).putArchive(Buffer.from(archive), { path: '/' }),
    );
  }

  async start(): Promise<void> {
    await this.#client.ask(docker => docker.getContainer(this.id).start());
  }

  /** Throws ForgeError `sandbox.unavailable` when somebody has ended or removed the container. */
  async assertRunning(): Promise<void> {
    const { State } = await this.#client.ask(docker => docker.getContainer(this.id).inspect());
    if (!State.Running) throw containerDisappeared();
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
      await this.#client.ask(
        docker => docker.getContainer(this.id).remove({ force: true, v: true }),
        removeDeadlineMs,
      );
      return undefined;
    } catch (error) {
      if (isGone(error)) return undefined;
      this.#log(`The container ${this.id} could not be removed; the next start will try again. (${error})`);
      return error;
    } finally {
      for (const stream of this.#streams) stream.destroy();
    }
  }

  async #read(stream: Duplex, request: ExecRequest): Promise<void> {
    const onPiece = demultiplex(request.onBytes);
    try {
      for await (const piece of stream) onPiece(piece);
    } catch (error) {
      throw dockerError(error, this.#client.address);
    }
  }

  async #exitCode(exec: Exec): Promise<number> {
    // The streams end a moment before the engine has noted the exit.
    for (let tries = 0; tries < 100; tries += 1) {
      const { Running, ExitCode } = await this.#client.ask(() => exec.inspect());
      if (!Running && ExitCode !== null) return ExitCode;
      await delay(20);
    }
    throw new ForgeError(
      'sandbox.unavailable',
      'Docker lost track of a command that it ran. Resume the run to try again.',
      { retryable: true },
    );
  }
}

// Cancelling waits for this. An engine that takes longer hangs, and then nothing helps.
const removeDeadlineMs = 5_000;

/** 404: somebody has removed it. 409: somebody is at it. */
function isGone(error: unknown): boolean {
  const status = error instanceof ForgeError ? statusCodeOf(error.cause) : undefined;
  return status === 404 || status === 409;
}
