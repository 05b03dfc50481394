import type { ChatMessage } from '../../../src/protocol/chat/chat-messages.ts';
import type { RunSlice } from '../../../src/protocol/chat/run-slice.ts';
import type { RunPart } from './run-card.tsx';

interface Action {
  readonly title: string;
  readonly message: ChatMessage;
}

/** What can be done now; the first is what most people will want. */
export function RunActions({ run, send }: RunPart) {
  const actions = actionsFor(run);
  if (actions.length === 0) return null;
  return (
    <div className="actions">
      {actions.map(({ title, message }, index) => (
        <vscode-button key={title} secondary={index > 0} onClick={() => send(message)}>
          {title}
        </vscode-button>
      ))}
    </div>
  );
}

function actionsFor({ status, runId }: RunSlice): readonly Action[] {
  switch (status) {
    case 'working':
    case 'approving':
    case 'cancelling':
      return [];
    case 'deciding':
      return [
        { title: 'Accept All', message: { type: 'changes.accept' } },
        { title: 'Review', message: { type: 'changes.review' } },
        { title: 'Reject All', message: { type: 'changes.reject' } },
      ];
    case 'paused':
      return [
        { title: 'Resume', message: { type: 'run.resume', runId } },
        { title: 'Cancel', message: { type: 'run.cancel' } },
      ];
    case 'interrupted':
      return [{ title: 'Resume', message: { type: 'run.resume', runId } }];
    case 'completed':
    case 'failed':
    case 'cancelled':
      return [];
    default:
      return status satisfies never;
  }
}
