import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isViewReady, type ParseSlice, parseViewUpdate, protocolVersion } from './view-update.ts';

const parse: ParseSlice<{ readonly count: number }> = (name, value) =>
  name === 'count' && typeof value === 'number' ? value : undefined;
const update = {
  type: 'view.update',
  version: protocolVersion,
  base: 0,
  revision: 1,
  changed: { count: 3 },
  removed: ['old'],
};

describe('parsing what comes to a webview', () => {
  it('takes an update of the host as it is', () => {
    assert.deepEqual(parseViewUpdate(update, parse), { kind: 'update', update });
  });

  it('refuses another version, a slice it does not know and one that is not what it should be', () => {
    for (const wrong of [
      { version: protocolVersion + 1 },
      { changed: { other: 3 } },
      { changed: { count: '3' } },
      { changed: [] },
      { removed: [1] },
      { removed: 'old' },
      { base: -1 },
      { revision: 0.5 },
    ])
      assert.deepEqual(parseViewUpdate({ ...update, ...wrong }, parse), { kind: 'refused' });
  });

  it('leaves alone whatever else reaches the page, and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), data => {
        assert.equal(parseViewUpdate(data, parse).kind, 'foreign');
        assert.equal(isViewReady(data), false);
      }),
    );
  });

  it('knows a webview of its own version', () => {
    assert.equal(isViewReady({ type: 'view.ready', version: protocolVersion }), true);
    assert.equal(isViewReady({ type: 'view.ready', version: protocolVersion - 1 }), false);
  });
});
