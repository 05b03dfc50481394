import { useId, useState } from 'react';
import type { SettingField, SettingValue } from '../../../src/protocol/dashboard/settings-slice.ts';
import type { Send } from '../dashboard-host.ts';
import { visibleText } from '../parts/visible-text.ts';
import { NumberField } from './number-field.tsx';

interface SettingRowProps {
  readonly field: SettingField;
  readonly send: Send;
}

/** One setting: its name, what it means, its field, who set it, and what is wrong about it. */
export function SettingRow({ field, send }: SettingRowProps) {
  const inputId = useId();
  const { id, description, setIn, problem } = field;
  const set = (value: SettingValue) => send({ type: 'setting.set', id, value });
  return (
    <div className="setting">
      <label htmlFor={inputId}>{settingTitle(id)}</label>
      <p id={`${inputId}-about`} className="quiet">
        {description}
      </p>
      {/* Another value of the host's is another field: what was typed before is over. */}
      <Field key={JSON.stringify(field.value)} field={field} inputId={inputId} onSet={set} />
      {problem !== '' && (
        <p className="failure" role="alert">
          {visibleText(problem)}
        </p>
      )}
      {setIn !== 'default' && (
        <p className="quiet setting-place">
          Set in your {setIn} settings.{' '}
          <button type="button" className="link" onClick={() => send({ type: 'setting.reset', id })}>
            Reset<span className="visually-hidden"> {settingTitle(id)}</span>
          </button>
        </p>
      )}
    </div>
  );
}

export interface FieldProps {
  readonly field: SettingField;
  readonly inputId: string;
  readonly onSet: (value: SettingValue) => void;
}

function Field({ field, inputId, onSet }: FieldProps) {
  const named = { id: inputId, 'aria-describedby': `${inputId}-about` };
  switch (field.kind) {
    case 'toggle':
      return (
        <input
          {...named}
          type="checkbox"
          checked={field.value === true}
          onChange={({ target }) => onSet(target.checked)}
        />
      );
    case 'choice':
      return (
        <select {...named} value={String(field.value)} onChange={({ target }) => onSet(target.value)}>
          {field.choices.map(({ value, description }) => (
            <option key={value} value={value}>
              {description === '' ? value : `${value}: ${description}`}
            </option>
          ))}
        </select>
      );
    case 'number':
      return <NumberField field={field} inputId={inputId} onSet={onSet} />;
    case 'list':
    case 'text':
      return <TextField field={field} inputId={inputId} onSet={onSet} />;
    default:
      return field.kind satisfies never;
  }
}

/** Texts, those of a list parted by commas; taken over when the field is left, or at Enter. */
function TextField({ field: { kind, value }, inputId, onSet }: FieldProps) {
  const shown = Array.isArray(value) ? value.join(', ') : String(value ?? '');
  const [text, setText] = useState(shown);
  const takeOver = () => {
    if (text === shown) return;
    const parts = text.split(',').map(part => part.trim());
    onSet(kind === 'list' ? parts.filter(part => part !== '') : text.trim());
  };
  return (
    <input
      id={inputId}
      aria-describedby={`${inputId}-about`}
      type="text"
      value={text}
      placeholder={kind === 'list' ? 'provider/name, provider/name' : 'provider/name'}
      onChange={({ target }) => setText(target.value)}
      onBlur={takeOver}
      onKeyDown={event => {
        if (event.key === 'Enter') takeOver();
      }}
    />
  );
}

/** `sandbox.memoryMb` as `Sandbox: memory (MB)`, as the settings editor of VS Code writes names. */
function settingTitle(id: string): string {
  return id
    .split('.')
    .map(part =>
      part
        .replace(/Mb$/, ' (MB)')
        .replace(/Usd$/, ' (US dollars)')
        .replace(/Seconds$/, ' (seconds)')
        .replace(/(?<=[a-z])[A-Z](?![A-Z])/g, capital => ` ${capital.toLowerCase()}`),
    )
    .map((part, index) => (index === 0 ? part.charAt(0).toUpperCase() + part.slice(1) : part))
    .join(': ');
}
