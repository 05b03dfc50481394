import type { Attempt } from '../engine/run/run-context.ts';
import type { StoredRunDetail } from './read-stored-run.ts';

/** Everything about one run, for programs. */
export function runJson(run: StoredRunDetail): Readonly<Record<string, unknown>> {
  const { summary, request, view, calls, routes } = run;
  const attempts = (view?.attempts ?? []).map(attempt => ({ ...attempt, output: run.outputOf(attempt) }));
  return { ...summary, request, ...view, attempts, calls, routes, diff: run.diff() };
}

/** The same for people who read it elsewhere, such as in a pull request. What models and programs said stands in fences. */
export function runMarkdown(run: StoredRunDetail): string {
  const { summary, view, calls } = run;
  const models = [...new Set(calls.map(({ model }) => model))];
  const facts = [
    ['Run', summary.id],
    ['Outcome', summary.outcome ?? summary.state],
    ['Started', new Date(summary.createdAt).toISOString()],
    ['Workflow', summary.workflow],
    ['Attempts', `${summary.attempts}, of them ${summary.repairs} after a repair`],
    ['Models', models.join(', ') || 'none'],
    ['Cost', summary.costUsd === null ? 'not known' : `$${summary.costUsd.toFixed(4)}`],
  ];
  const diff = run.diff();
  const sections = [
    '# CodeForge run',
    fenced(summary.task, 'text'),
    ['| | |', '| --- | --- |', ...facts.map(([name, value = '']) => `| ${name} | ${inCell(value)} |`)].join(
      '\n',
    ),
    ...(view?.failure == null ? [] : ['## What went wrong', fenced(view.failure.message, 'text')]),
    ...(view?.attempts ?? []).map(attempt => attemptSection(attempt, run)),
    ...(diff === '' ? [] : ['## Change', fenced(diff, 'diff')]),
  ];
  return `${sections.join('\n\n')}\n`;
}

function attemptSection(attempt: Attempt, run: StoredRunDetail): string {
  const { number, verdict, command, exitCode, durationMs, backend } = attempt;
  const { stdout, stderr } = run.outputOf(attempt);
  const parts = [
    `## Attempt ${number} ${verdict.kind}`,
    fenced(command, 'sh'),
    `Exit code ${exitCode ?? 'unknown'} after ${Math.round(durationMs)} ms (${backend}).`,
    ...(stdout === '' ? [] : ['Standard output:', fenced(stdout, 'text')]),
    ...(stderr === '' ? [] : ['Standard error:', fenced(stderr, 'text')]),
  ];
  return parts.join('\n\n');
}

/** In a fence that nothing in the text can close. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/gu)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n$/u, '')}\n${fence}`;
}

const inCell = (text: string) =>
  text.replace(/[\\|`<>[\]*_]/gu, character => `\\${character}`).replace(/\s+/gu, ' ');
