import type { MeasuredRun } from './compare-runs.ts';
import { scoreRun } from './score-run.ts';
import { scoreTable } from './score-table.ts';

/** What was measured, with what, and how it came out: lines of Markdown that are readable as they are. */
export function runReport({ order, results }: MeasuredRun): readonly string[] {
  const { suite, model, workflow, maxRepairs, samples, ids, made } = order;
  const prompts = Object.entries(made.prompts).map(([role, version]) => `${role} ${version}`);
  return [
    `${suite}, ${results.length} of ${ids.length * samples} finished; ${model ?? 'models by tier'}, workflow ${workflow}, at most ${maxRepairs} repairs`,
    `prompts: ${prompts.join(', ')}; ${made.sandbox}; CodeForge ${made.version}${made.commit === null ? '' : `, commit ${made.commit.slice(0, 12)}`}`,
    '',
    ...scoreTable(scoreRun(results)),
  ];
}
