import type { CommandResult, OutputChunk } from '../../engine/ports/sandbox.ts';
import { type BoundedOutput, boundedOutput } from '../bounded-output.ts';
import { type WholeLines, wholeLines } from '../whole-lines.ts';
import { type PathRewriter, rewritePaths } from './path-rewriter.ts';

export type StreamName = OutputChunk['stream'];

/** What all programs of one command line print: told as it comes, and kept within bounds. */
export class CommandOutput {
  readonly #kept: Readonly<Record<StreamName, BoundedOutput>> = {
    stdout: boundedOutput(),
    stderr: boundedOutput(),
  };
  readonly #shown: Readonly<Record<StreamName, WholeLines>>;

  constructor(onOutput: (chunk: OutputChunk) => void = () => {}) {
    const lines = (stream: StreamName) => wholeLines(text => onOutput({ stream, text }));
    this.#shown = { stdout: lines('stdout'), stderr: lines('stderr') };
  }

  print(stream: StreamName, text: string): void {
    if (text === '') return;
    const bytes = new TextEncoder().encode(text);
    this.#kept[stream].add(bytes);
    this.#shown[stream].write(bytes);
  }

  /** Shows what has no end of a line. Call once, when no more will come. */
  end(): void {
    this.#shown.stdout.end();
    this.#shown.stderr.end();
  }

  /** One program's stream: keeps characters whole that are split between pieces. */
  open(stream: StreamName, replacements: ReadonlyMap<string, string>): ProgramStream {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    const rewriter: PathRewriter = rewritePaths(replacements);
    return {
      write: bytes => this.print(stream, rewriter.push(decoder.decode(bytes, { stream: true }))),
      end: () => this.print(stream, rewriter.push(decoder.decode()) + rewriter.end()),
    };
  }

  result(): Pick<CommandResult, 'stdout' | 'stderr' | 'truncated' | 'outputBytes'> {
    const { stdout, stderr } = this.#kept;
    return {
      stdout: stdout.text(),
      stderr: stderr.text(),
      truncated: stdout.truncated || stderr.truncated,
      outputBytes: { stdout: stdout.totalBytes, stderr: stderr.totalBytes },
    };
  }
}

export interface ProgramStream {
  write(bytes: Uint8Array): void;
  end(): void;
}
