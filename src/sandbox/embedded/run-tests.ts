import type { TestsStep } from './plan.ts';
import { ended, larger, type ProgramEnd, type ProgramPlace } from './program-place.ts';
import { runScript, type ScriptEnd } from './run-script.ts';
import type { FinishedTests } from './runtime/script-job.ts';
import { addUpTests, formatTestSummary } from './runtime/test-summary.ts';
import { findTestFiles } from './test-files.ts';

/** `node --test` and `deno test`: every file in a process of its own, then one sum. No tests at all are red. */
export async function runTests(step: TestsStep, place: ProgramPlace): Promise<ProgramEnd> {
  const begun = performance.now();
  const { found, unmatched } = findTestFiles(step, place.directory, await place.folder.list());
  for (const pattern of unmatched) {
    place.print('stderr', `Could not find '${pattern}'\n`);
  }
  if (unmatched.length > 0) return ended(1);
  if (found.length === 0) {
    place.print('stderr', 'No test files were found.\n');
    return ended(1);
  }
  const reports: FinishedTests[] = [];
  let all = ended(0);
  for (const file of found) {
    const timeoutMs = place.timeoutMs - (performance.now() - begun);
    const end = await runScript({ target: `/workspace/${file}`, args: [] }, 'caller', {
      ...place,
      timeoutMs,
    });
    const peakMemoryMb = larger(all.peakMemoryMb, end.peakMemoryMb);
    if (end.timedOut) return { ...end, exitCode: null, peakMemoryMb };
    all = { ...all, outOfMemory: all.outOfMemory || end.outOfMemory, peakMemoryMb };
    reports.push(withFileVerdict(file, end));
  }
  const sum = addUpTests(reports);
  const stdout = place.openStream('stdout');
  stdout.write(new TextEncoder().encode(formatTestSummary(sum, performance.now() - begun)));
  stdout.end();
  return { ...all, exitCode: sum.failed > 0 ? 1 : 0 };
}

/** A file is a test itself: it may be red though none of its tests is, and it may have none. */
function withFileVerdict(file: string, { exitCode, tests }: ScriptEnd): FinishedTests {
  const isGreen = exitCode === 0;
  if (tests !== undefined && (isGreen || tests.failed > 0)) return tests;
  const text =
    exitCode === null ? 'The program was killed.' : `The program ended with exit code ${exitCode}.`;
  const own: FinishedTests = {
    state: 'finished',
    tests: 1,
    suites: 0,
    passed: isGreen ? 1 : 0,
    failed: isGreen ? 0 : 1,
    skipped: 0,
    failures: isGreen ? [] : [{ name: file, location: '', durationMs: 0, text }],
  };
  return tests === undefined ? own : addUpTests([tests, own]);
}
