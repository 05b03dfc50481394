import type { GroupScore, Score } from './score-run.ts';
import type { Share } from './statistics.ts';

/** A run's score as a Markdown table, which is readable as it is. */
export function scoreTable(score: Score): readonly string[] {
  return [
    '| | problems | pass@1 without repair | pass@1 with repair | lift | repairs | tokens | cost | seconds |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    row('all', score),
    ...Object.entries(score.byDifficulty).map(([name, group]) => row(name, group)),
    ...Object.entries(score.byCategory).map(([name, group]) => row(name, group)),
    '',
    `pass@k with repair: ${Object.entries(score.passAtK)
      .map(([k, value]) => `k=${k} ${percent(value)}`)
      .join(', ')}. Intervals: 95 %, Wilson.`,
  ];
}

function row(name: string, group: GroupScore): string {
  const { tasks, withoutRepair, withRepair, lift, averageRepairs, tokens, costUsd, seconds } = group;
  const cost = costUsd === null ? 'unknown' : `$${costUsd.toFixed(4)}`;
  return `| ${[
    name,
    tasks,
    share(withoutRepair),
    share(withRepair),
    // A difference of percentages.
    `${lift >= 0 ? '+' : ''}${(100 * lift).toFixed(1)} points`,
    averageRepairs.toFixed(2),
    tokens,
    cost,
    seconds.toFixed(1),
  ].join(' | ')} |`;
}

function share({ value, low, high }: Share): string {
  return `${percent(value)} (${percent(low)}–${percent(high)})`;
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
