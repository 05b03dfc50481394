import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nameFiles, placesOfMention } from './mention-places.ts';

const shop = (path: string) => ({ folder: 'shop', path });
const lib = (path: string) => ({ folder: 'lib', path });

describe('naming files of several folders', () => {
  it('takes the folder along only where the path alone means two files', () => {
    assert.deepEqual(nameFiles([shop('src/cart.py'), lib('src/cart.py'), lib('notes.md')], ['shop', 'lib']), [
      'shop/src/cart.py',
      'lib/src/cart.py',
      'notes.md',
    ]);
  });

  it('is not led astray by a directory that is called as another folder', () => {
    assert.deepEqual(nameFiles([shop('lib/a.py'), lib('a.py')], ['shop', 'lib']), ['shop/lib/a.py', 'a.py']);
  });

  it('leaves paths of the only folder as they are', () => {
    assert.deepEqual(nameFiles([shop('shop/a.py'), shop('a.py')], ['shop']), ['shop/a.py', 'a.py']);
    assert.deepEqual(placesOfMention('shop/a.py', ['shop']), [shop('shop/a.py')]);
  });

  it('means the very file that was named, whatever lies in the folders', () => {
    const segment = fc.constantFrom('shop', 'lib', 'a', 'b.py');
    const file = fc.record({
      folder: fc.constantFrom('shop', 'lib', 'a'),
      path: fc.array(segment, { minLength: 1, maxLength: 4 }).map(parts => parts.join('/')),
    });
    const keyOf = ({ folder, path }: { folder: string; path: string }) => `${folder}:${path}`;
    fc.assert(
      fc.property(fc.uniqueArray(file, { selector: keyOf }), files => {
        const folders = ['shop', 'lib', 'a'];
        const there = new Set(files.map(keyOf));
        nameFiles(files, folders).forEach((name, index) => {
          const [meant] = placesOfMention(name, folders).filter(place => there.has(keyOf(place)));
          assert.deepEqual({ ...meant }, { ...files[index] });
        });
      }),
    );
  });

  it('never means a file outside of the folders', () => {
    const part = fc.constantFrom('..', 'shop', 'a.py', '', '.');
    fc.assert(
      fc.property(fc.array(part), parts => {
        for (const { path } of placesOfMention(parts.join('/'), ['shop', 'lib']))
          assert.ok(path !== '' && !path.split('/').includes('..'));
      }),
    );
  });
});
