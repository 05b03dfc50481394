import { type ChangeSet, changeAt } from '../change/change-set.ts';
import type { Diagnostic } from '../ports/diagnostics.ts';

/** What a change did to the problems of the files that were looked at. */
export interface DiagnosticsComparison {
  /** Targets that were not to be seen before the change: whoever looked does not see what the person saw. */
  readonly unseen: readonly Diagnostic[];
  /** Targets that are still there. */
  readonly remaining: readonly Diagnostic[];
  /** Errors and warnings that came with the change. */
  readonly added: readonly Diagnostic[];
}

export interface ComparedDiagnostics {
  readonly targets: readonly Diagnostic[];
  readonly before: readonly Diagnostic[];
  readonly after: readonly Diagnostic[];
  /** Tells where moved files came from. */
  readonly changeSet: Pick<ChangeSet, 'files'>;
}

/**
 * Lines shift with every edit, so a problem is known by its file, source, code and message, and counted: of three
 * alike of which two shall go, one may stay.
 */
export function compareDiagnostics(compared: ComparedDiagnostics): DiagnosticsComparison {
  const { targets, before, changeSet } = compared;
  const after = compared.after.map(diagnostic => inOldPlace(diagnostic, changeSet));
  const countBefore = counter(before);
  const countAfter = counter(after);
  const countTargets = counter(targets);
  return {
    unseen: beyond(targets, countBefore),
    remaining: [...byKey(targets).values()].flatMap(alike => {
      const [first] = alike;
      if (first === undefined) return [];
      const mayStay = Math.max(0, countBefore(first) - countTargets(first));
      return alike.slice(0, Math.max(0, countAfter(first) - mayStay));
    }),
    added: beyond(after, countBefore).filter(
      diagnostic => countsAsNew(diagnostic) && countTargets(diagnostic) === 0,
    ),
  };
}

/** Hints and remarks come and go with every edit, and nobody calls them problems. */
function countsAsNew({ severity }: Diagnostic): boolean {
  return severity === 'error' || severity === 'warning';
}

/** The diagnostics of a list that another list does not have as many of. */
function beyond(
  diagnostics: readonly Diagnostic[],
  count: (diagnostic: Diagnostic) => number,
): readonly Diagnostic[] {
  return [...byKey(diagnostics).values()].flatMap(alike => {
    const [first] = alike;
    return first === undefined ? [] : alike.slice(count(first));
  });
}

function counter(diagnostics: readonly Diagnostic[]): (diagnostic: Diagnostic) => number {
  const groups = byKey(diagnostics);
  return diagnostic => groups.get(keyOf(diagnostic))?.length ?? 0;
}

function byKey(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, readonly Diagnostic[]> {
  return Map.groupBy(diagnostics, keyOf);
}

function keyOf({ path, source, code, message }: Diagnostic): string {
  return JSON.stringify([path, source, code, message]);
}

function inOldPlace(diagnostic: Diagnostic, changeSet: Pick<ChangeSet, 'files'>): Diagnostic {
  const from = changeAt(changeSet, diagnostic.path)?.movedFrom;
  return from === undefined ? diagnostic : { ...diagnostic, path: from };
}
