import type { CommandResult } from '../ports/sandbox.ts';

/** `exit code 3`, or `ended by SIGKILL`, to stand in a sentence. */
export function describeEnding({ exitCode, signal }: Pick<CommandResult, 'exitCode' | 'signal'>): string {
  if (exitCode === null && signal !== null) return `ended by ${signal}`;
  return `exit code ${exitCode ?? 'unknown'}`;
}
