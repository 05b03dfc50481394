import type { RunView } from './run-view.ts';

/** An earlier run that this one goes on from, as agents are told of it. Plain data: stored with the request. */
export interface FormerRun {
  readonly runId: string;
  readonly task: string;
  readonly outcome: 'completed' | 'failed' | 'cancelled' | 'undecided';
  /** What the coder said it did; null when it never handed in anything. */
  readonly summary: string | null;
  /** Paths whose change a person took: they are in the workspace now. */
  readonly accepted: readonly string[];
  /** Paths whose change was proposed and is not in the workspace. */
  readonly notTaken: readonly string[];
}

/** What is worth telling of a run, whatever became of it. */
function formerRun(view: RunView): FormerRun {
  const { runId, task, outcome, summary, changes } = view;
  const isApplied = view.phases.some(({ kind, status }) => kind === 'apply' && status === 'done');
  const accepted = isApplied ? (view.accepted ?? []) : [];
  return {
    runId,
    task,
    outcome: outcome === null || outcome === 'paused' ? 'undecided' : outcome,
    summary,
    accepted,
    notTaken: changes.map(({ path }) => path).filter(path => !accepted.includes(path)),
  };
}

/** The conversation that a new run goes on from, oldest first. */
export function followRuns(former: readonly FormerRun[], latest: RunView): readonly FormerRun[] {
  return [...former, formerRun(latest)].slice(-rememberedRuns);
}

/** What agents are told of the runs before, empty for none. Kept short: it is paid for at every step. */
export function formerBrief(former: readonly FormerRun[]): string {
  if (former.length === 0) return '';
  const lines = former.map((run, index) => `${index + 1}. ${told(run)}`);
  return `Earlier in this conversation (the task goes on from it):\n${lines.join('\n')}`;
}

function told({ task, outcome, summary, accepted, notTaken }: FormerRun): string {
  return [
    `Task: ${clip(task)} (${outcome})`,
    summary === null ? '' : `   Done: ${clip(summary)}`,
    accepted.length === 0 ? '' : `   Taken into the workspace: ${list(accepted)}`,
    notTaken.length === 0 ? '' : `   Proposed, but not in the workspace: ${list(notTaken)}`,
  ]
    .filter(line => line !== '')
    .join('\n');
}

function list(paths: readonly string[]): string {
  const more = paths.length > shownPaths ? ` and ${paths.length - shownPaths} more` : '';
  return `${paths.slice(0, shownPaths).join(', ')}${more}`;
}

function clip(text: string): string {
  return text.length <= shownCharacters ? text : `${text.slice(0, shownCharacters)}…`;
}

const rememberedRuns = 5;
const shownCharacters = 600;
const shownPaths = 20;
