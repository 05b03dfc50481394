import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'mocha';
import { openNodeWorkspace } from './node-workspace.ts';
import { operation, sampleFolder, textHash } from './sample-folder.ts';

describe('applying a change in a process that is killed', () => {
  // Path, text before, text after.
  const change: readonly (readonly [string, string | null, string | null])[] = [
    ['edited', 'old', 'new'],
    ['file', 'f', null],
    ['file/inner', null, 'i'],
    ['folder/deleted', 'd', null],
    ['folder', null, 'a file now'],
    ['new/y', null, 'y'],
  ];

  for (const [call, times] of [
    ['open', 4],
    ['rm', 2],
    ['rename', 4],
  ] as const) {
    for (let nth = 1; nth <= times; nth += 1) {
      it(`at ${call} number ${nth} is finished by the next, and leaves nothing behind`, async () => {
        using folder = sampleFolder({ edited: 'old', file: 'f', 'folder/deleted': 'd', 'kept/x': 'x' });

        assert.equal(applyAndDie(folder.path, { change, call, nth }), 'SIGKILL');
        const workspace = await openNodeWorkspace(folder.path, { hash: textHash });
        await workspace.apply(change.map(row => operation(...row)));

        assert.deepEqual(folder.read(), {
          edited: 'new',
          'file/': '',
          'file/inner': 'i',
          folder: 'a file now',
          'kept/': '',
          'kept/x': 'x',
          'new/': '',
          'new/y': 'y',
        });
      });
    }
  }
});

/** Applies in a process of its own, which kills itself just before a call of the file system. */
function applyAndDie(
  root: string,
  death: { readonly change: unknown; readonly call: string; readonly nth: number },
): NodeJS.Signals | null {
  const urlOf = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);
  const script = `
    import files from 'node:fs/promises';
    import { syncBuiltinESMExports } from 'node:module';
    const real = files.${death.call};
    let calls = 0;
    files.${death.call} = (...args) => {
      calls += 1;
      if (calls === ${death.nth}) process.kill(process.pid, 'SIGKILL');
      return real(...args);
    };
    syncBuiltinESMExports();
    const { openNodeWorkspace } = await import(${urlOf('./node-workspace.ts')});
    const { operation, textHash } = await import(${urlOf('./sample-folder.ts')});
    const workspace = await openNodeWorkspace(${JSON.stringify(root)}, { hash: textHash });
    await workspace.apply(${JSON.stringify(death.change)}.map(row => operation(...row)));
  `;
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' }).signal;
}
