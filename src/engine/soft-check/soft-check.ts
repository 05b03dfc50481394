import { diffLines } from 'diff';
import type { ChangeSet } from '../change/change-set.ts';
import { baseOfChange } from '../change/summarize-changes.ts';
import { decodeText } from '../change/text-content.ts';
import type { ContentHash, ContentStore } from '../ports/content-store.ts';
import type { FoundCall, SoftFinding } from './soft-finding.ts';
import { softFinding } from './soft-finding.ts';

/** What a change set adds in calls to processes, network, deletion and introspection, by path and line. */
export async function softCheck(
  changeSet: ChangeSet,
  contents: ContentStore,
): Promise<readonly SoftFinding[]> {
  const findings: SoftFinding[] = [];
  for (const [path, change] of Object.entries(changeSet.files)) {
    const scan = scannerFor(path);
    if (scan === undefined || change.next === null) continue;
    const texts = {
      before: textOf(baseOfChange(change, changeSet), contents),
      after: textOf(change.next, contents),
    };
    findings.push(...(await addedCalls(texts, scan)).map(call => softFinding(path, call)));
  }
  return findings;
}

/** The text's calls, in the order of their lines. Must not throw, whatever the text. */
export type ScanCalls = (text: string) => readonly FoundCall[];

type Scanner = () => Promise<ScanCalls>;

/** The parsers are large, and needed once in a run: they are loaded when there is something to parse. */
function scannerFor(path: string): Scanner | undefined {
  if (/\.pyw?$/iu.test(path)) return async () => (await import('./scan-python.ts')).scanPython;
  if (/\.[cm]?[jt]sx?$/iu.test(path))
    return async () => (await import('./scan-javascript.ts')).scanJavaScript;
  return undefined;
}

interface Texts {
  readonly before: string;
  readonly after: string;
}

/** A call that stood there before is no news, also where it stands in another line now. */
async function addedCalls({ before, after }: Texts, scanner: Scanner): Promise<readonly FoundCall[]> {
  if (after === '' || after.length > maxCharacters) return [];
  const scan = await scanner();
  const calls = scan(after);
  if (calls.length === 0) return [];
  const known = countBy(scan(before.length > maxCharacters ? '' : before));
  const isNew = addedLines(before, after);
  // Those in lines that stayed use up what was known first.
  const sorted = calls.toSorted((a, b) => Number(isNew(a.line)) - Number(isNew(b.line)) || a.line - b.line);
  const added = sorted.filter(({ what }) => {
    const left = known.get(what) ?? 0;
    known.set(what, left - 1);
    return left <= 0;
  });
  return added.toSorted((a, b) => a.line - b.line);
}

// Nobody writes so much by hand: it is data, or made by a tool.
const maxCharacters = 1_000_000;

function countBy(calls: readonly FoundCall[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { what } of calls) counts.set(what, (counts.get(what) ?? 0) + 1);
  return counts;
}

function addedLines(before: string, after: string): (line: number) => boolean {
  const added = new Set<number>();
  let line = 1;
  for (const part of diffLines(before, after)) {
    if (part.removed) continue;
    for (let index = 0; index < part.count; index += 1) if (part.added) added.add(line + index);
    line += part.count;
  }
  return asked => added.has(asked);
}

/** What is no text makes no calls. */
function textOf(hash: ContentHash | null, contents: ContentStore): string {
  return hash === null ? '' : (decodeText(contents.get(hash)) ?? '');
}
