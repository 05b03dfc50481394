import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ArtifactCollector } from './artifact-collector.ts';

const bytes = (size: number) => new Uint8Array(size);

describe('ArtifactCollector', () => {
  it('hands out files sorted by path', () => {
    const collector = new ArtifactCollector(100);
    collector.add({ path: 'b', bytes: bytes(1), executable: false });
    collector.add({ path: 'a/c', bytes: bytes(2), executable: true });

    assert.deepEqual(
      collector.end().files.map(({ path }) => path),
      ['a/c', 'b'],
    );
  });

  it('leaves out what does not fit any more, and takes what still does', () => {
    const collector = new ArtifactCollector(2 * 1024 * 1024);
    collector.add({ path: 'a', bytes: bytes(1024 * 1024), executable: false });
    collector.add({ path: 'large', bytes: bytes(1024 * 1024 + 1), executable: false });
    collector.add({ path: 'small', bytes: bytes(10), executable: false });

    const { files, leftOut } = collector.end();
    assert.deepEqual(
      files.map(({ path }) => path),
      ['a', 'small'],
    );
    assert.deepEqual(leftOut, ['large was left out: there is more than the 2 MB that may be fetched.']);
  });

  it('names what it leaves out in a sentence of one line, however it is called', () => {
    const collector = new ArtifactCollector(0);
    collector.leaveOut('a\nb\u001b[31m', 'it is a link');
    collector.leaveOut('long/'.repeat(1000), 'it is a link');

    const [steering = '', long = ''] = collector.end().leftOut;
    assert.equal(steering, String.raw`"a\nb\u001b[31m" was left out: it is a link.`);
    assert.match(long, /^long\/long.*….*long\/ was left out/u);
    assert.equal(long.length < 250, true);
  });

  it('takes one file of each name, and none that leads out of the folder', () => {
    const collector = new ArtifactCollector(100);
    for (const path of ['a', 'a', '../a', '/a', 'a/../../b', 'a\0b', '', 'a\\..\\b/..']) {
      collector.add({ path, bytes: bytes(1), executable: false });
    }

    const { files, leftOut } = collector.end();
    assert.deepEqual(
      files.map(({ path }) => path),
      ['a'],
    );
    assert.equal(leftOut.length, 7);
    assert.match(leftOut.join('\n'), /^"a\\u0000b" was left out: its name leads out/mu);
  });

  it('does not name a million things one by one', () => {
    const collector = new ArtifactCollector(0);
    for (let index = 0; index < 1_000; index += 1) collector.leaveOut(`link-${index}`, 'it is a link');

    const { leftOut } = collector.end();
    assert.equal(leftOut.length, 21);
    assert.equal(leftOut.at(-1), 'So were 980 others.');
  });

  it('never holds more than it may, whatever it is offered', () => {
    const offers = fc.array(fc.record({ path: fc.string(), size: fc.nat(50) }));
    fc.assert(
      fc.property(offers, fc.nat(100), (files, maxBytes) => {
        const collector = new ArtifactCollector(maxBytes);
        for (const { path, size } of files) collector.add({ path, bytes: bytes(size), executable: false });
        const held = collector.end().files;
        assert.ok(held.reduce((sum, file) => sum + file.bytes.length, 0) <= maxBytes);
        assert.ok(held.every(({ path }) => !path.split('/').some(part => part === '..' || part === '')));
      }),
    );
  });
});
