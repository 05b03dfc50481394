import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRunHarness } from '../../test/fakes/run-harness.ts';
import { createRun } from '../engine/run/run-session.ts';
import { hashBytes } from '../store/content-hash.ts';
import { openNodeWorkspace } from '../workspace/node-workspace.ts';

// Permissions do not bind the superuser: where the tests run as root, the work is done as another user.
const otherUser = { uid: 65534, gid: 65534 };

describe('a review of an awkward file', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'codeforge-awkward-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('with 50,000 lines takes single hunks, and keeps what a person has edited meanwhile', async () => {
    const lines = Array.from({ length: 50_000 }, (_, at) => `value ${at}\r\n`);
    const changed = (changes: Readonly<Record<number, string>>) =>
      lines.map((line, at) => changes[at] ?? line).join('');
    const file = join(folder, 'long.txt');
    writeFileSync(file, lines.join(''));
    const proposed = { 10: 'TEN\r\n', 25000: 'MIDDLE\r\nAND MORE\r\n', 49999: 'LAST\r\n' };
    const harness = createRunHarness({
      files: {},
      program: () => ({}),
      answers: [
        {
          calls: [
            ['write_file', { path: 'long.txt', content: changed(proposed) }],
            ['submit_work', { summary: 'Done.' }],
          ],
        },
      ],
    });
    const workspace = await openNodeWorkspace(folder, { hash: hashBytes });
    const session = createRun(
      { ...harness.ports, workspace },
      { runId: 'r', request: harness.request('Change', { check: 'true' }), workflow: harness.workflow },
    );
    session.start();
    await session.settled();
    const [ten = '', middle = '', last = ''] = session
      .proposals()
      .flatMap(({ hunks }) => hunks.map(({ id }) => id));
    writeFileSync(file, changed({ 40000: 'mine\r\n' }));

    await session.decideHunks({ accept: [middle], reject: [ten] });
    assert.equal((await session.settled()).awaiting, 'decision');
    assert.equal(readFileSync(file, 'utf8'), changed({ 25000: proposed[25_000], 40000: 'mine\r\n' }));
    await session.decideHunks({ accept: [last] });
    assert.equal((await session.settled()).outcome, 'completed');
    await session.release();

    const { 10: _, ...accepted } = proposed;
    assert.equal(readFileSync(file, 'utf8'), changed({ ...accepted, 40000: 'mine\r\n' }));
  });

  it('that may not be written says so, writes nothing, and takes the decision once it may be', function () {
    if (process.platform === 'win32') this.skip(); // no permission bits there
    for (const [name, text] of [
      ['fine.txt', 'fine\n'],
      ['locked.txt', 'locked\n'],
    ] as const) {
      writeFileSync(join(folder, name), text);
      if (process.getuid?.() === 0) chownSync(join(folder, name), otherUser.uid, otherUser.gid);
    }
    if (process.getuid?.() === 0) chownSync(folder, otherUser.uid, otherUser.gid);
    chmodSync(join(folder, 'locked.txt'), 0o444);

    const { refused, between, ended, after } = asUser(folder) as Told;

    assert.match(refused, /locked\.txt.*cannot be written/su);
    assert.deepEqual(between, ['fine\n', 'locked\n', 'decision']);
    assert.equal(ended, 'completed');
    assert.deepEqual(after, ['FINE\n', 'UNLOCKED\n']);
  });
});

interface Told {
  readonly refused: string;
  readonly between: readonly string[];
  readonly ended: string;
  readonly after: readonly string[];
}

/** Accepts a change of both files as a user whom permissions bind, and again after unlocking them. */
function asUser(root: string): unknown {
  const urlOf = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);
  const source = `
    import { chmodSync, readFileSync } from 'node:fs';
    import { join } from 'node:path';
    import { createRunHarness } from ${urlOf('../../test/fakes/run-harness.ts')};
    import { createRun } from ${urlOf('../engine/run/run-session.ts')};
    import { hashBytes } from ${urlOf('../store/content-hash.ts')};
    import { openNodeWorkspace } from ${urlOf('../workspace/node-workspace.ts')};
    const root = ${JSON.stringify(root)};
    if (process.getuid() === 0) {
      process.setgroups([]);
      process.setgid(${otherUser.gid});
      process.setuid(${otherUser.uid});
    }
    const { ports, request, workflow } = createRunHarness({ files: {}, program: () => ({}), answers: [{ calls: [
      ['write_file', { path: 'fine.txt', content: 'FINE\\n' }],
      ['write_file', { path: 'locked.txt', content: 'UNLOCKED\\n' }],
      ['submit_work', { summary: 'Done.' }],
    ] }] });
    const workspace = await openNodeWorkspace(root, { hash: hashBytes });
    const session = createRun(
      { ...ports, workspace },
      { runId: 'r', request: request('Change', { check: 'true' }), workflow },
    );
    const texts = () => ['fine.txt', 'locked.txt'].map(name => readFileSync(join(root, name), 'utf8'));
    session.start();
    await session.settled();
    await session.decide(['fine.txt', 'locked.txt']);
    const { failure, awaiting } = await session.settled();
    const between = [...texts(), awaiting];
    chmodSync(join(root, 'locked.txt'), 0o644);
    await session.decideAgain('refuse');
    const { outcome } = await session.settled();
    await session.release();
    console.log(JSON.stringify({ refused: failure.message, between, ended: outcome, after: texts() }));
  `;
  const args = ['--input-type=module', '-e', source];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  assert.equal(stderr, '');
  return JSON.parse(stdout);
}
