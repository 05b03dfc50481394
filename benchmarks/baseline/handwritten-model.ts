import type { BenchTask } from '../../src/bench/suite/bench-task.ts';
import type { ScriptedRequest } from '../../test/servers/scripted-server.ts';
import type { ScriptedTurn } from '../../test/servers/scripted-turn.ts';

/**
 * Plays a model for the suite `repair`. No model has ever said what it answers: the programs are those of the suite
 * itself, chosen by hand so that every way through the engine is taken. Of each ten problems it mends four at once,
 * four in the review of a first attempt that fails, and two only as far as the examples show, so that no check fails
 * and the hidden tests do.
 */
export function handwrittenModel(tasks: readonly BenchTask[]): (request: ScriptedRequest) => ScriptedTurn {
  return ({ body }) => {
    const asked = JSON.stringify(body);
    const index = tasks.findIndex(({ prompt }) => asked.includes(JSON.stringify(prompt.trim()).slice(1, -1)));
    const task = tasks[index];
    if (task === undefined) throw new Error('the model was asked about no task of the suite');
    if (asked.includes("CodeForge's planner agent")) return { toolCalls: [plan] };
    const isReview = asked.includes("CodeForge's reviewer agent");
    return {
      toolCalls: [
        // What was not read may not be overwritten.
        { name: 'read_file', arguments: { path: 'solution.py' } },
        {
          name: 'write_file',
          arguments: { path: 'solution.py', content: programFor(task, { index, isReview }) },
        },
        isReview ? review : { name: 'submit_work', arguments: { summary: 'Mends the program.' } },
      ],
    };
  };
}

interface Moment {
  readonly index: number;
  readonly isReview: boolean;
}

function programFor({ id, reference, starter, wrong }: BenchTask, { index, isReview }: Moment): string {
  const place = index % 10;
  if (place < 4 || isReview) return reference;
  // It changes nothing that counts: the examples go on failing.
  if (place < 8) return `${starter}\n# Looked at, and left as it was.\n`;
  const [half] = Object.values(wrong);
  if (half === undefined) throw new Error(`${id} has no half-hearted repair`);
  return half;
}

const plan = {
  name: 'submit_plan',
  arguments: {
    subtasks: [
      { id: 1, description: 'Mend the program in solution.py.', dependencies: [], complexity: 'simple' },
    ],
    reasoning: 'There is one file.',
  },
};

const review = {
  name: 'submit_review',
  arguments: {
    rootCause: 'The program was left as it was.',
    errorType: 'logic_error',
    fixDescription: 'The program is mended.',
    confidence: 0.9,
    changesMade: 'solution.py',
  },
};
