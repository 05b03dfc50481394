import { isPartly } from '../../engine/change/review/decisions.ts';
import { hasCommand } from '../../engine/run/has-command.ts';
import type { RunView } from '../../engine/run/run-view.ts';

interface Surroundings {
  /** The patch that was written, if one was. */
  readonly patchFile: string | null;
  /** What to type to run this program. */
  readonly program: string;
}

/** What can be done now, as commands to copy. */
export function nextSteps(view: RunView, { patchFile, program }: Surroundings): readonly string[] {
  const { runId } = view;
  const look = [`${program} history ${runId}`, 'everything about this run'] as const;
  if (view.awaiting === 'decision') {
    return steps([[`${program} resume ${runId}`, 'decide: --apply all, none or ask'], look]);
  }
  if (view.awaiting === 'plan') {
    return steps([[`${program} resume ${runId}`, 'approve the plan: --apply ask, or all'], look]);
  }
  if (view.outcome === 'paused' && view.failure?.code === 'budget.exceeded') {
    return steps([[`${program} resume ${runId}`, 'with a higher limit; nothing is paid twice'], look]);
  }
  if (view.outcome === 'paused' || view.outcome === null) {
    return steps([[`${program} resume ${runId}`, 'go on from there; nothing is paid twice'], look]);
  }
  if (isPartly(view.decisions.verdicts) && hasCommand(view)) {
    return steps([[`${program} history ${runId} --check`, 'check again what you have accepted'], look]);
  }
  const isOpen = view.outcome === 'completed' && (view.accepted ?? []).length < view.changes.length;
  if (!isOpen) return steps([look]);
  const take =
    patchFile === null || patchFile === '-'
      ? ([`${program} history ${runId} --diff | git apply`, 'take the changes'] as const)
      : ([`git apply ${patchFile}`, 'take the changes'] as const);
  return steps([take, look]);
}

function steps(all: readonly (readonly [command: string, purpose: string])[]): readonly string[] {
  const width = Math.max(...all.map(([command]) => command.length));
  return all.map(([command, purpose]) => `${command.padEnd(width)}  ${purpose}`);
}
