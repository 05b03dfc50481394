import type { Duplex } from 'node:stream';
import { type KeeperReport, parseKeeperReport, reportRequest } from './container-keeper.ts';
import { demultiplex } from './demultiplex.ts';
import { containerDisappeared, dockerError, imageWithoutShell } from './docker-error.ts';

/** The line to a container's first program, which holds the container as long as it stands. */
export interface Keeper {
  readonly isListening: boolean;
  /**
   * Throws ForgeError when the container is gone: `sandbox.unavailable`,
   * or `sandbox.unsupported` when its image has no shell for the first program.
   */
  report(): Promise<KeeperReport>;
}

/** `stream` is attached to the container's standard streams. */
export function keeperOf(stream: Duplex, address: string): Keeper {
  let ending: unknown;
  let printed = '';
  let complaint = '';
  let waiting: PromiseWithResolvers<KeeperReport> | undefined;
  const end = (error: unknown) => {
    ending ??= error;
    waiting?.reject(ending);
  };
  const onPiece = demultiplex((name, bytes) => {
    if (name === 'stderr') {
      complaint = `${complaint}${Buffer.from(bytes).toString()}`.slice(0, maxComplaint);
      return;
    }
    printed += Buffer.from(bytes).toString('latin1');
    const report = parseKeeperReport(printed);
    if (report === undefined) return;
    waiting?.resolve(report);
    waiting = undefined;
  });
  stream.on('data', onPiece);
  stream.on('error', error => end(dockerError(error, address)));
  const endInSilence = () => {
    const words = complaint.trim();
    end(words === '' ? containerDisappeared() : imageWithoutShell(words));
  };
  stream.on('end', endInSilence);
  stream.on('close', endInSilence);

  return {
    get isListening() {
      return ending === undefined;
    },
    async report() {
      if (ending !== undefined) throw ending;
      if (waiting === undefined) {
        printed = '';
        waiting = Promise.withResolvers();
        stream.write(reportRequest);
      }
      return waiting.promise;
    },
  };
}

// A sentence of the init process.
const maxComplaint = 300;
