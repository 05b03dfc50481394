import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { listFiles } from '@vscode/vsce';

describe('the package of the extension', () => {
  it('has every file in it that its manifest names', async () => {
    const manifest: unknown = JSON.parse(readFileSync('package.json', 'utf8'));
    const named = stringsIn(manifest).filter(text => /^(?:\.\/)?(?:dist|media)\/\S+\.\w+$/.test(text));
    const packed = new Set(await listFiles());
    const missing = named.map(path => path.replace(/^\.\//, '')).filter(path => !packed.has(path));
    assert.equal(named.length > 8, true, 'the manifest names more files than that');
    assert.deepEqual(missing, []);
  }).timeout(60_000);
});

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
