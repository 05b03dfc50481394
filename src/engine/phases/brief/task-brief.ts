import { createOverlay, type Overlay } from '../../change/overlay.ts';
import { decodeText } from '../../change/text-content.ts';
import { ForgeError } from '../../forge-error.ts';
import { filesNamedIn } from '../../routing/files-named-in.ts';
import { formerBrief } from '../../run/former-run.ts';
import type { RunContext } from '../../run/run-context.ts';
import type { PhaseServices } from '../../run/run-ports.ts';
import type { Attachment } from '../../run/run-request.ts';
import { symptomBrief } from './symptom-brief.ts';

/** What every agent is told first: the task, where it plays, and what will decide. Kept short: it is paid for at every step. */
export async function taskBrief(
  context: RunContext,
  services: PhaseServices,
  signal: AbortSignal,
): Promise<string> {
  const { task, attachments, follows = [], symptoms } = context.request;
  const overlay = createOverlay(
    { workspace: services.workspace, contents: services.store.contents },
    context.changeSet,
  );
  const paths = await overlay.list(signal);
  const pointedAt = [...attachments, ...(symptoms?.targets ?? [])].map(({ path }) => path);
  const wanted = new Set([...pointedAt, ...filesNamedIn(task)]);
  const sections = [
    formerBrief(follows),
    `Task: ${task}`,
    symptomBrief(context, services.store.contents),
    planOf(context),
    checkOf(context),
    listing(paths),
    ...(await Promise.all(attachments.map(attachment => selectionOf(attachment, services)))),
    ...(await Promise.all(attachments.map(attachment => problemsOf(attachment, services)))),
    // Only what is listed: an editor may have shown a file that is secret or that lies outside.
    ...(await fileTexts(
      [...wanted].filter(path => paths.includes(path)),
      overlay,
    )),
  ];
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

async function selectionOf({ path, selection }: Attachment, { workspace }: PhaseServices): Promise<string> {
  if (selection === undefined || (await workspace.isHidden(path))) return '';
  const { startLine, endLine, text } = selection;
  return `Selected in ${path}, lines ${startLine}-${endLine}:\n${text}`;
}

async function problemsOf(
  { path, problems = [] }: Attachment,
  { workspace }: PhaseServices,
): Promise<string> {
  if (problems.length === 0 || (await workspace.isHidden(path))) return '';
  return `Problems that the editor shows in ${path}:\n${problems.join('\n')}`;
}

async function fileTexts(paths: readonly string[], overlay: Overlay): Promise<readonly string[]> {
  const texts: string[] = [];
  let room = maxShownCharacters;
  for (const path of paths) {
    const text = await textOf(path, overlay);
    if (text === undefined || text.length > room) continue;
    room -= text.length;
    texts.push(`${path}:\n${text}`);
  }
  return texts;
}

async function textOf(path: string, overlay: Overlay): Promise<string | undefined> {
  try {
    const bytes = await overlay.read(path);
    return bytes && decodeText(bytes);
  } catch (error) {
    // Too large, or not for us to read: the agent is told when it asks for it itself.
    if (error instanceof ForgeError && error.code.startsWith('workspace.')) return undefined;
    throw error;
  }
}

// Said only where it is asked for: most workspaces have tests, and then they decide.
const noCheck =
  'Check: none yet. Name it in checkCommand: one offline shell command whose exit code 0 proves the task done.';

// Named files are shown at once where they are small: it saves a call that reads them.
const maxShownCharacters = 2_500;
const maxListedCharacters = 1_500;
