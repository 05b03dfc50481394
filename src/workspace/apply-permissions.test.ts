import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { type SampleFolder, sampleFolder } from './sample-folder.ts';

// Permissions do not bind the superuser: where the tests run as root, the work is done as another user.
const otherUser = { uid: 65534, gid: 65534 };

describe('a workspace with files that may not be read or written', () => {
  let folder: SampleFolder;

  beforeEach(function () {
    if (process.platform === 'win32') this.skip(); // no permission bits there
    folder = sampleFolder({ fine: 'f', locked: 'l', secret: 's', 'closed/inner': 'i', 'sealed/inner': 'i' });
    chmodSync(join(folder.path, 'locked'), 0o444);
    chmodSync(join(folder.path, 'secret'), 0o200);
    chmodSync(join(folder.path, 'closed'), 0o555);
    chmodSync(join(folder.path, 'sealed'), 0o000);
    if (process.getuid?.() !== 0) return;
    for (const path of ['', 'fine', 'locked', 'secret', 'closed', 'closed/inner', 'sealed']) {
      chownSync(join(folder.path, path), otherUser.uid, otherUser.gid);
    }
  });

  afterEach(() => {
    chmodSync(join(folder.path, 'closed'), 0o755);
    chmodSync(join(folder.path, 'sealed'), 0o755);
    folder[Symbol.dispose]();
  });

  /** Runs the script as a user whom permissions bind; what it prints, as JSON. */
  const asUser = (script: string): unknown => {
    const urlOf = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);
    const source = `
      import { openNodeWorkspace } from ${urlOf('./node-workspace.ts')};
      import { operation, textHash } from ${urlOf('./sample-folder.ts')};
      const root = ${JSON.stringify(folder.path)};
      const open = path => openNodeWorkspace(path, { hash: textHash });
      if (process.getuid() === 0) {
        process.setgroups([]);
        process.setgid(${otherUser.gid});
        process.setuid(${otherUser.uid});
      }
      const workspace = await open(root);
      const failing = work => work.then(() => 'no error', ({ code, message }) => [code, message]);
      console.log(JSON.stringify(await (async () => { ${script} })()));
    `;
    const args = ['--input-type=module', '-e', source];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    assert.equal(stderr, '');
    return JSON.parse(stdout);
  };

  it('refuses a change before anything is written, and names what is locked', () => {
    const error = asUser(`return failing(workspace.apply([
      operation('fine', 'f', 'F'),
      operation('locked', 'l', 'L'),
      operation('closed/new', null, 'N'),
      operation('closed/inner', 'i', null),
    ]))`);

    assert.deepEqual(error, [
      'workspace.unreadable',
      'locked, closed/new and closed/inner cannot be written, so nothing was changed. Give yourself write permission there and apply again.',
    ]);
    const { fine, locked, ...others } = folder.read();
    assert.deepEqual(
      [fine, locked, Object.keys(others).filter(name => name.includes('.tmp'))],
      ['f', 'l', []],
    );
  });

  it('says so when a file cannot be read or compared', () => {
    const errors = asUser(`return [
      await failing(workspace.read('secret')),
      await failing(workspace.read('sealed/inner')),
      await failing(workspace.isHidden('sealed/inner')),
      await failing(workspace.apply([operation('secret', 's', 'S')])),
      await failing(open(root + '/sealed')),
    ]`);

    assert.deepEqual(errors, [
      [
        'workspace.unreadable',
        'secret cannot be read: permission is denied. Check its permissions and try again.',
      ],
      [
        'workspace.unreadable',
        'sealed/inner cannot be read: permission is denied. Check its permissions and try again.',
      ],
      [
        'workspace.unreadable',
        'sealed/inner cannot be read: permission is denied. Check its permissions and try again.',
      ],
      [
        'workspace.unreadable',
        'secret cannot be read, so nothing was changed: permission is denied. Check it and apply again.',
      ],
      [
        'workspace.unreadable',
        `The workspace ${join(folder.path, 'sealed')} cannot be opened: permission is denied. Name a folder that exists and that you can read.`,
      ],
    ]);
  });

  it('lists and searches all the rest', function () {
    const found = asUser(`
      const { rgPath } = await import(${JSON.stringify(import.meta.resolve('@vscode/ripgrep'))});
      const { accessSync, constants } = await import('node:fs');
      try { accessSync(rgPath, constants.X_OK); } catch { return 'no ripgrep'; }
      const signal = new AbortController().signal;
      const files = await workspace.list(signal);
      const matches = await workspace.search({ text: 'f', isRegex: false, maxMatches: 9, instead: [] }, signal);
      return [files.map(file => file.path), matches.map(match => match.path)];
    `);

    if (found === 'no ripgrep') this.skip(); // the other user may not enter the folder of this project
    assert.deepEqual(found, [['closed/inner', 'fine', 'locked', 'secret'], ['fine']]);
  });
});
