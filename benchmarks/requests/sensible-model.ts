import type { ScriptedRequest } from '../../test/servers/scripted-server.ts';
import type { ScriptedToolCall, ScriptedTurn } from '../../test/servers/scripted-turn.ts';

/** How a model goes about the fixture's bug. Each reads only what it has not been shown. */
export type Manner =
  /** Reads, then edits and hands in. */
  | 'brisk'
  /** One thing after the other: searches, reads, edits, hands in. */
  | 'stepwise'
  /** Looks at the failing tests first, and runs them once more before it hands in. */
  | 'careful';

/** What the user says: the symptom, not the files. */
export const task =
  'Fix the amounts: reserving 1.5 kg of flour only takes 1 kg, the last grams on the shelf cannot be reserved at all, and the report loses them from the total.';

/** A model that mends the fixture as a good one would, by the tools it is given. One function a run. */
export function sensibleModel(manner: Manner): (request: ScriptedRequest) => ScriptedTurn {
  const left = [...stages[manner]];
  return request => {
    for (;;) {
      const turn = left.shift()?.(JSON.stringify(request.body));
      if (turn === undefined) throw new Error('the model is asked once more than it has to say');
      if (turn.toolCalls?.length !== 0) return turn;
    }
  };
}

/** What the model says next, from all that it has been told; nothing to call: it goes on to the next stage. */
type Stage = (told: string) => ScriptedTurn;

const call = (name: string, value: unknown): ScriptedToolCall => ({ name, arguments: value });

const runTests = call('run_command', { command: 'python -m unittest' });

const lookAtTests: Stage = () => ({ text: 'I run the tests first.', toolCalls: [runTests] });

const search: Stage = () => ({
  text: 'I look for what cuts amounts.',
  toolCalls: [call('search_text', { query: 'GRAMS_PER_KG' })],
});

/** By a line of each file, so that whoever shows a file at once saves the reading of it. */
const readMissing: Stage = told => ({
  text: 'I read the files that count amounts.',
  toolCalls: Object.entries(files)
    .filter(([, line]) => !told.includes(line))
    .map(([path]) => call('read_file', { path })),
});

const files = {
  'stockroom/amounts.py': 'number = int(float(match[',
  'stockroom/reservations.py': 'free = self._shelf.grams_of',
  'stockroom/report.py': 'widths = [max(len(',
};

const edits: readonly ScriptedToolCall[] = [
  call('edit_file', {
    path: 'stockroom/amounts.py',
    search:
      '    number = int(float(match["number"]))\n    return number * GRAMS_PER_KG if match["unit"] == "kg" else number',
    replace:
      '    factor = GRAMS_PER_KG if match["unit"] == "kg" else 1\n    return round(float(match["number"]) * factor)',
  }),
  call('edit_file', {
    path: 'stockroom/reservations.py',
    search: 'from stockroom.amounts import GRAMS_PER_KG\n',
    replace: '',
  }),
  call('edit_file', {
    path: 'stockroom/reservations.py',
    search:
      '        free = self._shelf.grams_of(article) - self.promised(article)\n        return free // GRAMS_PER_KG * GRAMS_PER_KG',
    replace: '        return self._shelf.grams_of(article) - self.promised(article)',
  }),
  call('edit_file', {
    path: 'stockroom/report.py',
    search: 'from stockroom.amounts import GRAMS_PER_KG, format_amount',
    replace: 'from stockroom.amounts import format_amount',
  }),
  call('edit_file', {
    path: 'stockroom/report.py',
    search:
      '    kilograms = sum(shelf.grams_of(article) // GRAMS_PER_KG for article in shelf.articles())\n    return format_amount(kilograms * GRAMS_PER_KG)',
    replace: '    return format_amount(sum(shelf.grams_of(article) for article in shelf.articles()))',
  }),
];

const handIn = call('submit_work', {
  summary:
    'Amounts keep their fractions: parsing rounds after the unit is applied, and neither the available amount nor the total is cut to whole kilograms.',
});

const editAndHandIn: Stage = () => ({
  text: 'Whole kilograms are cut off in three places.',
  toolCalls: [...edits, handIn],
});
const edit: Stage = () => ({ text: 'Whole kilograms are cut off in three places.', toolCalls: edits });
const editAndTest: Stage = () => ({
  text: 'Whole kilograms are cut off in three places.',
  toolCalls: [...edits, runTests],
});
const justHandIn: Stage = () => ({ text: 'Everything is done.', toolCalls: [handIn] });

const stages: Readonly<Record<Manner, readonly Stage[]>> = {
  brisk: [readMissing, editAndHandIn],
  stepwise: [search, readMissing, edit, justHandIn],
  careful: [lookAtTests, readMissing, editAndTest, justHandIn],
};
