import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { changeSetOf } from '../../src/engine/change/change-set.ts';
import { createOverlay } from '../../src/engine/change/overlay.ts';
import { createSandboxCopy } from '../../src/engine/check/sandbox-copy.ts';
import { createDockerSandboxes, type DockerSandboxes } from '../../src/sandbox/docker/docker-sandboxes.ts';
import { hashBytes } from '../../src/store/content-hash.ts';
import { openRunStore } from '../../src/store/open-run-store.ts';
import { openNodeWorkspace } from '../../src/workspace/node-workspace.ts';
import { atMost, below, type Finding, findingOf } from '../measure/finding.ts';
import { reportFindings } from '../measure/report-findings.ts';
import { makeScratchFolder } from '../measure/scratch-folder.ts';
import { spreadOf } from '../measure/spread.ts';

const signal = new AbortController().signal;
const imagesDirectory = path.join(import.meta.dirname, '../../sandbox-images');

/** What the Docker sandbox takes, beside a `docker run --rm` with the same limits in the same minutes. */
async function measureSandbox(): Promise<void> {
  await using docker = createDockerSandboxes({ imagesDirectory, prepared: 4 });
  await docker.prepare('python', { signal, onProgress: console.error });
  await printOnce(docker);
  await reportFindings('sandbox', [
    await timeToResult(docker),
    await timeOfBurst(docker),
    ...(await timeOfCopy(docker)),
  ]);
}

/** From opening to the result, in turn with the rival, so that both meet the same load. */
async function timeToResult(docker: DockerSandboxes): Promise<Finding> {
  const ours: number[] = [];
  const rival: number[] = [];
  for (let pair = 0; pair < 8; pair += 1) {
    await docker.whenPrepared();
    ours.push(await printOnce(docker));
    await docker.whenPrepared();
    rival.push(await timed(dockerRun));
  }
  return beside('print(42): time to the result', ours, { rival, share: 0.35 });
}

/** As many programs as containers wait, four at a time: making containers anew is not what this measures. */
async function timeOfBurst(docker: DockerSandboxes): Promise<Finding> {
  const ours: number[] = [];
  const rival: number[] = [];
  for (let pair = 0; pair < 4; pair += 1) {
    await docker.whenPrepared();
    ours.push(await timed(() => fourAtOnce(() => printOnce(docker))));
    await docker.whenPrepared();
    rival.push(await timed(() => fourAtOnce(dockerRun)));
  }
  return beside('print(42): four at once', ours, { rival, share: 1 / 3 });
}

async function timeOfCopy(docker: DockerSandboxes): Promise<readonly Finding[]> {
  await using folder = await makeScratchFolder();
  await writeFiles(path.join(folder.path, 'files'));
  const store = openRunStore(path.join(folder.path, 'store'));
  const uploads: number[] = [];
  const edits: number[] = [];
  try {
    const workspace = await openNodeWorkspace(path.join(folder.path, 'files'), { hash: hashBytes });
    for (let round = 0; round < 3; round += 1) {
      const overlay = createOverlay({ workspace, contents: store.contents }, changeSetOf({}, store.contents));
      await using sandbox = await docker.open({ runId: 'bench', language: 'python', signal });
      const copy = createSandboxCopy(sandbox);
      uploads.push(await timed(() => copy.sync(overlay, signal)));
      await overlay.write('folder-0/file-0.py', new TextEncoder().encode(`print(${round})\n`));
      // With a command, as a small update travels with the next one.
      edits.push(
        await timed(async () => {
          await copy.sync(overlay, signal);
          await sandbox.run('true', { signal, timeoutMs: 30_000 });
        }),
      );
    }
  } finally {
    store.close();
  }
  return [
    findingOf({ what: '10,000 files uploaded', unit: 'ms', values: uploads, bar: below(3_000) }),
    findingOf({
      what: 'one edit among 10,000 files, with a command after it',
      unit: 'ms',
      values: edits,
      bar: below(100),
    }),
  ];
}

async function printOnce(docker: DockerSandboxes): Promise<number> {
  const startedAt = performance.now();
  await using sandbox = await docker.open({ runId: 'bench', language: 'python', signal });
  const bytes = new TextEncoder().encode('print(42)\n');
  await sandbox.write({ files: [{ path: 'main.py', bytes, executable: false }], deleted: [] }, signal);
  const { stdout, stderr } = await sandbox.run('python3 main.py', { signal, timeoutMs: 30_000 });
  if (stdout !== '42\n') throw new Error(`the program printed ${stdout}${stderr}`);
  return performance.now() - startedAt;
}

async function dockerRun(): Promise<void> {
  const limits =
    'run --rm --network none --read-only --tmpfs /workspace:rw,size=256m,uid=1000 --tmpfs /tmp:rw,size=64m --memory 512m --memory-swap 512m --cpus 1 --pids-limit 256 --cap-drop ALL --security-opt no-new-privileges --ulimit nofile=8192:8192 --init --user 1000:1000 codeforge-sandbox-python';
  const { stdout } = await promisify(execFile)('docker', [
    ...limits.split(' '),
    'python3',
    '-c',
    'print(42)',
  ]);
  if (stdout !== '42\n') throw new Error(`docker run printed ${stdout}`);
}

async function fourAtOnce(work: () => Promise<unknown>): Promise<void> {
  await Promise.all([work(), work(), work(), work()]);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

interface Rival {
  readonly rival: readonly number[];
  /** Of its median, which ours may be at most. */
  readonly share: number;
}

function beside(what: string, values: readonly number[], { rival, share }: Rival): Finding {
  const { median } = spreadOf(rival);
  return findingOf({
    what,
    unit: 'ms',
    values,
    bar: atMost(median * share),
    beside: [{ name: 'hardened docker run --rm', value: median, measured: 'here' }],
  });
}

async function writeFiles(root: string): Promise<void> {
  for (let folder = 0; folder < 100; folder += 1) {
    const directory = path.join(root, `folder-${folder}`);
    await mkdir(directory, { recursive: true });
    for (let file = 0; file < 100; file += 1) {
      await writeFile(path.join(directory, `file-${file}.py`), `value = ${folder * 100 + file}\n`.repeat(40));
    }
  }
}

await measureSandbox();
