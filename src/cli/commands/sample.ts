import { cp, mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { defaultRouting } from '../../engine/routing/routing-wish.ts';
import { defaultLimits } from '../../engine/run/run-request.ts';
import { createRun } from '../../engine/run/run-session.ts';
import { newRunId } from '../../host/new-run-id.ts';
import type { Host } from '../../host/open-host.ts';
import { openRecordedModels } from '../../host/open-models.ts';
import type { CommandIo } from '../command-io.ts';
import { conductRun } from '../conduct-run.ts';
import { openCliHost } from '../open-cli-host.ts';
import { describeRequest } from '../report/describe-request.ts';

/** `codeforge sample`: the whole way from task to diff on a small project, in a copy of it. */
export async function sample(io: CommandIo): Promise<number> {
  await using host = await openCliHost({}, io);
  const source = path.join(io.assetsDirectory, 'samples');
  const root = path.join(await mkdtemp(path.join(tmpdir(), 'codeforge-sample-')), 'fairshare');
  const [task, models] = await Promise.all([
    readFile(path.join(source, 'fairshare-task.txt'), 'utf8'),
    chooseModels(host, source, io),
    cp(path.join(source, 'fairshare'), root, { recursive: true }),
  ]);
  const [workflow, ports, sandbox] = await Promise.all([
    host.workflow('solve'),
    host.portsFor(root, models.overrides),
    host.sandbox(io.interrupts.cancelled),
  ]);
  const { tiers, title } = models;
  const request = {
    task: task.trim(),
    attachments: [],
    model: null,
    tiers,
    routing: defaultRouting,
    check: null,
    softCheck: 'warn' as const,
    limits: { ...defaultLimits, ...host.settings.caps },
  };
  const runId = newRunId();
  const session = createRun(ports, { runId, request, workflow });
  const { color } = io.stdout;
  const about = describeRequest({ runId, request, root, models: title }, color);
  const opening = [...about.slice(0, -1), color.dim(`Code runs in ${sandbox.title}`), '', ...models.notes];
  const exitCode = await conductRun(session, {
    host,
    options: { apply: 'all', showDiff: true },
    io,
    opening,
  });
  io.stdout.write(`\n${withYourOwn(io.program).join('\n')}\n`);
  return exitCode;
}

async function chooseModels(host: Host, source: string, io: CommandIo) {
  const found = await host.models(io.interrupts.cancelled);
  if (found !== undefined) return { ...found, overrides: {}, notes: [] };
  const file = path.join(source, 'fairshare-session.json');
  const { open, ...recorded } = openRecordedModels(await readFile(file, 'utf8'), file);
  return { ...recorded, overrides: { openModel: open }, notes: replayNotes };
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
