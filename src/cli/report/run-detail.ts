import { plainBlock, plainLine } from '../../engine/plain-text.ts';
import type { Attempt } from '../../engine/run/run-context.ts';
import type { StoredRunDetail } from '../../host/read-stored-run.ts';
import type { CommandIo } from '../command-io.ts';
import { sandboxes } from '../display/describe-event.ts';
import { formatDuration } from '../display/format-amount.ts';
import type { Colors } from '../display/terminal.ts';
import { routingLines } from './routing-lines.ts';
import { runReport } from './run-report.ts';
import { formatMoment } from './run-table.ts';

/** Everything about one run, for people. */
export function runDetail(
  run: StoredRunDetail,
  { stdout, program }: Pick<CommandIo, 'stdout' | 'program'>,
): string {
  const { color } = stdout;
  const { summary, request, view, calls } = run;
  const models = [...new Set(calls.map(({ model }) => model))].join(', ');
  const head = [
    color.bold(plainBlock(request.task)),
    color.dim(`run ${summary.id} · ${summary.workflow} · ${formatMoment(summary.createdAt)}`),
    color.dim([plainLine(summary.workspaceRoot), models].filter(part => part !== '').join(' · ')),
  ];
  if (view === null)
    return `${[...head, '', `It ended before its first step. Start it again: ${program} resume ${summary.id}`].join('\n')}\n`;
  const routing = routingLines(run);
  const chosen = routing.length === 0 ? [] : ['', color.bold('Models'), ...routing.map(line => `  ${line}`)];
  const attempts = view.attempts.flatMap(attempt => ['', ...attemptLines(attempt, run, color)]);
  return `${[...head, ...chosen, ...attempts].join('\n')}\n${runReport({ view, calls, patchFile: null, diff: '', program }, color)}`;
}

function attemptLines(attempt: Attempt, run: StoredRunDetail, color: Colors): readonly string[] {
  const { number, verdict, backend, command, exitCode, durationMs } = attempt;
  const facts = `${plainLine(command)} · ${sandboxes[backend]} · exit code ${exitCode ?? 'unknown'} · ${formatDuration(durationMs)}`;
  if (verdict.kind === 'passed') return [color.green(`✔ Attempt ${number} passed`), color.dim(`  ${facts}`)];
  const { stdout, stderr } = run.outputOf(attempt);
  const output = tail(plainBlock([stdout, stderr].filter(text => text !== '').join('\n')));
  return [
    color.red(`✘ Attempt ${number} failed: ${plainLine(verdict.headline)}`),
    color.dim(`  ${facts}`),
    ...output.map(line => `  ${line}`),
  ];
}

function tail(text: string): readonly string[] {
  const lines = text.trimEnd().split('\n');
  if (lines.length <= maxTailLines) return lines;
  return [`(${lines.length - maxTailLines} lines above)`, ...lines.slice(-maxTailLines)];
}

const maxTailLines = 20;
