import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openSuite } from '../../src/bench/suite/open-suite.ts';
import { startScriptedServer } from '../../test/servers/scripted-server.ts';
import { openCliBench } from '../measure/cli-bench.ts';
import { runCli } from '../measure/run-cli.ts';
import { handwrittenModel } from './handwritten-model.ts';

/**
 * Runs the suite `repair` with handwritten answers, which cost nothing, and fails when a problem that the baseline
 * passes fails now: then it is the engine, a sandbox or the judge that has changed. `--write` makes it the new baseline.
 */
async function measureBaseline(): Promise<void> {
  const { write } = parseArgs({ options: { write: { type: 'boolean' } } }).values;
  const suite = await openSuite('repair', {
    suitesDirectory: path.join(import.meta.dirname, '../suites'),
    cacheDirectory: import.meta.dirname,
    signal: new AbortController().signal,
    onProgress: console.error,
  });
  await using bench = await openCliBench(builtCli);
  await using server = await startScriptedServer('openai', handwrittenModel(suite.tasks));
  const home = bench.env['CODEFORGE_HOME'] ?? bench.folder;
  await mkdir(home, { recursive: true });
  await writeFile(path.join(home, 'settings.json'), JSON.stringify({ prices: { [model]: 'free' } }));
  const env = { ...server.env, DOCKER_HOST: process.env['DOCKER_HOST'] ?? '' };
  const folder = path.join(bench.folder, 'run');
  const run = await runCli(bench, {
    args: ['bench', 'run', suite.name, '--model', model, '--out', folder],
    env,
  });
  if (run.exitCode !== 0) throw new Error(`the benchmark did not end:\n${run.stdout}\n${run.stderr}`);
  if (write === true) {
    await rm(baseline, { recursive: true, force: true });
    await mkdir(baseline);
    for (const name of ['run.json', 'results.jsonl'])
      await cp(path.join(folder, name), path.join(baseline, name));
  }
  const report = await runCli(bench, { args: ['bench', 'report', baseline, folder, '--gate', 'any'], env });
  console.log(report.stdout + report.stderr);
  process.exitCode = report.exitCode ?? 1;
}

const model = 'openai/handwritten';
const baseline = path.join(import.meta.dirname, 'repair');
const builtCli = path.join(import.meta.dirname, '../../dist');

await measureBaseline();
