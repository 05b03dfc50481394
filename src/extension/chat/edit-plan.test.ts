import assert from 'node:assert/strict';
import type { Plan } from '../../engine/run/run-context.ts';
import type { EditedSubtask } from '../../protocol/chat/chat-messages.ts';
import { editPlan } from './edit-plan.ts';

describe('a plan that a person edits before they approve it', () => {
  const long = 'Count each item. '.repeat(1_000);
  const plan: Plan = {
    subtasks: [
      { id: 1, description: long, dependencies: [], complexity: 'simple' },
      { id: 2, description: 'Document it', dependencies: [1], complexity: 'hard' },
      { id: 3, description: 'Announce it', dependencies: [1, 2], complexity: 'medium' },
    ],
    reasoning: 'It is small.',
    checkCommand: 'npm test',
  };
  const asItIs: readonly EditedSubtask[] = plan.subtasks.map(({ id }) => ({ id, description: null }));

  it('is the very plan where nothing was changed, whatever of it could be shown', () => {
    assert.deepEqual(editPlan(plan, asItIs), plan);
  });

  it('has other words, and all else as it was', () => {
    const edited = editPlan(plan, asItIs.with(1, { id: 2, description: 'Write it down' }));
    assert.deepEqual(edited, {
      ...plan,
      subtasks: plan.subtasks.with(1, {
        ...{ id: 2, description: 'Write it down', dependencies: [1], complexity: 'hard' },
      }),
    });
  });

  it('depends on nothing that is gone, and takes what is new', () => {
    const { subtasks } = editPlan(plan, [
      { id: 2, description: null },
      { id: 3, description: null },
      { id: 4, description: 'Celebrate' },
    ]);
    assert.deepEqual(
      subtasks.map(({ id, dependencies }) => ({ id, dependencies })),
      [
        { id: 2, dependencies: [] },
        { id: 3, dependencies: [2] },
        { id: 4, dependencies: [] },
      ],
    );
  });
});
