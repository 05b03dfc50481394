import type { RunView } from '../../engine/run/run-view.ts';

/** What the evidence is that a change works, in words: never more than was looked at. */
export function describeEvidence({ attempts, symptoms, check, reproduction }: RunView): string {
  const attempt = attempts.at(-1);
  const passed = check?.source === 'agent' ? 'A check that the agent chose passed.' : 'The check passed.';
  if (attempt === undefined || symptoms === null) return passed;
  if (attempt.diagnostics === undefined) {
    if (symptoms.targets.length === 0) return passed;
    const why = reproduction?.note ?? '';
    return `${passed} The language servers have not judged the change: ${why === '' ? 'they did not answer.' : lowerFirst(why)}`;
  }
  const gone =
    attempt.diagnostics.targets === 1
      ? 'The problem is gone and no new one came'
      : `All ${attempt.diagnostics.targets} problems are gone and no new one came`;
  return attempt.backend === 'editor'
    ? `${gone}. There is no check here, so nothing was run.`
    : `${gone}, and the check passed.`;
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
