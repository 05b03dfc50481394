import { createOverlay } from '../../change/overlay.ts';
import { decodeText } from '../../change/text-content.ts';
import { filesNamedIn } from '../../routing/files-named-in.ts';
import type { RunContext } from '../../run/run-context.ts';
import type { PhaseServices } from '../../run/run-ports.ts';

/** What every agent is told first: the task, where it plays, and what will decide. Kept short: it is paid for at every step. */
export async function taskBrief(
  context: RunContext,
  services: PhaseServices,
  signal: AbortSignal,
): Promise<string> {
  const { task, attachments } = context.request;
  const overlay = createOverlay(
    { workspace: services.workspace, contents: services.store.contents },
    context.changeSet,
  );
  const paths = await overlay.list(signal);
  const named = filesNamedIn(task).filter(path => paths.includes(path));
  const shown = [...new Set([...attachments.map(({ path }) => path), ...named])];

  const sections = [`Task: ${task}`, planOf(context), checkOf(context), listing(paths)];
  for (const { path, selection } of attachments) {
    if (selection !== undefined)
      sections.push(
        `Selected in ${path}, lines ${selection.startLine}-${selection.endLine}:\n${selection.text}`,
      );
  }
  let room = maxShownCharacters;
  for (const path of shown) {
    const text = decodeText((await overlay.read(path)) ?? new Uint8Array());
    if (text === undefined || text.length > room) continue;
    room -= text.length;
    sections.push(`${path}:\n${text}`);
  }
  return sections.filter(section => section !== '').join('\n\n');
}

function planOf({ plan }: RunContext): string {
  if (plan === null) return '';
  const steps = plan.subtasks.map(({ id, description }) => `${id}. ${description}`);
  return `Plan:\n${steps.join('\n')}`;
}

function checkOf({ check }: RunContext): string {
  return check === null ? noCheck : `Check: ${check.command}`;
}

function listing(paths: readonly string[]): string {
  if (paths.length === 0) return 'The workspace is empty.';
  const shown: string[] = [];
  let room = maxListedCharacters;
  for (const path of paths) {
    room -= path.length + 1;
    if (room < 0) break;
    shown.push(path);
  }
  const more = paths.length > shown.length ? `\n(${paths.length - shown.length} more: list_files)` : '';
  return `Files:\n${shown.join('\n')}${more}`;
}

// Said only where it is asked for: most workspaces have tests, and then they decide.
const noCheck =
  'Check: none yet. Name it in checkCommand: one offline shell command whose exit code 0 proves the task done.';

// Named files are shown at once where they are small: it saves a call that reads them.
const maxShownCharacters = 2_500;
const maxListedCharacters = 1_500;
