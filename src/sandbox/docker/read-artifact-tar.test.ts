import assert from 'node:assert/strict';
import fc from 'fast-check';
import { packTar } from 'modern-tar';
import { ArtifactCollector } from '../artifact-collector.ts';
import { readArtifactTar } from './read-artifact-tar.ts';

const mebibyte = 1024 * 1024;

async function read(archive: Uint8Array, isKnown = (_: string) => false) {
  const collector = new ArtifactCollector(mebibyte);
  await readArtifactTar(archive, collector, isKnown);
  const { files, leftOut } = collector.end();
  return { paths: files.map(({ path }) => path), leftOut };
}

describe('readArtifactTar', () => {
  it('takes ordinary files, but for those that are known', async () => {
    const archive = await packTar([
      { header: { name: './out/', size: 0, type: 'directory' } },
      { header: { name: './out/a.txt', size: 1 }, body: 'a' },
      { header: { name: 'b.txt', size: 1 }, body: 'b' },
    ]);

    assert.deepEqual(await read(archive, path => path === 'b.txt'), { paths: ['out/a.txt'], leftOut: [] });
  });

  for (const type of ['symlink', 'link', 'character-device', 'block-device', 'fifo'] as const) {
    it(`takes no ${type}`, async () => {
      const archive = await packTar([{ header: { name: 'x', size: 0, type, linkname: '/etc/passwd' } }]);

      assert.deepEqual(await read(archive), {
        paths: [],
        leftOut: [`x was left out: it is no ordinary file, but a ${type}.`],
      });
    });
  }

  it('takes nothing under a name that leads out of the folder', async () => {
    const names = ['../x', 'a/../../x', '/etc/cron.d/x', './../x'];
    const archives = await Promise.all(names.map(name => withName(name)));

    for (const archive of archives) assert.deepEqual((await read(archive)).paths, []);
  });

  it('takes nothing that claims to be larger than it is', async () => {
    const archive = await packTar([{ header: { name: 'huge', size: 1 }, body: 'x' }]);
    const lying = withHeader(archive, header => header.write('77777777777\0', 124, 'latin1'));

    assert.deepEqual((await read(lying)).paths, []);
  });

  it('names an archive that is damaged', async () => {
    const archive = await packTar([{ header: { name: 'a', size: 1 }, body: 'a' }]);
    const damaged = Buffer.from(archive);
    damaged.write('zzz', 148, 'latin1');

    assert.deepEqual(await read(damaged), {
      paths: [],
      leftOut: ['Part of the work folder was left out: its archive is damaged.'],
    });
  });

  it('survives any bytes, and lets nothing out of the folder', async () => {
    const good = await packTar([{ header: { name: 'a/b.txt', size: 3 }, body: 'abc' }]);
    const edits = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(edits, fc.nat(good.length), async (changes, length) => {
        const bytes = Uint8Array.from(good.subarray(0, length));
        for (const [at, value] of changes) if (at < length) bytes[at] = value;
        const { paths } = await read(bytes);
        assert.ok(paths.every(path => !path.startsWith('/') && !path.split('/').includes('..')));
      }),
    );
  });
});

/** A name that no packer would write. */
async function withName(name: string): Promise<Uint8Array> {
  const archive = await packTar([{ header: { name: 'x'.repeat(name.length), size: 1 }, body: 'x' }]);
  return withHeader(archive, header => header.write(name, 0, 'latin1'));
}

/** Changes the first header and makes its sum right again (POSIX ustar). */
function withHeader(archive: Uint8Array, change: (header: Buffer) => void): Uint8Array {
  const bytes = Buffer.from(archive);
  const header = bytes.subarray(0, 512);
  change(header);
  header.fill(' ', 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return bytes;
}
