import type { CommandResult } from '../ports/sandbox.ts';
import type { ErrorType, StructuredFailure } from './diagnosis.ts';

type Outcome = Pick<CommandResult, 'exitCode' | 'timedOut' | 'outOfMemory' | 'unsupported' | 'lacking'>;

/** The one word for a red check: what the sandbox knows, else what keeps the rest from running, else the most frequent. */
export function dominantError(outcome: Outcome, failures: readonly StructuredFailure[]): ErrorType {
  if (outcome.unsupported !== undefined) return 'environment_error';
  if (outcome.outOfMemory) return 'memory_error';
  if (outcome.timedOut) return 'timeout';
  const cannotStart = outcome.exitCode === 126 || outcome.exitCode === 127;
  if (cannotStart && failures.some(failure => failure.kind === 'environment_error'))
    return 'environment_error';
  const kind = failures.find(isBlocking)?.kind ?? mostFrequent(failures.map(failure => failure.kind));
  // A test that asserts something else is red for a reason of its own.
  return outcome.lacking !== undefined && kind === 'runtime_error' ? 'environment_error' : kind;
}

function isBlocking({ kind, name }: StructuredFailure): boolean {
  if (kind !== 'memory_error' && kind !== 'syntax_error' && kind !== 'import_error') return false;
  return name === undefined || isFileName(name);
}

/** A test that carries a file's or a module's name stands for the whole file. */
function isFileName(name: string): boolean {
  return /^\w+$|^\S+\.(?:py|[cm]?[jt]sx?)$/u.test(name) && !name.includes('::');
}

/** The first of the most frequent ones. */
function mostFrequent(kinds: readonly ErrorType[]): ErrorType {
  const groups = [...Map.groupBy(kinds, kind => kind).values()].toSorted((a, b) => b.length - a.length);
  return groups[0]?.[0] ?? 'runtime_error';
}
