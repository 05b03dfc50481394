import { constants } from 'node:os';
import type { CommandResult } from '../engine/ports/sandbox.ts';

/**
 * The program's own exit code; 124 when it took too long, as `timeout` of the coreutils has it; 128 and the signal's
 * number when it was killed, as shells count, so 137 when memory ran out.
 */
export function exitCodeOfProgram({ exitCode, signal, timedOut, outOfMemory }: ProgramEnding): number {
  if (timedOut) return timedOutCode;
  if (exitCode !== null) return exitCode;
  if (outOfMemory || signal === null) return killedCode;
  const number = Object.entries(constants.signals).find(([name]) => name === signal)?.[1];
  return number === undefined ? killedCode : 128 + number;
}

type ProgramEnding = Pick<CommandResult, 'exitCode' | 'signal' | 'timedOut' | 'outOfMemory'>;

const timedOutCode = 124;
const killedCode = 137;
