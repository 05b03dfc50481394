import assert from 'node:assert/strict';
import fc from 'fast-check';
import { repairedRun } from '../../../../test/fakes/repaired-run.ts';
import { compareChangeSets } from '../../../engine/change/compare-change-sets.ts';
import { fileDiffs } from '../../../engine/change/file-diffs.ts';
import { readChangeSet } from '../../../engine/change/read-change-set.ts';
import type { ContentHash } from '../../../engine/ports/content-store.ts';
import { keptCharacters } from '../../../engine/run/text-tail.ts';
import { readRunRecord } from '../../../host/read-run-record.ts';
import type { PhaseCard } from '../../../protocol/chat/card-slice.ts';
import { parseChatSlice } from '../../../protocol/chat/parse-chat-slice.ts';
import { type TalkedRun, talkedRunOf } from '../talked-run.ts';
import { threadCards } from '../thread-cards.ts';
import { cardSources } from './card-sources.ts';
import { createRunStory } from './run-story.ts';
import { sliceCard, sliceTexts } from './slice-card.ts';

/** A run with a repair, as it stands in the store, and the cards of its conversation. */
async function openRepaired() {
  const store = await repairedRun();
  const { contents } = store;
  const run = talkedRunOf(readRunRecord(store, 'r1'));
  const changeSet = (hash: ContentHash) => readChangeSet(hash, contents);
  const sources = cardSources({
    changeSet,
    diffsOf: set => fileDiffs(set, contents),
    compare: (before, after) => compareChangeSets(changeSet(before), changeSet(after), contents),
  });
  const cards = threadCards([run], undefined).map(({ name, slice }) => ({ name, card: slice(sources, 0) }));
  const phase = (name: string): PhaseCard => {
    const found = cards.find(each => each.name === `r1/${name}`)?.card;
    assert.equal(found?.kind, 'phase');
    return found;
  };
  return { run, sources, cards, phase };
}

describe('the cards of a run that was repaired', () => {
  it('are what was asked, each visit, and how the run ended, in that order', async () => {
    const { cards } = await openRepaired();
    assert.deepEqual(
      cards.map(({ name, card }) => [name, card.kind]),
      [
        ['r1/ask', 'ask'],
        ...['prepare#1', 'code#1', 'execute#1', 'review#1', 'execute#2', 'apply#1'].map(visit => [
          `r1/${visit}`,
          'phase',
        ]),
        ['r1/run', 'run'],
      ],
    );
  });

  it('show the code that was written, and each attempt in its visit', async () => {
    const { phase } = await openRepaired();
    assert.deepEqual(
      phase('code#1').changes.map(({ path, added, removed }) => [path, added, removed]),
      [['add.py', 1, 1]],
    );
    assert.match(phase('code#1').changes[0]?.diff ?? '', /\+ {4}return a \* b/u);
    assert.deepEqual(
      ['execute#1', 'execute#2'].map(visit => phase(visit).attempts.map(({ verdict }) => verdict)),
      [['failed'], ['passed']],
    );
  });

  it('tell a check that failed from one that passed, though both visits did their work', async () => {
    const { phase } = await openRepaired();
    assert.deepEqual(
      ['code#1', 'execute#1', 'execute#2'].map(visit => phase(visit).status),
      ['done', 'refuted', 'passed'],
    );
  });

  it('set the failed attempt beside the fix, in the visit that made it and nowhere else', async () => {
    const { phase, cards } = await openRepaired();
    const { comparison, review, changes } = phase('review#1');
    const changed = comparison[0]?.rows.filter(({ kind }) => kind === 'changed');
    assert.deepEqual(
      changed?.map(({ before, after }) => [before?.text.trim(), after?.text.trim()]),
      [['return a * b', 'return a + b']],
    );
    assert.deepEqual(review, { rootCause: 'It multiplied.', fix: 'Add.', confidence: 0.9 });
    assert.deepEqual(changes, []);
    const others = cards.filter(({ name, card }) => name !== 'r1/review#1' && card.kind === 'phase');
    assert.ok(others.every(({ card }) => card.kind === 'phase' && card.comparison.length === 0));
  });

  it('are taken by the webview as they are', async () => {
    const { cards } = await openRepaired();
    for (const { name, card } of cards) assert.deepEqual(parseChatSlice(`card:${name}`, card), card);
  });

  it('stand still once nobody drives the run: what had not ended was cut off', async () => {
    const { run } = await openRepaired();
    const story = createRunStory();
    story.take({ type: 'phase.started', phase: 'code', kind: 'code', visit: 1 }, 1_000);
    story.take({ type: 'model.call.start', ...call }, 3_000);
    const slice = (isDriven: boolean) => sliceFirst({ ...run, story }, isDriven, 9_000);
    assert.deepEqual([slice(true).status, slice(true).durationMs], ['active', 8_000]);
    assert.equal(slice(true).wait?.who, 'openai/a');
    assert.deepEqual(
      [slice(false).status, slice(false).durationMs, slice(false).wait],
      ['cancelled', 2_000, null],
    );
  });
});

describe('what streams into a card', () => {
  it('is its end without what acts on a screen, bounded, and counts what is left out', () => {
    const part = fc.constantFrom('plain words ', '\u001b[31mred', '\u202Eturned', '\n', 'x'.repeat(2_000));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 40 }), parts => {
        const text = parts.join('');
        const tail = { text, dropped: 3 };
        const { output, answer } = sliceTexts({ reasoning: tail, answer: tail, output: { ...tail } });
        for (const { text: shown, omitted } of [output, answer]) {
          assert.ok(!shown.includes('\u001b') && !shown.includes('\u202E'));
          assert.ok(omitted >= 3 && omitted <= text.length + 3);
        }
        assert.ok(text.length > keptCharacters / 4 || output.omitted === 3);
      }),
    );
  });

  it('holds no secret that a program has printed', () => {
    const tail = { text: 'API_KEY=a1b2c3d4e5f6a7b8 is set', dropped: 0 };
    const { output } = sliceTexts({ reasoning: tail, answer: tail, output: tail });
    assert.equal(output.text, 'API_KEY=[masked] is set');
  });

  it('is the very same object as long as nothing more came, so that nothing is sent anew', () => {
    const tail = { text: 'a thought', dropped: 0 };
    const texts = { reasoning: tail, answer: tail, output: tail };
    assert.equal(sliceTexts(texts).reasoning, sliceTexts(texts).reasoning);
  });
});

function sliceFirst(run: TalkedRun, isDriven: boolean, now: number): PhaseCard {
  const [card] = run.story.cards();
  assert.ok(card);
  return sliceCard(card, { run, index: 0, isDriven, now }, { diffs: () => [], compare: () => [] });
}

const call = { phase: 'code', agent: 'coder', model: 'openai/a', callId: '1', worstCaseUsd: null } as const;
