import type { Plan, Subtask } from '../../engine/run/run-context.ts';
import type { EditedSubtask } from '../../protocol/chat/chat-messages.ts';

/** A plan as a person leaves it: nothing depends on a subtask that they took away. */
export function editPlan(plan: Plan, edited: readonly EditedSubtask[]): Plan {
  const left = new Set(edited.map(({ id }) => id));
  return {
    ...plan,
    subtasks: edited.flatMap(({ id, description }): readonly Subtask[] => {
      const before = plan.subtasks.find(subtask => subtask.id === id);
      if (before === undefined)
        return description === null ? [] : [{ id, description, dependencies: [], complexity: 'medium' }];
      const dependencies = before.dependencies.filter(dependency => left.has(dependency));
      return [{ ...before, description: description ?? before.description, dependencies }];
    }),
  };
}
