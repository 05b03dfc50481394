import { z } from 'zod';
import type { BenchTask } from './bench-task.ts';
import { readRecords } from './read-records.ts';

const recordSchema = z.object({
  task_id: z.string().min(1),
  prompt: z.string().min(1),
  entry_point: z.string().regex(/^\w+$/u),
  canonical_solution: z.string(),
  test: z.string().includes('def check('),
});

/** HumanEval's records: a completion is what follows the prompt, which ends inside the function. */
export async function readHumanEval(bytes: Uint8Array, file: string): Promise<readonly BenchTask[]> {
  const records = await readRecords(bytes, file, recordSchema);
  return records.map(({ task_id, prompt, entry_point, canonical_solution, test }) => ({
    id: task_id,
    category: 'functions',
    difficulty: difficultyOf(canonical_solution),
    prompt: `Complete the function \`${entry_point}\`:\n\n${prompt}`,
    prefix: prompt,
    starter: prompt,
    files: {},
    visibleTests: prompt.includes('>>>') && !misprinted.has(task_id) ? docstringExamples : '',
    examples: null,
    exam: { helpers: prompt, tests: test, entry: entry_point, names: null },
    timeoutSeconds: null,
    reference: canonical_solution,
    wrong: {},
  }));
}

const docstringExamples = 'import doctest\nimport solution\n\nassert doctest.testmod(solution).failed == 0\n';

/** Here not even the reference gives what the docstring shows, letter for letter. */
const misprinted: ReadonlySet<string> = new Set(
  [47, 51, 65, 108, 113, 116, 128, 145, 156, 162].map(number => `HumanEval/${number}`),
);

/** By the length of the reference, in lines: the data set has no levels of its own. */
function difficultyOf(reference: string): BenchTask['difficulty'] {
  const lines = reference.split('\n').filter(line => line.trim() !== '').length;
  if (lines <= 4) return 'easy';
  return lines <= 10 ? 'medium' : 'hard';
}
