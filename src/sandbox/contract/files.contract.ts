import assert from 'node:assert/strict';
import type { OpenSandbox } from '../../engine/ports/sandbox.ts';
import { file, green, openFor, run, runFiles, signal, texts, withoutMeasures } from './trial.contract.ts';

export function describeFiles(open: OpenSandbox): void {
  it('lets programs read what was written, byte by byte', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    await using sandbox = await openFor(open, 'python');
    await sandbox.write(
      { files: [file('deep/er/ä file.bin', bytes), file('empty', new Uint8Array())], deleted: [] },
      signal(),
    );

    const result = await run(
      sandbox,
      `python3 -c "print(open('deep/er/ä file.bin','rb').read() == bytes(range(256)), open('empty').read() == '')"`,
    );

    assert.deepEqual(withoutMeasures(result), green('True True\n'));
  });

  it('shows later changes and deletions to the next command', async () => {
    await using sandbox = await openFor(open, 'python');
    await sandbox.write(
      { files: texts({ 'a.txt': 'old', 'b.txt': 'b', 'main.py': listFolder }), deleted: [] },
      signal(),
    );
    const before = await run(sandbox, 'python3 main.py');
    await sandbox.write(
      { files: texts({ 'a.txt': 'new', 'sub/c.txt': 'c' }), deleted: ['b.txt', 'never-there'] },
      signal(),
    );
    const after = await run(sandbox, 'python3 main.py');

    assert.equal(before.stdout, 'a.txt=old\nb.txt=b\n');
    assert.equal(after.stdout, 'a.txt=new\nsub/c.txt=c\n');
  });

  it('puts a folder where a file was, and a file where a folder was', async () => {
    await using sandbox = await openFor(open, 'python');
    await sandbox.write({ files: texts({ a: 'x', 'b/c': 'y', 'main.py': listAll }), deleted: [] }, signal());
    await sandbox.write({ files: texts({ 'a/d': 'x', b: 'y' }), deleted: ['a', 'b/c'] }, signal());

    assert.equal((await run(sandbox, 'python3 main.py')).stdout, 'a/d\nb\nmain.py\n');
  });

  it('takes and removes files of any name', async () => {
    const names = [
      '-rf',
      'a b',
      `quo'te"s`,
      'new\nline',
      'ünï/😀.txt',
      `${'long/'.repeat(50)}${'n'.repeat(200)}`,
    ];
    await using sandbox = await openFor(open, 'python');
    await sandbox.write({ files: texts({ 'main.py': printFiles }), deleted: [] }, signal());
    const before = await run(sandbox, 'python3 main.py');
    await sandbox.write({ files: names.map(name => file(name, new Uint8Array())), deleted: [] }, signal());
    const full = await run(sandbox, 'python3 main.py');
    await sandbox.write({ files: [], deleted: names }, signal());
    const after = await run(sandbox, 'python3 main.py');

    assert.deepEqual(JSON.parse(full.stdout), [...names, 'main.py'].sort());
    assert.equal(after.stdout, before.stdout);
  });

  it('takes more than a thousand files at once', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 1_200 }, (_, index) => [`many/${index}.txt`, `${index}`]),
    );
    const count = "import os\nprint(len(os.listdir('many')))";

    assert.equal((await runFiles(open, { ...files, 'main.py': count }, 'python3 main.py')).stdout, '1200\n');
  });

  for (const bad of ['../out.txt', '/etc/passwd', 'a/../../b', '', 'a//b', './a', 'a\0b']) {
    it(`refuses to write to ${JSON.stringify(bad)}`, async () => {
      await using sandbox = await openFor(open, 'python');

      await assert.rejects(sandbox.write({ files: texts({ [bad]: 'x' }), deleted: [] }, signal()), /path/iu);
      await assert.rejects(sandbox.write({ files: [], deleted: [bad] }, signal()), /path/iu);
    });
  }

  it('keeps what a program writes away from the next sandbox', async () => {
    const probe = 'import os\nprint(os.path.exists("left.txt"))\nopen("left.txt", "w").write("x")';

    assert.equal((await runFiles(open, { 'main.py': probe }, 'python3 main.py')).stdout, 'False\n');
    assert.equal((await runFiles(open, { 'main.py': probe }, 'python3 main.py')).stdout, 'False\n');
  });

  it('keeps two open sandboxes apart', async () => {
    await using one = await openFor(open, 'python');
    await using other = await openFor(open, 'python');
    await one.write({ files: texts({ 'main.py': "print('one')" }), deleted: [] }, signal());
    await other.write({ files: texts({ 'main.py': "print('other')" }), deleted: [] }, signal());

    const results = await Promise.all([run(one, 'python3 main.py'), run(other, 'python3 main.py')]);

    assert.deepEqual(
      results.map(({ stdout }) => stdout),
      ['one\n', 'other\n'],
    );
  });
}

// Prints every text file below the work folder as `path=content`.
const listFolder = `
from pathlib import Path
for path in sorted(Path('.').rglob('*.txt')):
    print(f'{path.as_posix()}={path.read_text()}')
`;

const printFiles = `
import json, os
found = [os.path.relpath(os.path.join(folder, name)) for folder, _, names in os.walk('.') for name in names]
print(json.dumps(sorted(found)))
`;

const listAll = `
from pathlib import Path
print('\\n'.join(sorted(path.as_posix() for path in Path('.').rglob('*') if path.is_file())))
`;
