import { z } from 'zod';
import { errorTypes } from '../diagnose/diagnosis.ts';
import { onFirstUse } from '../on-first-use.ts';
import { tierNames } from '../workflow/workflow.ts';

const subtaskSchema = onFirstUse(() =>
  z.object({
    id: z.int().min(1),
    description: z.string().min(1),
    dependencies: z.array(z.int().min(1)),
    complexity: z.enum(tierNames),
  }),
);

/** The planner's last word: 1 to 12 subtasks whose dependencies exist and form no circle. */
export const planSchema = onFirstUse(() =>
  z
    .object({
      subtasks: z.array(subtaskSchema()).min(1).max(12),
      reasoning: z.string(),
      checkCommand: z.string().min(1).optional(),
    })
    .superRefine(({ subtasks }, context) => {
      const problem = findGraphProblem(subtasks);
      if (problem !== undefined) context.addIssue({ code: 'custom', path: ['subtasks'], message: problem });
    }),
);

/** The coder's last word. */
export const workSchema = onFirstUse(() =>
  z.object({
    summary: z.string().min(1),
    checkCommand: z.string().min(1).optional(),
  }),
);

/** The reviewer's last word. */
export const reviewSchema = onFirstUse(() =>
  z.object({
    rootCause: z.string().min(1),
    errorType: z.enum(errorTypes),
    fixDescription: z.string(),
    confidence: z.number().min(0).max(1),
    changesMade: z.union([z.string(), z.array(z.string()).transform(made => made.join('\n'))]),
  }),
);

type Subtask = z.infer<ReturnType<typeof subtaskSchema>>;

function findGraphProblem(subtasks: readonly Subtask[]): string | undefined {
  const byId = new Map(subtasks.map(subtask => [subtask.id, subtask]));
  if (byId.size !== subtasks.length) return 'two subtasks have the same id';
  const missing = subtasks.find(({ dependencies }) => dependencies.some(id => !byId.has(id)));
  if (missing !== undefined) return `subtask ${missing.id} depends on a subtask that is not there`;
  return hasCycle(byId) ? 'the dependencies form a circle' : undefined;
}

/** Kahn's algorithm: take away what depends on nothing left; a circle is what remains. */
function hasCycle(byId: ReadonlyMap<number, Subtask>): boolean {
  const left = new Map(byId);
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const { id, dependencies } of left.values()) {
      if (!dependencies.some(dependency => left.has(dependency))) left.delete(id);
    }
  }
  return left.size > 0;
}
