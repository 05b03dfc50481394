import type { ShownRun } from '../../../src/protocol/dashboard/dashboard-slices.ts';
import { Select } from '../../frame/select.tsx';
import type { Send } from '../dashboard-host.ts';
import { StatusChip } from './status-chip.tsx';
import { visibleText } from './visible-text.ts';

/** Which run is shown, how it stands, and the way to another. */
export function RunPicker({ run, send }: { readonly run: ShownRun; readonly send: Send }) {
  const { runId, task, status, choices } = run;
  const others = choices.some(choice => choice.runId === runId)
    ? choices
    : [{ runId, task, createdAt: 0 }, ...choices];
  return (
    <div className="run-picker">
      <label>
        <span>Run</span>
        <Select value={runId} onChoose={chosen => send({ type: 'run.show', runId: chosen })}>
          {others.map(choice => (
            <option key={choice.runId} value={choice.runId}>
              {visibleText(choice.task)}
            </option>
          ))}
        </Select>
      </label>
      <StatusChip status={status} />
      <vscode-button secondary onClick={() => send({ type: 'history.open', runId })}>
        Details
      </vscode-button>
    </div>
  );
}
