import assert from 'node:assert/strict';
import { repairedRun } from '../../../test/fakes/repaired-run.ts';
import type { RunEvent } from '../../engine/run/run-events.ts';
import { readRunRecord } from '../../host/read-run-record.ts';
import { type TalkedRun, talkedRunOf, withView } from './talked-run.ts';
import { threadCards } from './thread-cards.ts';

async function openTalked(): Promise<TalkedRun & { readonly view: NonNullable<TalkedRun['view']> }> {
  const run = talkedRunOf(readRunRecord(await repairedRun(), 'r1'));
  assert.ok(run.view);
  return { ...run, view: run.view };
}

const reviewVisit = (visit: number): readonly RunEvent[] => [
  { type: 'phase.started', phase: 'review', kind: 'review', visit },
  { type: 'phase.finished', phase: 'review', visit, durationMs: 1, outcome: 'done', failure: null },
];

describe('a run of the conversation', () => {
  it('is told by the store with each review that was handed in', async () => {
    const { reviews, request, story } = await openTalked();
    assert.equal(request.task, 'Fix add');
    assert.deepEqual(reviews, {
      'review#1': { rootCause: 'It multiplied.', fixDescription: 'Add.', confidence: 0.9 },
    });
    assert.equal(story.cards().at(-1)?.phase, 'apply');
  });

  it('notes each new review in the visit that it is of, and keeps those before', async () => {
    const run = await openTalked();
    for (const event of reviewVisit(2)) run.story.take(event, 1);
    const second = { ...run.view.review, rootCause: 'It subtracted.' } as NonNullable<typeof run.view.review>;
    const noted = withView(run, { ...run.view, review: second });
    assert.deepEqual(
      Object.entries(noted.reviews).map(([visit, { rootCause }]) => [visit, rootCause]),
      [
        ['review#1', 'It multiplied.'],
        ['review#2', 'It subtracted.'],
      ],
    );
    // Told again, it is no news.
    assert.deepEqual(withView(noted, { ...run.view, review: null }).reviews, noted.reviews);
    assert.equal(withView(noted, noted.view ?? run.view).reviews, noted.reviews);
  });
});

describe('the cards of a conversation', () => {
  it('come run by run, each with what was asked first, under names that are its own', async () => {
    const first = await openTalked();
    const second = { ...first, runId: 'r2' };
    const names = threadCards([first, second], undefined).map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    assert.deepEqual(
      names.filter(name => !name.includes('#')),
      ['r1/ask', 'r1/run', 'r2/ask', 'r2/run'],
    );
  });

  it('have none of the run while it works, and one once it waits for a decision', async () => {
    const run = await openTalked();
    const working = { ...run, view: { ...run.view, outcome: null, awaiting: null } };
    const waiting = { ...run, view: { ...run.view, outcome: null, awaiting: 'decision' as const } };
    const isThere = (of: TalkedRun) => threadCards([of], 'r1').some(({ name }) => name === 'r1/run');
    assert.deepEqual([working, waiting].map(isThere), [false, true]);
  });
});
