import { join } from 'node:path';
import type { BenchOrder, SampleResult } from '../../../src/bench/run/bench-order.ts';
import { beginRun, openRunFolder } from '../../../src/bench/run/run-folder.ts';
import { benchRunsDirectory } from '../../../src/host/bench-library.ts';

/** Writes so many benchmark runs into a data folder, as the runner does, one a day; better ones later. */
export function writeBenchRuns(dataDirectory: string, count: number): void {
  for (let number = 0; number < count; number += 1) {
    const suite = number % 5 === 4 ? 'mbpp-sanitized' : 'humaneval';
    const directory = join(benchRunsDirectory(dataDirectory), `run${String(number).padStart(3, '0')}`);
    const isCutOff = number % 11 === 5;
    beginRun(directory, orderOf(suite, number));
    const folder = openRunFolder(directory);
    const finished = isCutOff ? problems / 2 : problems;
    for (let index = 0; index < finished; index += 1)
      folder.append(
        resultOf(suite, { run: number, index, skill: 0.3 + (0.3 * number) / Math.max(1, count) }),
      );
  }
}

function orderOf(suite: string, number: number): BenchOrder {
  return {
    format: 1,
    suite,
    sha256: `of-${suite}`,
    ids: Array.from({ length: problems }, (_, index) => idOf(suite, index)),
    samples: 1,
    workflow: 'solve',
    model: models[number % models.length] ?? null,
    maxRepairs: 3,
    made: {
      startedAt: new Date(Date.UTC(2026, 8, 1 + number, 9, 30)).toISOString(),
      source: { folder: null, data: null },
      prompts: { planner: 2, coder: 4, reviewer: 3 },
      sandbox: number % 3 === 2 ? 'an embedded sandbox' : 'a Docker container',
      version: '0.1.0',
      commit: `0123456789abcdef${String(number).padStart(24, '0')}`,
    },
  };
}

interface Sample {
  readonly run: number;
  readonly index: number;
  /** The share of problems that are right at once. */
  readonly skill: number;
}

function resultOf(suite: string, { run, index, skill }: Sample): SampleResult {
  // Spread evenly over the problems, and differently in each run.
  const luck = ((index * 37 + run * 11) % problems) / problems;
  const isRight = luck < skill;
  const isRepaired = !isRight && luck < skill + 0.2;
  const repairs = isRight ? 0 : isRepaired ? 1 : 3;
  const reason = `AssertionError: solve(${index}) is ${index + 1}, and should be ${index * 2}: the last item is left out where the list has an odd length`;
  return {
    taskId: idOf(suite, index),
    sample: 0,
    category: categories[index % categories.length] ?? '',
    difficulty: (['easy', 'medium', 'hard'] as const)[index % 3] ?? 'easy',
    first: isRight ? { passed: true, reason: '' } : { passed: false, reason },
    final: isRight || isRepaired ? { passed: true, reason: '' } : { passed: false, reason },
    repairs,
    outcome: isRight || isRepaired ? 'green' : 'red',
    tokens: 1_800 + 900 * repairs + 10 * index,
    costUsd: models[run % models.length]?.startsWith('ollama') ? 0 : 0.0021 * (1 + repairs),
    seconds: 4 + 3 * repairs + (index % 5),
    runId: `${run}-${index}`,
    firstCode: `def solve(items):\n    return sum(items) + ${index}\n`,
    finalCode: isRight
      ? `def solve(items):\n    return sum(items) + ${index}\n`
      : 'def solve(items):\n    return sum(items)\n',
  };
}

function idOf(suite: string, index: number): string {
  return suite === 'humaneval' ? `HumanEval/${index}` : `mbpp/${index + 600}`;
}

const problems = 40;
const models = ['openai/gpt-5-mini', 'anthropic/claude-haiku-4-5', 'ollama/qwen3:8b', null];
const categories = ['strings', 'lists', 'arithmetic'];
