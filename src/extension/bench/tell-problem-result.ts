import * as vscode from 'vscode';
import type { SampleResult } from '../../bench/run/bench-order.ts';
import { plainBlock } from '../../engine/plain-text.ts';
import type { BenchLibrary } from '../../host/bench-library.ts';

export interface ToldResult {
  readonly run: vscode.TestRun;
  readonly item: vscode.TestItem;
  readonly result: SampleResult;
  /** What the last check printed. */
  readonly output: string;
}

/** Shows how a problem came out as the result of its test. What programs say is text, and never Markdown. */
export function tellProblemResult({ run, item, result, output }: ToldResult): void {
  const { first, final, repairs, seconds } = result;
  const told = `${result.taskId}: ${wordFor(first.passed)} without repair, ${wordFor(final.passed)} with ${repairs} ${repairs === 1 ? 'repair' : 'repairs'}\n`;
  const shown = plainBlock(output);
  run.appendOutput(`${told}${shown}\n`.replace(/\r?\n/gu, '\r\n'), undefined, item);
  if (final.passed) {
    run.passed(item, seconds * 1000);
    return;
  }
  const reason = `The hidden tests: ${final.reason}`;
  const check = shown.trim() === '' ? '' : `\n\nThe last check that the agents saw printed:\n${shown}`;
  const message = new vscode.TestMessage(plainBlock(reason) + check);
  message.contextValue = messageContext;
  run.failed(item, message, seconds * 1000);
}

// What the manifest's menus know it by.
const messageContext = 'codeforge.benchmarkProblem';

function wordFor(passed: boolean): string {
  return passed ? 'passed' : 'failed';
}

/** What the last check of the agents printed; '' where that is not kept. */
export function lastOutput(library: BenchLibrary, benchRunId: string, { runId }: SampleResult): string {
  const text = library.inside(benchRunId, inside => {
    const run = inside.run(runId);
    const last = run.view?.attempts.at(-1);
    if (last === undefined) return '';
    const { stdout, stderr } = run.outputOf(last);
    return [stdout, stderr].filter(part => part !== '').join('\n');
  });
  return (text ?? '').slice(-maxOutput);
}

const maxOutput = 10_000;
