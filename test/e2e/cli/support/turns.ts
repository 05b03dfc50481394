import type { ScriptedToolCall, ScriptedTurn } from '../../../servers/scripted-turn.ts';

// What a model says in these tests. Each works on the project `wrongSum`.

const wrong = '  return a - b;\n';
const right = '  return a + b;\n';

export function call(name: string, args: unknown): ScriptedToolCall {
  return { name, arguments: args };
}

export function edit(search: string, replace: string): ScriptedToolCall {
  return call('edit_file', { path: 'add.mjs', search, replace });
}

export const submitWork = call('submit_work', { summary: 'add adds' });

export function submitReview(
  changes: { readonly confidence?: number; readonly fixDescription?: string } = {},
): ScriptedToolCall {
  return call('submit_review', {
    rootCause: 'the operator is wrong',
    errorType: 'logic_error',
    fixDescription: 'add instead',
    confidence: 0.9,
    changesMade: 'add.mjs',
    ...changes,
  });
}

/** The coder gets it right at once. */
export const solves: ScriptedTurn = { text: 'I mend the sum.', toolCalls: [edit(wrong, right), submitWork] };

/** The coder gets it right, in a way that deserves a look. */
export const evaluates: ScriptedTurn = {
  text: 'I mend the sum.',
  toolCalls: [edit(wrong, "  return eval('a + b');\n"), submitWork],
};

/** The coder's first try: red, and different from what was there. */
export const missesWith = (operator: string): ScriptedTurn => ({
  text: 'I try something.',
  toolCalls: [edit(wrong, `  return a ${operator} b;\n`), submitWork],
});

/** The reviewer changes one operator to another. */
export const mends = (from: string, to: string, confidence = 0.9): ScriptedTurn => ({
  reasoning: 'The sum is wrong.',
  toolCalls: [edit(`  return a ${from} b;\n`, `  return a ${to} b;\n`), submitReview({ confidence })],
});

/** The whole of a run with so many repairs, each attempt red in its own way until the last. */
export function turnsWithRepairs(repairs: number): readonly ScriptedTurn[] {
  if (repairs === 0) return [solves];
  const operators = ['*', '/', '**', '+'].slice(-repairs - 1);
  const [first = '', ...rest] = operators;
  return [missesWith(first), ...rest.map((operator, index) => mends(operators[index] ?? '', operator))];
}
