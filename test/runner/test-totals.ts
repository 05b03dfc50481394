/** How many tests ended how. */
export interface TestTotals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const noTotals: TestTotals = { passed: 0, failed: 0, skipped: 0 };

export function addTotals(a: TestTotals, b: TestTotals): TestTotals {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

export function formatTotals({ passed, failed, skipped }: TestTotals): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** The totals in the last line of that form; undefined when there is none, because the process broke down. */
export function parseTotals(output: string): TestTotals | undefined {
  const found = [...output.matchAll(/^(\d+) passed, (\d+) failed, (\d+) skipped\r?$/gmu)].at(-1);
  if (found === undefined) return undefined;
  const [, passed, failed, skipped] = found;
  return { passed: Number(passed), failed: Number(failed), skipped: Number(skipped) };
}

/** What skipped tests were missing, as missing-component.ts says it, each once. */
export function parseMissing(output: string): readonly string[] {
  const found = output.matchAll(/^\s*!!! SKIPPED for want of: (.+?)\r?$/gmu);
  return [...new Set([...found].map(([, component = '']) => component))];
}
