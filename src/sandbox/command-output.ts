import type { CommandResult, OutputChunk } from '../engine/ports/sandbox.ts';
import { boundedOutput } from './bounded-output.ts';
import { wholeLines } from './whole-lines.ts';

type StreamName = OutputChunk['stream'];

/** What one command prints: handed on in whole lines while it runs, kept within bounds for its result. */
export interface CommandOutput {
  write(stream: StreamName, bytes: Uint8Array): void;
  /** Call once, when no more will come. */
  end(): CollectedOutput;
}

interface CollectedOutput {
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: boolean;
  readonly outputBytes: CommandResult['outputBytes'];
}

export function commandOutput(onOutput: (chunk: OutputChunk) => void = () => {}): CommandOutput {
  const streams = { stdout: collectStream('stdout', onOutput), stderr: collectStream('stderr', onOutput) };

  return {
    write: (stream, bytes) => streams[stream].write(bytes),
    end() {
      const [stdout, stderr] = [streams.stdout.end(), streams.stderr.end()];
      return {
        stdout: stdout.text(),
        stderr: stderr.text(),
        truncated: stdout.truncated || stderr.truncated,
        outputBytes: { stdout: stdout.totalBytes, stderr: stderr.totalBytes },
      };
    },
  };
}

function collectStream(stream: StreamName, onOutput: (chunk: OutputChunk) => void) {
  const kept = boundedOutput();
  const lines = wholeLines(text => onOutput({ stream, text }));
  return {
    write(bytes: Uint8Array) {
      kept.add(bytes);
      lines.write(bytes);
    },
    end() {
      lines.end();
      return kept;
    },
  };
}
