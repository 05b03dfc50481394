import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { changeSetOf } from '../../src/engine/change/change-set.ts';
import { createOverlay } from '../../src/engine/change/overlay.ts';
import { builtInSecretFiles } from '../../src/engine/change/secret-path.ts';
import { createSandboxCopy } from '../../src/engine/check/sandbox-copy.ts';
import { openHostWorkspace } from '../../src/host/open-host-workspace.ts';
import type { DockerSandboxes } from '../../src/sandbox/docker/docker-sandboxes.ts';
import { openRunStore } from '../../src/store/open-run-store.ts';
import { below, type Finding, findingOf } from '../measure/finding.ts';
import { makeScratchFolder } from '../measure/scratch-folder.ts';
import { timed } from './timed.ts';

/** A workspace of ten thousand files into a sandbox, and then one edit of it. */
export async function timesOfCopy(docker: DockerSandboxes): Promise<readonly Finding[]> {
  await using folder = await makeScratchFolder();
  const root = path.join(folder.path, 'files');
  await writeFiles(root);
  const store = openRunStore(path.join(folder.path, 'store'));
  const { signal } = new AbortController();
  const uploads: number[] = [];
  const edits: number[] = [];
  try {
    for (let round = 0; round < 3; round += 1) {
      const workspace = await openHostWorkspace(root, { settings, closing: signal });
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

const settings = { secretFiles: builtInSecretFiles };

async function writeFiles(root: string): Promise<void> {
  for (let folder = 0; folder < 100; folder += 1) {
    const directory = path.join(root, `folder-${folder}`);
    await mkdir(directory, { recursive: true });
    for (let file = 0; file < 100; file += 1) {
      await writeFile(path.join(directory, `file-${file}.py`), `value = ${folder * 100 + file}\n`.repeat(40));
    }
  }
}
