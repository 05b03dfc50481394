import { hasCommand } from '../../engine/run/has-command.ts';
import { isSameFolder } from '../../host/is-same-folder.ts';
import type { StoredRunDetail } from '../../host/read-stored-run.ts';
import type { StoredRunSlice, TraceLine } from '../../protocol/dashboard/dashboard-slices.ts';
import { messageOf } from '../failure-actions.ts';
import { logLine } from '../text/describe-event.ts';
import { clip } from './clip.ts';
import { historyRow } from './slice-history.ts';
import { storedAttempt } from './slice-terminal.ts';

export interface StoredRunFacts {
  readonly isDriven: boolean;
  /** Paths of the open folders. */
  readonly folders: readonly string[];
}

/** Everything about one run of the history. */
export function sliceStoredRun(run: StoredRunDetail, { isDriven, folders }: StoredRunFacts): StoredRunSlice {
  const { summary, request, view, calls } = run;
  const trace = run.events.flatMap(event => traceLine(event, summary.id));
  const isFolderOpen = folders.some(folder => isSameFolder(folder, summary.workspaceRoot));
  const isOpen = summary.outcome === null || summary.outcome === 'paused';
  return {
    ...historyRow(summary, isDriven),
    task: clip(request.task, maxTask),
    workspaceRoot: summary.workspaceRoot,
    workflow: summary.workflow,
    models: [...new Set(calls.map(({ model }) => model))],
    summary: view?.summary == null ? null : clip(view.summary, maxText),
    failure: view?.failure == null ? null : clip(messageOf(view.failure), maxText),
    attemptList: (view?.attempts ?? []).map(attempt => storedAttempt(attempt, run.outputOf(attempt))),
    changes: (view?.changes ?? []).slice(0, maxChanges),
    diff: clipLines(run.diff()),
    trace: trace.slice(-maxTrace),
    traceSkipped: Math.max(0, trace.length - maxTrace),
    canResume: isOpen && !isDriven && isFolderOpen,
    canFetchArtifacts: isFolderOpen && view !== null && view.attempts.length > 0 && hasCommand(view),
  };
}

function traceLine({ at, ...event }: StoredRunDetail['events'][number], runId: string): readonly TraceLine[] {
  const line = logLine({ ...event, runId, at });
  return line === undefined ? [] : [{ at, level: line.level, text: clip(line.text, maxLine) }];
}

/** Generated files have lines that nobody reads and that every editor chokes on. */
function clipLines(diff: string): string {
  return clip(diff, maxDiff)
    .split('\n')
    .map(line => clip(line, maxLine))
    .join('\n');
}

const maxTask = 10_000;
const maxText = 10_000;
const maxLine = 1_000;
const maxDiff = 200_000;
const maxChanges = 500;
const maxTrace = 500;
