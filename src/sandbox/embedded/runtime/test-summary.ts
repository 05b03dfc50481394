import type { FinishedTests, TestFailure } from './script-job.ts';

/** The end of a test run, in the words of Node's `spec` reporter. */
export function formatTestSummary(sum: FinishedTests, durationMs: number): string {
  const lines = [
    `ℹ tests ${sum.tests}`,
    `ℹ suites ${sum.suites}`,
    `ℹ pass ${sum.passed}`,
    `ℹ fail ${sum.failed}`,
    'ℹ cancelled 0',
    `ℹ skipped ${sum.skipped}`,
    'ℹ todo 0',
    `ℹ duration_ms ${formatMs(durationMs)}`,
  ];
  const failures = sum.failures.map(failure => `\n${formatFailure(failure)}\n`);
  const details = failures.length === 0 ? '' : `\n✖ failing tests:\n${failures.join('')}`;
  return `${lines.join('\n')}\n${details}`;
}

export function formatMs(durationMs: number): string {
  return durationMs.toFixed(3);
}

/** Several files' tests as one. */
export function addUpTests(reports: readonly FinishedTests[]): FinishedTests {
  const total = (key: 'tests' | 'suites' | 'passed' | 'failed' | 'skipped') =>
    reports.reduce((sum, report) => sum + report[key], 0);
  return {
    state: 'finished',
    tests: total('tests'),
    suites: total('suites'),
    passed: total('passed'),
    failed: total('failed'),
    skipped: total('skipped'),
    failures: reports.flatMap(({ failures }) => failures),
  };
}

function formatFailure({ name, location, durationMs, text }: TestFailure): string {
  const place = location === '' ? '' : `test at ${location}\n`;
  return `${place}✖ ${name} (${formatMs(durationMs)}ms)\n${indent(text)}`;
}

function indent(text: string): string {
  return text
    .split('\n')
    .map(line => `  ${line}`)
    .join('\n');
}
