import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { type Judge, openJudge } from '../../src/bench/judge/open-judge.ts';
import type { Suite } from '../../src/bench/suite/open-suite.ts';
import { createDockerSandboxes } from '../../src/sandbox/docker/docker-sandboxes.ts';
import { besideRival } from '../measure/beside-rival.ts';
import type { Finding } from '../measure/finding.ts';

const root = path.join(import.meta.dirname, '../..');
const signal = new AbortController().signal;
const workers = availableParallelism();
const pairs = 5;

/** The 164 references of HumanEval: the judge beside a process per problem without any sandbox, in turn. */
export async function timesOfReferences(suite: Suite): Promise<readonly Finding[]> {
  const problems = problemsOf(suite);
  await using docker = createDockerSandboxes({ imagesDirectory: path.join(root, 'sandbox-images') });
  await docker.prepare('python', { signal, onProgress: console.error });
  const open = (): Judge =>
    openJudge({
      openSandbox: docker.open,
      runId: 'bench-judge',
      harnessDirectory: path.join(root, 'src/bench/judge/harness'),
      concurrency: workers,
      timeoutSeconds: suite.manifest.timeoutSeconds,
    });
  const cold: number[] = [];
  const warm: number[] = [];
  const rival: number[] = [];
  await timed(() => processPerProblem(problems));
  for (let pair = 0; pair < pairs; pair += 1) {
    rival.push(await timed(() => processPerProblem(problems)));
    const judge = open();
    cold.push(await timed(() => judgeReferences(judge, suite)));
    warm.push(await timed(() => judgeReferences(judge, suite)));
    await judge[Symbol.asyncDispose]();
  }
  const unsandboxed = { name: `a process per problem, ${workers} workers, no sandbox`, values: rival };
  return [
    besideRival('164 references, sandboxes to be started', cold, { ...unsandboxed, share: 1 }),
    besideRival('164 references, on warm sandboxes', warm, { ...unsandboxed, share: 0.5 }),
  ];
}

async function judgeReferences(judge: Judge, { tasks }: Suite): Promise<void> {
  const items = (async function* () {
    for (const task of tasks) yield { task, completion: task.reference };
  })();
  let passed = 0;
  for await (const verdict of judge.judge(items, signal)) if (verdict.passed) passed += 1;
  if (passed !== tasks.length) throw new Error(`${passed} of ${tasks.length} references passed`);
}

function problemsOf({ tasks }: Suite): string {
  return tasks
    .map(({ prefix, reference, exam }) =>
      JSON.stringify({ prompt: prefix, completion: reference, test: exam.tests, entry_point: exam.entry }),
    )
    .join('\n');
}

async function processPerProblem(problems: string): Promise<void> {
  const script = path.join(import.meta.dirname, 'process_per_problem.py');
  const child = spawn('python3', [script, String(workers)], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(problems);
  const [printed] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (printed !== '164\n') throw new Error(`without a sandbox ${printed.trim()} references passed`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
