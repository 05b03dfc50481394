import { startScriptedServer, type WireName } from '../../test/servers/scripted-server.ts';
import { type CliBench, openCliBench } from '../measure/cli-bench.ts';
import { type Beside, below, elsewhere, type Finding, findingOf } from '../measure/finding.ts';
import { reportFindings } from '../measure/report-findings.ts';
import { spreadOf } from '../measure/spread.ts';
import { copyFixture, solveFixture } from '../requests/solve-fixture.ts';
import { timeToRequest } from './time-to-request.ts';

/** How long it takes until the model is asked, and what the command line takes of the machine's memory. */
async function measureStart(): Promise<void> {
  await using bench = await openCliBench();
  await reportFindings('start', [
    await firstRequest('openai', bench),
    await firstRequest('anthropic', bench),
    await firstRequest('ollama', bench),
    await peakMemory(bench),
  ]);
}

/** Ours and the floor in turn, so that both meet the same load. The first start, with empty caches, does not count. */
async function firstRequest(wire: WireName, bench: CliBench): Promise<Finding> {
  const workspace = await copyFixture(bench);
  // A refusal ends the run as soon as it has asked.
  await using server = await startScriptedServer(wire, () => ({ text: 'No.', stopReason: 'refused' }));
  const env = { ...bench.env, ...server.env };
  const solve = ['solve', 'Fix the total', '--workspace', workspace, '--model', `${wire}/scripted`];
  const ours: number[] = [];
  const bare: number[] = [];
  for (let number = 0; number <= countedRuns; number += 1) {
    ours.push(await timeToRequest(server, { args: [bench.cliFile, ...solve, '--sandbox', 'embedded'], env }));
    bare.push(
      await timeToRequest(server, {
        args: ['-e', bareRequest(server.requests[0]?.path)],
        env: { ...env, BASE: server.baseUrl },
      }),
    );
  }
  const what = `process start to first model request: ${wire}`;
  const floor: Beside = { name: 'bare Node', value: spreadOf(bare.slice(1)).median, measured: 'here' };
  const others = elsewhere({ codex: 200, claude: 611, gemini: 1_237, cline: 1_418, opencode: 2_888 });
  return findingOf({ what, unit: 'ms', values: ours.slice(1), bar: below(200), beside: [floor, ...others] });
}

/** The least that a program in Node can do: ask the same server at once. */
const bareRequest = (path = '') =>
  `fetch(new URL('${path}', process.env.BASE), { method: 'POST', body: '{}' }).then(answer => answer.text())`;

/** Over a whole run that reads, edits, checks in the embedded sandbox and applies. */
async function peakMemory(bench: CliBench): Promise<Finding> {
  const peaks: number[] = [];
  for (const wire of ['openai', 'anthropic', 'ollama', 'openai', 'anthropic'] satisfies WireName[]) {
    const { peakBytes } = await solveFixture(bench, { wire, manner: 'careful' });
    if (peakBytes === undefined) throw new Error('this system does not tell the peak memory of a process');
    peaks.push(peakBytes / 1e6);
  }
  return findingOf({
    what: 'peak memory of the command line over a whole run',
    unit: 'MB',
    values: peaks,
    bar: below(150),
  });
}

const countedRuns = 21;

await measureStart();
