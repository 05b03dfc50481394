import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noDecisions } from '../../src/engine/change/review/decisions.ts';
import { proposeFiles } from '../../src/engine/change/review/file-proposal.ts';
import { createRun, type RunSession } from '../../src/engine/run/run-session.ts';
import { hashBytes } from '../../src/store/content-hash.ts';
import { openRunStore } from '../../src/store/open-run-store.ts';
import { openNodeWorkspace } from '../../src/workspace/node-workspace.ts';
import { createRunHarness } from '../../test/fakes/run-harness.ts';
import { below, findingOf } from '../measure/finding.ts';
import { reportFindings } from '../measure/report-findings.ts';
import { makeScratchFolder } from '../measure/scratch-folder.ts';

const fileCount = 200;
const hunksPerFile = 10;
const linesPerFile = 400;

/** A review of 2,000 hunks in 200 files, on a real folder and a real store: what opening it and each decision take. */
async function measureReview(): Promise<void> {
  await using scratch = await makeScratchFolder();
  const store = openRunStore(join(scratch.path, 'home'));
  try {
    const root = join(scratch.path, 'workspace');
    const session = await openSession(root, store);
    const opened: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      const startedAt = performance.now();
      // Another object: what is remembered of a change set must not help.
      proposeFiles({ ...session.view().changeSet }, noDecisions.edits, store.contents);
      opened.push(performance.now() - startedAt);
    }
    const hunks = session.proposals().flatMap(file => file.hunks);
    const decided: number[] = [];
    for (let at = 0; at < 200; at += 1) {
      const hunk = hunks[(at * 37) % hunks.length];
      const startedAt = performance.now();
      await session.decideHunks(at % 3 === 2 ? { reject: [hunk?.id ?? ''] } : { accept: [hunk?.id ?? ''] });
      await session.settled();
      decided.push(performance.now() - startedAt);
    }
    await session.release();
    const what = `${hunks.length} hunks in ${fileCount} files`;
    await reportFindings('review', [
      findingOf({ what: `opening a review of ${what}`, unit: 'ms', values: opened, bar: below(1_000) }),
      findingOf({
        what: `a decision among ${what}, written and stored`,
        unit: 'ms',
        values: decided,
        bar: below(50),
      }),
    ]);
  } finally {
    store.close();
  }
}

async function openSession(root: string, store: ReturnType<typeof openRunStore>): Promise<RunSession> {
  const line = (file: number, at: number) => `export const value${file}x${at} = ${at % 7};\n`;
  const textOf = (file: number, isNext: boolean) =>
    Array.from({ length: linesPerFile }, (_, at) =>
      isNext && at % (linesPerFile / hunksPerFile) === 20 ? `// proposed ${at}\n` : line(file, at),
    ).join('');
  mkdirSync(root, { recursive: true });
  for (let file = 0; file < fileCount; file += 1)
    writeFileSync(join(root, `file${file}.ts`), textOf(file, false));
  const calls = Array.from({ length: fileCount }, (_, file) => {
    return ['write_file', { path: `file${file}.ts`, content: textOf(file, true) }] as const;
  });
  const harness = createRunHarness({
    files: {},
    program: () => ({}),
    answers: [{ calls: [...calls, ['submit_work', { summary: 'Done.' }]] }],
  });
  const workspace = await openNodeWorkspace(root, { hash: hashBytes });
  const session = createRun(
    { ...harness.ports, store, workspace },
    {
      runId: 'review',
      request: harness.request('Change all', { check: 'true' }),
      workflow: harness.workflow,
    },
  );
  session.start();
  await session.settled();
  return session;
}

await measureReview();
