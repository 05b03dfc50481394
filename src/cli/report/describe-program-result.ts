import type { ProgramResult } from '../../host/run-program.ts';
import { formatCount, formatDuration } from '../display/format-amount.ts';
import type { Colors } from '../display/terminal.ts';

/** How a program ended, in words, for the limits that it was given (seconds, MB). */
export function describeProgramResult(
  result: ProgramResult,
  limits: { readonly timeout: number; readonly memory: number },
  color: Colors,
): string {
  const isFine = result.exitCode === 0 && !result.outOfMemory;
  const mark = isFine ? color.green('✔') : color.red('✘');
  const facts = [
    formatDuration(result.durationMs),
    ...(result.peakMemoryMb === null ? [] : [`${Math.round(result.peakMemoryMb)} MB of memory`]),
    backendNames[result.backend],
    ...(result.truncated ? ['the middle of the output is left out'] : []),
  ];
  return `${mark} ${ending(result, limits)} ${color.dim(`(${facts.join(' · ')})`)}`;
}

function ending(result: ProgramResult, limits: { timeout: number; memory: number }): string {
  const { unsupported, timedOut, outOfMemory, exitCode, signal } = result;
  if (unsupported !== undefined) return unsupported;
  if (timedOut) return `Ended after ${formatCount(limits.timeout, 'second')}, the time that it had.`;
  if (outOfMemory && exitCode === 0) {
    return `Exit code 0, but a process in it was ended for want of memory: ${limits.memory} MB are allowed.`;
  }
  if (outOfMemory) return `Ended for want of memory: ${limits.memory} MB are allowed.`;
  if (exitCode !== null) return `Exit code ${exitCode}.`;
  return signal === null ? 'Ended without an exit code.' : `Ended by ${signal}.`;
}

const backendNames: Readonly<Record<ProgramResult['backend'], string>> = {
  docker: 'Docker',
  devcontainer: 'the dev container',
  embedded: 'the embedded sandbox',
};
