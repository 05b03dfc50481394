import { decodeText } from '../../change/text-content.ts';
import { unifiedDiff } from '../../change/unified-diff.ts';
import type { ContentHash, ContentStore } from '../../ports/content-store.ts';
import type { Attempt, RunContext } from '../../run/run-context.ts';

/** What the last attempt showed, for an agent that knows the rest. */
export function failureBrief(context: RunContext, contents: ContentStore): string {
  const last = context.attempts.at(-1);
  if (last === undefined) throw new Error('there is no attempt to tell about');
  return `Attempt ${last.number} failed (${last.command}):\n${digestOf(last, contents)}`;
}

/** The change so far and every failure, for an agent that starts afresh. */
export function historyBrief(context: RunContext, contents: ContentStore): string {
  const failures = context.attempts.map(
    attempt => `Attempt ${attempt.number}:\n${digestOf(attempt, contents)}`,
  );
  const earlier = context.attempts.length > 1 ? 'Earlier fixes did not work; look for another cause.' : '';
  return [changeBrief(context, contents), ...failures, earlier].filter(part => part !== '').join('\n\n');
}

/** The change so far, as a diff of bounded size. */
export function changeBrief(context: RunContext, contents: ContentStore): string {
  const diff = unifiedDiff(context.changeSet, contents);
  const shown =
    diff.length > maxDiffCharacters
      ? `${diff.slice(0, maxDiffCharacters)}\n(the rest: read the files)`
      : diff;
  return `Change so far:\n${shown}`;
}

function digestOf({ verdict }: Attempt, contents: ContentStore): string {
  if (verdict.kind === 'passed') return 'passed';
  const known =
    verdict.knownBefore.length === 0
      ? ''
      : `\nFailed before the change too: ${verdict.knownBefore.join(', ')}`;
  return readText(verdict.digest, contents) + known;
}

function readText(hash: ContentHash, contents: ContentStore): string {
  return decodeText(contents.get(hash)) ?? '';
}

const maxDiffCharacters = 12_000;
