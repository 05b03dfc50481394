import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type EngineFault, startBrokenEngine } from '../../test/servers/broken-engine.ts';
import { openCliBench } from '../measure/cli-bench.ts';
import { below, type Finding, findingOf } from '../measure/finding.ts';
import { timed } from './timed.ts';

/** `codeforge doctor` as a whole, from the start of its process to its end, where the engine is dead or hangs. */
export async function timesOfDoctor(): Promise<readonly Finding[]> {
  await using bench = await openCliBench();
  const findings: Finding[] = [];
  for (const fault of faults) {
    await using engine = await startBrokenEngine(fault);
    // Nor does a model answer: that makes it end with 1.
    const env = { ...bench.env, DOCKER_HOST: engine.address, OLLAMA_HOST: 'http://127.0.0.1:9' };
    const examine = async () => {
      const [ending] = await Promise.allSettled([
        promisify(execFile)(process.execPath, [bench.cliFile, 'doctor'], { env }),
      ]);
      const isVerdict = ending.status === 'rejected' && /^– Docker /mu.test(ending.reason.stdout);
      if (!isVerdict) throw new Error(`doctor gave no verdict on an engine that ${fault}`);
    };
    const values: number[] = [];
    for (let round = 0; round < 5; round += 1) values.push(await timed(examine));
    const what = `codeforge doctor, with a Docker engine that ${fault}`;
    findings.push(findingOf({ what, unit: 'ms', values, bar: below(2_000) }));
  }
  return findings;
}

const faults: readonly EngineFault[] = [
  'was killed and left its socket behind',
  'accepts and then says nothing',
  'stops in the middle of an answer',
];
