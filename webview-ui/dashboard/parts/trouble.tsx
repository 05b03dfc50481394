import type { FailureSlice } from '../../../src/protocol/chat/run-slice.ts';
import { FailureBox } from '../../frame/failure-box.tsx';
import type { Send } from '../dashboard-host.ts';

/** Why a tab has nothing to show, and what helps. */
export function Trouble({ trouble, send }: { readonly trouble: FailureSlice; readonly send: Send }) {
  return (
    <div role="alert" className="trouble">
      <FailureBox failure={trouble} onAct={action => send({ type: 'failure.act', action })} />
      <vscode-button onClick={() => send({ type: 'tab.reload' })}>Read Again</vscode-button>
    </div>
  );
}
