import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Verdict } from '../../src/bench/judge/verdict.ts';
import type { Suite } from '../../src/bench/suite/open-suite.ts';
import { type CliBench, openCliBench } from '../measure/cli-bench.ts';
import { atMost, type Beside, type Finding, findingOf, type Measured } from '../measure/finding.ts';
import { runCli } from '../measure/run-cli.ts';
import { spreadOf } from '../measure/spread.ts';
import { watchMemory } from './watch-memory.ts';

/** What judging took of memory, in megabytes. */
interface Memory {
  /** The most that the command line held at once. */
  readonly peak: number;
  /** What it held in the second and in the last fifth of the time. */
  readonly early: number;
  readonly late: number;
  /** The most that a sandbox held. */
  readonly sandbox: number;
}

/** What the command line and its sandboxes take for ten thousand completions, at its end beside its beginning. */
export async function memoryOfMany(suite: Suite, dataFile: string): Promise<readonly Finding[]> {
  await using bench = await openCliBench(builtCli);
  const few = await memoryOf(bench, { suite, dataFile, count: 1_000 });
  const many = await memoryOf(bench, { suite, dataFile, count: 10_000 });
  const here = (name: string, value: number): Beside => ({ name, value, measured: 'here' });
  const all: readonly Omit<Measured, 'unit'>[] = [
    {
      what: 'the command line, in the last fifth of the time',
      values: [many.late],
      bar: atMost(many.early * sameMemory),
      beside: [here('in the second', many.early)],
    },
    {
      what: 'the command line, at its peak',
      values: [many.peak],
      beside: [here('1,000 completions', few.peak)],
    },
    {
      what: 'a sandbox, at its peak',
      values: [many.sandbox],
      bar: atMost(few.sandbox * 2),
      beside: [here('1,000 completions', few.sandbox)],
    },
  ];
  return all.map(measured =>
    findingOf({ ...measured, what: `10,000 completions: ${measured.what}`, unit: 'MB' }),
  );
}

interface Many {
  readonly suite: Suite;
  readonly dataFile: string;
  readonly count: number;
}

async function memoryOf(bench: CliBench, { suite, dataFile, count }: Many): Promise<Memory> {
  const completions = path.join(bench.folder, `completions-${count}.jsonl`);
  const asked = Array.from({ length: count }, (_, at) => suite.tasks[at % suite.tasks.length]);
  const lines = asked.map(task => JSON.stringify({ task_id: task?.id, completion: task?.reference }));
  await writeFile(completions, `${lines.join('\n')}\n`);
  const args = ['bench', 'judge', suite.name, '--completions', completions, '--data', dataFile];
  await using memory = watchMemory();
  const run = await runCli(bench, {
    args: [...args, '--sandbox', 'docker', '--json'],
    env: { DOCKER_HOST: process.env['DOCKER_HOST'] ?? '' },
    onSpawn: memory.follow,
  });
  if (run.exitCode !== 0) throw new Error(`${count} completions were not judged: ${run.stderr}`);
  const verdicts: readonly Verdict[] = run.stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));
  if (verdicts.length !== count) throw new Error(`${verdicts.length} of ${count} completions were judged`);
  const wrong = verdicts.findIndex(({ task_id, passed }, at) => !passed || task_id !== asked[at]?.id);
  if (wrong !== -1) throw new Error(`verdict ${wrong} is not that of its completion, which is right`);
  if (run.peakBytes === undefined) throw new Error('this system does not tell the peak memory of a process');
  const seen = memory.ofProcess();
  const fifth = (number: number) =>
    spreadOf(seen.slice(Math.floor((seen.length * (number - 1)) / 5), Math.ceil((seen.length * number) / 5)))
      .median;
  return {
    peak: run.peakBytes / 1e6,
    early: fifth(2) / 1e6,
    late: fifth(5) / 1e6,
    sandbox: memory.sandboxPeak() / 1e6,
  };
}

// The heap finds its size in the first minute. What grew with the completions would have doubled by then.
const sameMemory = 1.25;

const builtCli = path.join(import.meta.dirname, '../../dist');
