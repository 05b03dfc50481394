import { decodeText } from '../../change/text-content.ts';
import type { ContentStore } from '../../ports/content-store.ts';
import type { Reproduction, RunContext } from '../../run/run-context.ts';
import { describeSymptoms } from '../../symptoms/describe-symptoms.ts';

/** What is wrong, what became of it in the sandbox, and what the change will be judged by. Empty for any other task. */
export function symptomBrief({ request, reproduction }: RunContext, contents: ContentStore): string {
  if (request.symptoms === undefined) return '';
  const sections = [describeSymptoms(request.symptoms), reproduction && describe(reproduction, contents)];
  return sections.filter(Boolean).join('\n\n');
}

function describe({ command, diagnostics }: Reproduction, contents: ContentStore): string {
  const digest = command === null ? '' : (decodeText(contents.get(command.digest)) ?? '');
  const tried = {
    failed: `The command fails in the sandbox too, on the untouched files:\n${digest}`,
    passed: 'The command succeeds in the sandbox, on the untouched files: look for what differs.',
    unsupported: 'The command cannot run in the sandbox.',
  } as const;
  const parts = [
    command === null ? '' : tried[command.outcome],
    diagnostics === 'shown' ? judgedByServers : '',
  ];
  return parts.filter(part => part !== '').join('\n\n');
}

const judgedByServers =
  'The language servers will look at your change: the problems must be gone, no new error or warning may come, and none may be hidden by a comment, a cast or a setting.';
