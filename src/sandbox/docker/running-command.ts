import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Exec } from 'dockerode';
import { ForgeError } from '../../engine/forge-error.ts';
import type { OutputChunk } from '../../engine/ports/sandbox.ts';
import { demultiplex } from './demultiplex.ts';
import type { DockerClient } from './docker-client.ts';
import { dockerError } from './docker-error.ts';

export type BytesSink = (stream: OutputChunk['stream'], bytes: Uint8Array) => void;

/** A command that was started in a container, until it has ended. */
export class RunningCommand {
  readonly #client: DockerClient;
  readonly #exec: Exec;
  readonly #stream: Duplex;

  constructor(client: DockerClient, exec: Exec, stream: Duplex) {
    this.#client = client;
    this.#exec = exec;
    this.#stream = stream;
  }

  send(input: Uint8Array): void {
    this.#stream.write(input);
  }

  /** Its standard input ends after this. */
  sendAll(input: Uint8Array): void {
    this.#stream.end(input);
  }

  /** Hands on what it prints, and returns its exit code. To be called once. */
  async finish(onBytes: BytesSink): Promise<number> {
    try {
      const onPiece = demultiplex(onBytes);
      for await (const piece of this.#stream) onPiece(piece);
    } catch (error) {
      throw dockerError(error, this.#client.address);
    } finally {
      this.#stream.destroy();
    }
    return this.#exitCode();
  }

  async #exitCode(): Promise<number> {
    // The streams end a moment before the engine has noted the exit.
    for (let tries = 0; tries < 500; tries += 1) {
      const { Running, ExitCode } = await this.#client.ask(() => this.#exec.inspect());
      if (!Running && ExitCode !== null) return ExitCode;
      await delay(tries < 10 ? 1 : 5);
    }
    throw new ForgeError(
      'sandbox.unavailable',
      'Docker lost track of a command that it ran. Resume the run to try again.',
      { retryable: true },
    );
  }
}
