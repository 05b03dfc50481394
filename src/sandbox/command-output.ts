import type { CommandResult, OutputChunk } from '../engine/ports/sandbox.ts';
import { boundedOutput } from './bounded-output.ts';

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
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let spareBytes = maxStreamedBytes;
  let pending = '';
  const emit = (text: string) => {
    if (text !== '') onOutput({ stream, text });
  };
  const addText = (text: string) => {
    pending += text;
    const end = pending.length > maxLineLength ? pending.length : endOfLines(pending);
    emit(pending.slice(0, end));
    pending = pending.slice(end);
  };

  return {
    write(bytes: Uint8Array) {
      kept.add(bytes);
      if (spareBytes <= 0) return;
      spareBytes -= bytes.length;
      addText(decoder.decode(bytes, { stream: true }));
      if (spareBytes <= 0) addText('\n[… more output is kept for the result, but not shown …]\n');
    },
    end() {
      if (spareBytes > 0) pending += decoder.decode();
      emit(pending);
      pending = '';
      return kept;
    },
  };
}

/** Where the last line ends that is whole. A progress bar ends its lines with a carriage return. */
function endOfLines(text: string): number {
  return Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1;
}

// A longer line is handed on in pieces: nobody reads it, and it must not be held in memory.
const maxLineLength = 16_384;

// A program that prints without end must not drown whoever listens.
const maxStreamedBytes = 4 * 1024 * 1024;
