import { stripVTControlCharacters } from 'node:util';
import type { ProgramOrder, ProgramResult } from '../host/run-program.ts';
import type { ForgeWindow } from './forge-window.ts';
import type { ForgeSettings } from './settings/forge-settings.ts';
import { withCancellableProgress } from './with-cancellable-progress.ts';

export interface SandboxRun
  extends Pick<ProgramOrder, 'program' | 'workspace' | 'change' | 'artifactsDirectory'> {
  readonly settings: ForgeSettings;
  readonly timeoutSeconds: number;
  /** Of the progress. */
  readonly title: string;
  /** The first line of the output. */
  readonly heading: string;
}

/** Runs a program in a sandbox with progress and "Cancel". What it prints is in the output channel. */
export async function runInSandbox(window: ForgeWindow, run: SandboxRun): Promise<ProgramResult> {
  const { settings, timeoutSeconds, title, heading, ...order } = run;
  const desk = (await window.engine()).sandboxes(settings);
  const channel = window.output();
  channel.clear();
  channel.appendLine(heading);
  return withCancellableProgress(title, async (signal, onProgress) => {
    signal.addEventListener('abort', () => channel.appendLine('\nCancelled.'));
    return desk.run({
      ...order,
      timeoutMs: timeoutSeconds * 1000,
      signal,
      onOutput: ({ text }) => channel.append(stripVTControlCharacters(text)),
      onProgress,
    });
  });
}
