import { createRun } from '../../engine/run/run-session.ts';
import { newRunId } from '../../host/new-run-id.ts';
import { openSample } from '../../host/open-sample.ts';
import type { CommandIo } from '../command-io.ts';
import { conductRun } from '../conduct-run.ts';
import { openCliHost } from '../open-cli-host.ts';
import { describeRequest } from '../report/describe-request.ts';

/** `codeforge sample`: the whole way from task to diff on a small project, in a copy of it. */
export async function sample(io: CommandIo): Promise<number> {
  await using host = await openCliHost({}, io);
  const { cancelled } = io.interrupts;
  const { root, request, overrides, title, isRecorded } = await openSample(
    host,
    io.assetsDirectory,
    cancelled,
  );
  const [workflow, ports, sandbox] = await Promise.all([
    host.workflow('solve'),
    host.portsFor(root, overrides),
    host.sandbox(cancelled),
  ]);
  const runId = newRunId();
  const session = createRun(ports, { runId, request, workflow });
  const { color } = io.stdout;
  const about = describeRequest({ runId, request, root, models: title }, color);
  const notes = isRecorded ? replayNotes : [];
  const opening = [...about.slice(0, -1), color.dim(`Code runs in ${sandbox.title}`), '', ...notes];
  const exitCode = await conductRun(session, {
    host,
    options: { apply: 'all', showDiff: true },
    io,
    opening,
  });
  io.stdout.write(`\n${withYourOwn(io.program).join('\n')}\n`);
  return exitCode;
}

const replayNotes = [
  'No model is there to ask: no API key in the environment, and no Ollama on this machine.',
  'So a recorded session is replayed. The answers are recorded; the edits, the sandbox and the verdicts are real.',
  '',
];

const withYourOwn = (program: string) => [
  'Solve a task of your own:',
  '  export OPENAI_API_KEY=…      or ANTHROPIC_API_KEY, or start Ollama',
  `  ${program} solve "<task>" --workspace <folder>`,
  `  ${program} doctor`,
];
