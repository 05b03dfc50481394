import { clip, clipStart } from './clip.ts';
import type { ErrorType, StructuredFailure } from './diagnosis.ts';
import { knownCauses } from './known-causes.ts';

export interface DigestInput {
  readonly errorType: ErrorType;
  /** The most telling first. */
  readonly failures: readonly StructuredFailure[];
  /** The output's clean lines, for when the failures do not tell enough. */
  readonly lines: readonly string[];
}

/** What a model needs to know of a red check, in at most 2,000 characters. */
export function digestOf({ errorType, failures, lines }: DigestInput): string {
  const count = failures.length === 1 ? '1 failure' : `${failures.length} failures`;
  const causes = knownCauses(failures.slice(0, 20).map(textOf).join('\n')).map(
    advice => `Known cause: ${advice}`,
  );
  const top = [`${errorType}, ${count}.`, ...causes].join('\n');
  const entries = listFailures(failures, maxDigest - top.length - minTail);
  const told = `${top}\n${entries}`;
  if (failures.some(failure => failure.path !== undefined)) return clip(told, maxDigest);
  return withTail(told, lines);
}

const maxDigest = 2_000;
/** Kept free of entries, so that the end of the output or the number left out always fits. */
const minTail = 160;
const maxEntry = 700;
const minEntry = 280;
/** So many failures are told in full when there are more than fit. */
const fullEntries = 5;
const maxShortEntry = 160;

function listFailures(failures: readonly StructuredFailure[], room: number): string {
  const groups = [...Map.groupBy(failures, failure => failure.message).values()];
  const entries: string[] = [];
  const perEntry = Math.max(
    minEntry,
    Math.min(maxEntry, Math.floor(room / Math.min(groups.length, fullEntries))),
  );
  let left = room;
  for (const group of groups) {
    const entry = [
      clip(entryOf(group, entries.length + 1), perEntry),
      shortEntryOf(group, entries.length + 1),
    ].find(text => text.length + 1 <= left);
    if (entry === undefined) break;
    entries.push(entry);
    left -= entry.length + 1;
  }
  const missing = groups.slice(entries.length).flat();
  return [...entries, ...(missing.length === 0 ? [] : [`… and ${missing.length} more.`])].join('\n');
}

function entryOf(group: readonly StructuredFailure[], position: number): string {
  const [first] = group;
  if (!first) return '';
  const words = textOf(first)
    .split('\n')
    .map(line => `   ${line}`);
  return [titleOf(group, position), ...words].join('\n');
}

function shortEntryOf(group: readonly StructuredFailure[], position: number): string {
  const message = group[0]?.message.split('\n')[0] ?? '';
  return clip(`${titleOf(group, position)} ${message}`, maxShortEntry);
}

function titleOf(group: readonly StructuredFailure[], position: number): string {
  const [first] = group;
  const place =
    first?.path === undefined ? '' : `${first.path}${first.line === undefined ? '' : `:${first.line}`}`;
  const others = group.length > 1 ? ` (and ${group.length - 1} more alike)` : '';
  const name = clip(first?.name ?? '', 200);
  return `${position}. ${[name, place].filter(part => part !== '').join(' at ') || (first?.kind ?? '')}${others}`;
}

/** Message and excerpt, without saying the same twice. */
function textOf(failure: StructuredFailure): string {
  const { message, excerpt } = failure;
  if (excerpt === undefined) return message;
  const fresh = message.split('\n').filter(line => !excerpt.includes(line));
  return [...fresh, excerpt].join('\n');
}

function withTail(told: string, lines: readonly string[]): string {
  const head = clip(told, maxDigest - minTail);
  const intro = '\nThe output ends with:\n';
  const text = lines
    .filter(line => line.trim() !== '')
    .slice(-60)
    .join('\n');
  if (text === '') return head;
  return `${head}${intro}${clipStart(text, maxDigest - head.length - intro.length)}`;
}
