import type { RunView } from '../../engine/run/run-view.ts';
import type { Terminal } from '../display/terminal.ts';
import type { Decide } from '../drive-run.ts';
import { changeList } from '../report/change-list.ts';
import { findingList } from '../report/finding-list.ts';
import { paintDiff } from '../report/paint-diff.ts';
import { verdictLines } from '../report/run-report.ts';
import { pathsOf } from './decide-changes.ts';

export interface Questioner {
  readonly terminal: Terminal;
  readonly diffOf: (runId: string) => string;
}

/** Shows what ran green and asks on the terminal which files to take. Ctrl-C and "later" leave the run waiting. */
export function askDecision(questioner: Questioner): Decide {
  return async view => {
    const { terminal } = questioner;
    const lines = [
      ...verdictLines(view, terminal.color),
      '',
      ...changeList(view.changes, terminal.color),
      ...findingList(view.findings, terminal.color),
    ];
    terminal.write(`\n${lines.join('\n')}\n\n`);
    return askUntilAnswered(view, questioner);
  };
}

async function askUntilAnswered(
  view: RunView,
  questioner: Questioner,
): Promise<readonly string[] | undefined> {
  const { terminal, diffOf } = questioner;
  const prompts = await import('@clack/prompts');
  for (;;) {
    const answer = await prompts.select({ message: 'Apply these changes?', options: choicesFor(view) });
    if (prompts.isCancel(answer) || answer === 'later') return undefined;
    if (answer === 'all') return pathsOf(view);
    if (answer === 'none') return [];
    if (answer === 'diff') {
      terminal.write(`${paintDiff(diffOf(view.runId), terminal.color)}\n`);
      continue;
    }
    const options = pathsOf(view).map(value => ({ value, label: value }));
    const chosen = await prompts.multiselect({ message: 'Which files?', options, required: false });
    if (!prompts.isCancel(chosen)) return chosen;
  }
}

type Answer = 'all' | 'choose' | 'diff' | 'none' | 'later';

function choicesFor({ changes }: RunView): { value: Answer; label: string }[] {
  const choose = { value: 'choose' as const, label: 'Choose files' };
  return [
    { value: 'all', label: 'Yes, apply all' },
    ...(changes.length > 1 ? [choose] : []),
    { value: 'diff', label: 'Show the diff' },
    { value: 'none', label: 'No, reject all' },
    { value: 'later', label: 'Decide later' },
  ];
}
