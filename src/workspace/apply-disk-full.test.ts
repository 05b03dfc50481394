import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'mocha';
import { sampleFolder } from './sample-folder.ts';

describe('applying a change that the disk has no room for', () => {
  it('changes nothing, leaves nothing behind and says so', function () {
    if (process.platform === 'win32') this.skip(); // no limits for a process there
    using folder = sampleFolder({ small: 's', big: 'b' });
    const urlOf = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);
    const script = `
      const { openNodeWorkspace } = await import(${urlOf('./node-workspace.ts')});
      const { operation, textHash } = await import(${urlOf('./sample-folder.ts')});
      const workspace = await openNodeWorkspace(${JSON.stringify(folder.path)}, { hash: textHash });
      const operations = [operation('small', 's', 'edited'), operation('big', 'b', 'x'.repeat(1_000_000))];
      await workspace.apply(operations).catch(({ code, message }) => console.log(code, message));
    `;
    // Stands in for a full disk: no file of this process may grow beyond 8 blocks.
    const limited = ['-c', `trap '' XFSZ; ulimit -f 8; exec "$0" "$@"`, process.execPath];
    const { stdout } = spawnSync('sh', [...limited, '--input-type=module', '-e', script], {
      encoding: 'utf8',
    });

    assert.equal(
      stdout.trim(),
      'workspace.unreadable The change could not be written and nothing was changed: the file is too big for the disk. Put that right and apply again.',
    );
    assert.deepEqual(folder.read(), { small: 's', big: 'b' });
  });
});
