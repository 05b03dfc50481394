import type { Send } from '../dashboard-host.ts';
import { EmptyTab } from './empty-tab.tsx';

/** Before the first run there is neither a flow nor output. */
export function NoRun({
  icon,
  what,
  send,
}: {
  readonly icon: string;
  readonly what: string;
  readonly send: Send;
}) {
  return (
    <EmptyTab icon={icon} title="No run yet">
      <p>{what}</p>
      <vscode-button onClick={() => send({ type: 'task.solve' })}>Solve a Task</vscode-button>
    </EmptyTab>
  );
}
