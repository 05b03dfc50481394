import { plainLine } from '../../engine/plain-text.ts';
import type { Terminal } from '../display/terminal.ts';
import type { ApprovePlan } from '../drive-run.ts';

/** Shows the plan and asks on the terminal whether it shall be followed. Ctrl-C leaves the run waiting. */
export function askApproval(terminal: Pick<Terminal, 'write'>): ApprovePlan {
  return async ({ plan }) => {
    const steps = (plan?.subtasks ?? []).map(({ id, description }) => `${id}. ${plainLine(description)}`);
    terminal.write(`\nThe plan:\n${steps.join('\n')}\n\n`);
    const prompts = await import('@clack/prompts');
    const answer = await prompts.select({
      message: 'Follow this plan?',
      options: [
        { value: 'approve' as const, label: 'Yes, follow it' },
        { value: 'revise' as const, label: 'No, make another one' },
        { value: 'later' as const, label: 'Decide later' },
      ],
    });
    if (prompts.isCancel(answer) || answer === 'later') return 'later';
    if (answer === 'approve') return 'approve';
    const feedback = await prompts.text({ message: 'What shall be different?' });
    return prompts.isCancel(feedback) || feedback.trim() === '' ? 'later' : { feedback };
  };
}
