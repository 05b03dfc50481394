import assert from 'node:assert/strict';
import type { ModelId } from '../ports/model.ts';
import { dearestRung } from './dearest-rung.ts';
import { fillTiers } from './fill-tiers.ts';
import { rungFor, type Tier } from './model-tiers.ts';

const tiers: Record<Tier, ModelId[]> = {
  simple: ['a/small', 'a/spare'],
  medium: ['a/middle'],
  hard: ['a/large'],
};

describe('the rung for a tier', () => {
  it('is its preferred model, and goes up a tier at each escalation', () => {
    const chosen = [0, 1, 2, 3, 9].map(escalation => rungFor(tiers, 'simple', escalation)?.model);

    assert.deepEqual(chosen, ['a/small', 'a/middle', 'a/large', 'a/large', 'a/large']);
    assert.equal(rungFor(tiers, 'hard', 1)?.model, 'a/large');
    assert.deepEqual(rungFor(tiers, 'simple', 0)?.others, ['a/spare']);
  });

  it('skips tiers that would bring the same model again', () => {
    const same = { ...tiers, medium: ['a/small' as const] };

    assert.equal(rungFor(same, 'simple', 1)?.model, 'a/large');
  });

  it('is borrowed where a tier is empty', () => {
    assert.equal(rungFor({ ...tiers, medium: [] }, 'medium', 0)?.model, 'a/large');
    assert.equal(rungFor({ ...tiers, medium: [], hard: [] }, 'hard', 2)?.model, 'a/small');
    assert.equal(rungFor({ simple: [], medium: [], hard: [] }, 'simple', 0), undefined);
  });
});

describe('tiers from what is there', () => {
  const local = {
    isLocal: true,
    tiers: { simple: ['ollama/q'], medium: ['ollama/q'], hard: ['ollama/q'] },
  } as const;
  const remote = {
    isLocal: false,
    tiers: { simple: ['a/small'], medium: ['a/middle'], hard: ['a/large'] },
  } as const;

  it('send simple tasks to a local model and the others away', () => {
    assert.deepEqual(fillTiers([remote, local], {}), {
      simple: ['ollama/q', 'a/small'],
      medium: ['a/middle', 'ollama/q'],
      hard: ['a/large', 'ollama/q'],
    });
  });

  it('are those that were named, where they were', () => {
    const filled = fillTiers([remote, local], { simple: [], hard: ['b/huge'] });

    assert.deepEqual([filled.simple[0], filled.hard], ['ollama/q', ['b/huge']]);
  });

  it('are empty where nothing is there', () => {
    assert.deepEqual(fillTiers([], {}), { simple: [], medium: [], hard: [] });
  });
});

describe('the most expensive tier', () => {
  const prices = Object.fromEntries(
    [1, 5, 2].map((rate, index) => {
      const own = { input: rate, cacheRead: rate, cacheWrite: rate, output: rate };
      return [['a/small', 'a/middle', 'a/large'][index], own] as const;
    }),
  );

  it('is that of the highest price, whatever it is called', () => {
    assert.equal(dearestRung(tiers, prices)?.tier, 'medium');
  });

  it('is the hardest where prices are the same or not known', () => {
    assert.equal(dearestRung(tiers, {})?.tier, 'hard');
    assert.equal(dearestRung({ ...tiers, hard: [] }, {})?.model, 'a/middle');
    assert.equal(dearestRung({ simple: [], medium: [], hard: [] }, {}), undefined);
  });
});
