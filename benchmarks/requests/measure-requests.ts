import type { WireName } from '../../test/servers/scripted-server.ts';
import { openCliBench } from '../measure/cli-bench.ts';
import { atMost, below, elsewhere, type Finding, findingOf } from '../measure/finding.ts';
import { reportFindings } from '../measure/report-findings.ts';
import { type SolvedFixture, solveFixture } from './solve-fixture.ts';

/** What a bug fix in three files makes a user send and pay for, on each vendor's wire. */
async function measureRequests(): Promise<void> {
  await using bench = await openCliBench();
  const findings: Finding[] = [];
  for (const wire of ['openai', 'anthropic', 'ollama'] satisfies WireName[]) {
    const brisk = await solveFixture(bench, { wire, manner: 'brisk' });
    const stepwise = await solveFixture(bench, { wire, manner: 'stepwise' });
    const careful = await solveFixture(bench, { wire, manner: 'careful' });
    findings.push(
      firstRequest(wire, brisk),
      ...wholeFix(`${wire}, read and edit`, brisk),
      ...wholeFix(`${wire}, one thing at a time`, stepwise),
      // What running tests within the conversation costs the others is not known, so nothing is claimed.
      ...wholeFix(`${wire}, tests run before and after`, careful).map(finding =>
        finding.unit === 'tokens' ? { ...finding, bar: null, beside: [] } : finding,
      ),
    );
  }
  await reportFindings('requests', findings);
}

function firstRequest(wire: WireName, { requestBytes: [first = 0] }: SolvedFixture): Finding {
  return findingOf({
    what: `first request: ${wire}`,
    unit: 'bytes',
    values: [first],
    bar: below(7_900),
    beside: elsewhere({ cn: 7_946, cline: 21_793, opencode: 30_792, codex: 38_232, claude: 76_657 }),
  });
}

function wholeFix(how: string, { requestBytes, answerBytes }: SolvedFixture): readonly Finding[] {
  const calls = { values: [requestBytes.length], bar: atMost(4) };
  const tokens = { values: [estimateTokens([...requestBytes, ...answerBytes])], bar: below(7_198) };
  const beside = elsewhere({ cn: 7_198, cline: 18_515, codex: 31_398 });
  return [
    findingOf({ what: `model calls: ${how}`, unit: 'calls', ...calls }),
    findingOf({ what: `whole fix: ${how}`, unit: 'tokens', ...tokens, beside }),
  ];
}

/** Four bytes a token, for all that is sent and answered: no vendor's own count, but the same for every one. */
function estimateTokens(bytes: readonly number[]): number {
  return Math.round(bytes.reduce((sum, count) => sum + count, 0) / 4);
}

await measureRequests();
