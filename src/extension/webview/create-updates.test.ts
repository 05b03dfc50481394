import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseViewUpdate, type ViewUpdate } from '../../protocol/view-update.ts';
import { createUpdates } from './create-updates.ts';

type Slices = Readonly<Record<string, unknown>>;

describe('updates', () => {
  it('tell nothing before anybody has asked', () => {
    assert.equal(createUpdates<Slices>().next({ run: 1 }), undefined);
  });

  it('tell everything first, then only what changed', () => {
    const updates = createUpdates<Slices>();
    updates.restart();
    assert.deepEqual(content(updates.next({ run: { status: 'working' }, resumable: [] })), {
      base: 0,
      changed: { run: { status: 'working' }, resumable: [] },
      removed: [],
    });
    assert.equal(updates.next({ run: { status: 'working' }, resumable: [] }), undefined);
    assert.deepEqual(content(updates.next({ run: { status: 'failed' } })), {
      base: 1,
      changed: { run: { status: 'failed' } },
      removed: ['resumable'],
    });
  });

  it('tell an empty state too, so that a webview knows it is connected', () => {
    const updates = createUpdates<Slices>();
    updates.restart();
    assert.deepEqual(content(updates.next({})), { base: 0, changed: {}, removed: [] });
  });

  it('lead a webview to the very state of the host, whatever it missed and whenever it came back', () => {
    const state = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.jsonValue());
    const step = fc.record({ state, isAsking: fc.boolean(), isLost: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), state, (steps, last) => {
        const updates = createUpdates<Slices>();
        const view = webview();
        for (const { state: now, isAsking, isLost } of steps) {
          if (isAsking) updates.restart();
          const update = updates.next(now);
          if (update !== undefined && !isLost && !view.take(update)) updates.restart();
        }
        const update = updates.next(last);
        if (update !== undefined && !view.take(update)) {
          updates.restart();
          const whole = updates.next(last);
          assert.ok(whole !== undefined && view.take(whole));
        }
        if (update !== undefined) assert.deepEqual(plain(view.slices()), plain(last));
      }),
    );
  });
});

function content(update: ViewUpdate<Slices> | undefined) {
  assert.ok(update !== undefined);
  const { base, changed, removed } = update;
  return { base, changed, removed };
}

/** Takes updates as a webview does: over a wire, parsed, and only those that follow the last. */
function webview() {
  let revision = 0;
  let slices: Slices = {};
  return {
    slices: () => slices,
    take(sent: ViewUpdate<Slices>): boolean {
      const parsed = parseViewUpdate<Slices>(JSON.parse(JSON.stringify(sent)), (_, value) => value ?? null);
      assert.equal(parsed.kind, 'update');
      if (parsed.kind !== 'update') return false;
      const { base, changed, removed } = parsed.update;
      if (base !== 0 && base !== revision) return false;
      const kept = Object.entries(base === 0 ? {} : slices).filter(([name]) => !removed.includes(name));
      slices = { ...Object.fromEntries(kept), ...changed };
      revision = parsed.update.revision;
      return true;
    },
  };
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
