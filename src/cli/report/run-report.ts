import { isPartly } from '../../engine/change/review/decisions.ts';
import type { Failure } from '../../engine/failure.ts';
import { plainBlock, plainLine } from '../../engine/plain-text.ts';
import type { ModelCallRecord } from '../../engine/ports/run-store.ts';
import type { RunView } from '../../engine/run/run-view.ts';
import { sandboxes } from '../display/describe-event.ts';
import { formatCount } from '../display/format-amount.ts';
import type { Colors } from '../display/terminal.ts';
import { changeList } from './change-list.ts';
import { findingList } from './finding-list.ts';
import { nextSteps } from './next-steps.ts';
import { paintDiff } from './paint-diff.ts';
import { phaseTable, tableNotes } from './phase-table.ts';

export interface ReportedRun {
  readonly view: RunView;
  readonly calls: readonly ModelCallRecord[];
  /** The patch that was written, if one was. */
  readonly patchFile: string | null;
  /** Shown before everything else; empty where it would be too much. */
  readonly diff: string;
  /** What to type to run this program. */
  readonly program: string;
}

/** How a run ended or where it stands: the verdict with its evidence, what changed, what it took, what to do next. */
export function runReport({ view, calls, patchFile, diff, program }: ReportedRun, color: Colors): string {
  const parts = [
    diff === '' ? [] : [paintDiff(diff, color).trimEnd()],
    verdictLines(view, color),
    section('Changes', changeList(view.changes, color), color),
    section('Worth a look', findingList(view.findings, color), color),
    calls.length === 0 ? [] : section('What it took', phaseTable(view), color),
    tableNotes(calls).map(note => color.dim(note)),
    section('Next', nextSteps(view, { patchFile, program }), color),
  ];
  const blocks = parts.filter(lines => lines.length > 0).map(lines => lines.join('\n'));
  return `\n${blocks.join('\n\n')}\n`;
}

/** What the run came to, and on what evidence. */
export function verdictLines(view: RunView, color: Colors): readonly string[] {
  const attempt = view.attempts.at(-1);
  const evidence =
    attempt === undefined
      ? []
      : [
          color.dim(
            `${plainLine(attempt.command)} · ${sandboxes[attempt.backend]} · ${formatCount(view.attempts.length, 'attempt')}, ${formatCount(view.repairs, 'repair')}`,
          ),
        ];
  return [headline(view, color), ...evidence];
}

function headline(view: RunView, color: Colors): string {
  const why = view.failure === null ? '' : ` ${reasonOf(view.failure)}`;
  if (view.awaiting === 'decision') {
    if (view.failure !== null) return color.yellow(`▲ Not applied.${why}`);
    return color.green('✔ The check passed on exactly these changes. They wait for your decision.');
  }
  switch (view.outcome) {
    case 'completed':
      return color.green(`✔ Solved: the check passed on exactly these changes. ${appliedPart(view)}`);
    case 'failed':
      return color.red(`✘ Not solved.${why}`);
    case 'cancelled':
      return color.yellow(`■ Cancelled.${why}`);
    case 'paused':
      return color.yellow(`▲ Paused.${why}`);
    case null:
      return color.yellow(
        `▲ Not finished: it is in ${view.state}, in another process or until it is resumed.`,
      );
    default:
      return view.outcome satisfies never;
  }
}

function reasonOf({ code, message }: Failure): string {
  if (code !== 'bug') return plainBlock(message);
  return `This is a bug in CodeForge. Please report an issue with these lines:\n${plainBlock(message)}`;
}

function appliedPart({ accepted, changes, decisions }: RunView): string {
  const taken = accepted?.length ?? 0;
  if (taken === 0) return 'Nothing was applied.';
  if (taken < changes.length) return `${taken} of ${formatCount(changes.length, 'file')} applied.`;
  return isPartly(decisions.verdicts)
    ? 'They are applied without the hunks that were rejected.'
    : 'All of them are applied.';
}

function section(title: string, lines: readonly string[], color: Colors): readonly string[] {
  return lines.length === 0 ? [] : [color.bold(title), ...lines.map(line => `  ${line}`)];
}
