import type { RunEventEnvelope } from '../../src/engine/run/run-events.ts';
import { createRun, type RunSession } from '../../src/engine/run/run-session.ts';
import { createRunHarness, type HarnessParts, type RequestChanges, type RunHarness } from './run-harness.ts';
import type { ScriptedAnswer } from './scripted-model.ts';

/** The task of most tests of a session: an addition that subtracts, to be mended. */
const task = 'Make add return the sum';
export const files = { 'add.py': 'def add(a, b):\n    return a - b\n', 'test_add.py': 'import unittest\n' };
export const edit = (search: string, replace: string) =>
  ['edit_file', { path: 'add.py', search, replace }] as const;
export const work = ['submit_work', { summary: 'done' }] as const;
export const review = (confidence: number) =>
  [
    'submit_review',
    {
      rootCause: 'wrong operator',
      errorType: 'logic_error',
      fixDescription: 'use +',
      confidence,
      changesMade: '',
    },
  ] as const;

/** Green once the file holds the text; what it prints differs with each content, as a real failure would. */
export const greenWith: (wanted: string) => HarnessParts['program'] = wanted => (_, sandboxFiles) => {
  const text = sandboxFiles.get('add.py') ?? '';
  return text.includes(wanted) ? { exitCode: 0 } : { exitCode: 1, stderr: `AssertionError: ${text}\n` };
};

/** A harness around the addition. */
export function additionHarness(
  answers: readonly ScriptedAnswer[],
  parts: Partial<HarnessParts> = {},
): RunHarness {
  return createRunHarness({ files, program: greenWith('a + b'), answers, ...parts });
}

/** Starts a run that mends it, and gathers what that tells. */
export function beginRun(
  harness: RunHarness,
  changes: RequestChanges = {},
): { session: RunSession; events: RunEventEnvelope[] } {
  const events: RunEventEnvelope[] = [];
  const session = createRun(harness.ports, {
    runId: 'r1',
    request: harness.request(task, changes),
    workflow: harness.workflow,
  });
  session.subscribe(event => events.push(event));
  session.start();
  return { session, events };
}
