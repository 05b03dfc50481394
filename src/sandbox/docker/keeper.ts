import type { Duplex } from 'node:stream';
import { type KeeperReport, parseKeeperReport, reportRequest } from './container-keeper.ts';
import { demultiplex } from './demultiplex.ts';
import { containerDisappeared, dockerError } from './docker-error.ts';

/** The line to a container's first program, which holds the container as long as it stands. */
export interface Keeper {
  readonly isListening: boolean;
  /** Not to be called again before it has settled. Throws ForgeError `sandbox.unavailable` when the container is gone. */
  report(): Promise<KeeperReport>;
}

/** `stream` is attached to the container's standard streams. */
export function keeperOf(stream: Duplex, address: string): Keeper {
  let ending: unknown;
  let printed = '';
  let waiting: PromiseWithResolvers<KeeperReport> | undefined;
  const end = (error: unknown) => {
    ending ??= error;
    waiting?.reject(ending);
  };
  const onPiece = demultiplex((name, bytes) => {
    if (name !== 'stdout') return;
    printed += Buffer.from(bytes).toString('latin1');
    const report = parseKeeperReport(printed);
    if (report !== undefined) waiting?.resolve(report);
  });
  stream.on('data', onPiece);
  stream.on('error', error => end(dockerError(error, address)));
  stream.on('end', () => end(containerDisappeared()));
  stream.on('close', () => end(containerDisappeared()));

  return {
    get isListening() {
      return ending === undefined;
    },
    async report() {
      if (ending !== undefined) throw ending;
      printed = '';
      waiting = Promise.withResolvers();
      stream.write(reportRequest);
      return waiting.promise;
    },
  };
}
