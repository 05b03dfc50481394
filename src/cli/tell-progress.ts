import { plainLine } from '../engine/plain-text.ts';
import type { Terminal } from './display/terminal.ts';

/**
 * Says how far something is, on standard error: standard output may be for programs. What a workspace's files say may
 * be part of it, and must not steer a terminal.
 */
export function tellProgress({
  stderr,
}: {
  readonly stderr: Pick<Terminal, 'write' | 'color'>;
}): (message: string) => void {
  return message => stderr.write(`${stderr.color.dim(plainLine(message))}\n`);
}
