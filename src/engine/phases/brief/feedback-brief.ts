import { shownLine } from '../../change/review/byte-lines.ts';
import { verdictOf } from '../../change/review/decisions.ts';
import { proposeFiles } from '../../change/review/file-proposal.ts';
import type { LineChange } from '../../change/review/line-change.ts';
import type { ContentStore } from '../../ports/content-store.ts';
import type { Feedback, RunContext } from '../../run/run-context.ts';

/** What a person said of the proposal, each word with the lines that it is about. */
export function feedbackBrief(
  { changeSet, decisions }: Pick<RunContext, 'changeSet' | 'decisions'>,
  feedback: readonly Feedback[],
  contents: ContentStore,
): string {
  const files = proposeFiles(changeSet, decisions.edits, contents);
  const words = feedback.map(({ hunk: id, text }) => {
    const file = files.find(({ hunks }) => hunks.some(hunk => hunk.id === id));
    const hunk = file?.hunks.find(each => each.id === id);
    if (file === undefined || hunk === undefined) return text;
    const said = verdictOf(decisions.verdicts, hunk) === 'rejected' ? 'rejected this' : 'says of this';
    const lines = hunk.kind === 'move' ? [] : excerptOf(file.baseLines, file.nextLines, hunk.change);
    return [`In ${file.path} the user ${said}:`, ...lines, text].join('\n');
  });
  return [
    'The user reviewed the change. What they accepted is in the files already; leave it as it is.',
    ...words,
    'Change the work as the user asks, then submit again.',
  ].join('\n\n');
}

function excerptOf(
  base: readonly string[],
  next: readonly string[],
  { baseStart, baseCount, nextStart, nextCount }: LineChange,
): readonly string[] {
  const marked = (mark: string, lines: readonly string[]) => lines.map(line => mark + shownLine(line));
  const all = [
    ...marked('-', base.slice(baseStart, baseStart + baseCount)),
    ...marked('+', next.slice(nextStart, nextStart + nextCount)),
  ];
  return all.length > maxLines ? [...all.slice(0, maxLines), '(and more)'] : all;
}

const maxLines = 40;
