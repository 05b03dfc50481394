import type { RunEventSink } from '../run/run-events.ts';
import { type Check, languageOf } from './check.ts';

/** The check an agent named, if it did; told at once, so that people see what will decide. */
export function agentCheck(
  command: string | undefined,
  { emit }: { readonly emit: RunEventSink },
): Check | null {
  if (command === undefined) return null;
  emit({ type: 'check.chosen', command, source: 'agent' });
  return { command, source: 'agent', language: languageOf(command, []), protectedPaths: [] };
}
