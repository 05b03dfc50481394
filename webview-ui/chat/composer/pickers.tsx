import type { Choice, ComposerSlice } from '../../../src/protocol/chat/chat-slices.ts';
import { Select } from '../../frame/select.tsx';
import type { ChatHost } from '../chat-host.ts';

interface PickersProps extends Pick<ChatHost, 'send'> {
  readonly composer: ComposerSlice;
}

/** Which model and workflow the next run gets, and what that would cost. */
export function Pickers({ composer, send }: PickersProps) {
  const { models, model, workflows, workflow, estimate } = composer;
  return (
    <div className="pickers">
      <Picker
        label="Model"
        choices={models}
        chosen={model}
        onChoose={id => send({ type: 'model.choose', id })}
      />
      <Picker
        label="Workflow"
        choices={workflows}
        chosen={workflow}
        onChoose={id => send({ type: 'workflow.choose', id })}
      />
      {estimate !== null && (
        <span className="estimate facts" title={estimate.lines.join('\n')}>
          {estimate.title}
          <span className="visually-hidden">. {estimate.lines.join(' ')}</span>
        </span>
      )}
    </div>
  );
}

interface PickerProps {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

function Picker({ label, choices, chosen, onChoose }: PickerProps) {
  const description = choices.find(({ id }) => id === chosen)?.description ?? '';
  return (
    <Select
      className="picker"
      aria-label={label}
      title={`${label}: ${description}`}
      value={chosen}
      onChoose={onChoose}
    >
      {choices.some(({ id }) => id === chosen) || <option value={chosen}>{chosen}</option>}
      {choices.map(({ id, title, description: about }) => (
        <option key={id} value={id} title={about}>
          {title}
        </option>
      ))}
    </Select>
  );
}
