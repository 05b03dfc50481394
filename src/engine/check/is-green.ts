import type { CommandResult } from '../ports/sandbox.ts';

/** Only an exit code of 0 is green, and only of a command that could run and came to its own end. */
export function isGreen(
  result: Pick<CommandResult, 'exitCode' | 'timedOut' | 'outOfMemory' | 'unsupported'>,
): boolean {
  return result.exitCode === 0 && !result.timedOut && !result.outOfMemory && result.unsupported === undefined;
}
