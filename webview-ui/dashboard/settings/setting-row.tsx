import { useId, useState } from 'react';
import type { SettingField, SettingValue } from '../../../src/protocol/dashboard/settings-slice.ts';
import { Select } from '../../frame/select.tsx';
import { useAsked } from '../../frame/use-asked.ts';
import type { Send } from '../dashboard-host.ts';
import { CheckBox } from '../parts/check-box.tsx';
import { TextField } from '../parts/text-field.tsx';
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
      {/* A box says it itself. */}
      {field.kind !== 'toggle' && <p className="quiet">{description}</p>}
      <Field field={field} inputId={inputId} label={`${settingTitle(id)}. ${description}`} onSet={set} />
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
  /** Name and meaning, as the settings editor of VS Code says them too. */
  readonly label: string;
  readonly onSet: (value: SettingValue) => void;
}

function Field(props: FieldProps) {
  const { field, inputId, label, onSet } = props;
  switch (field.kind) {
    case 'toggle':
      return (
        <CheckBox id={inputId} label={field.description} isChecked={field.value === true} onToggle={onSet} />
      );
    case 'choice':
      return (
        <Select id={inputId} aria-label={label} value={String(field.value)} onChoose={onSet}>
          {field.choices.map(({ value, description }) => (
            <option key={value} value={value}>
              {description === '' ? value : `${value}: ${description}`}
            </option>
          ))}
        </Select>
      );
    case 'number':
      return <NumberField {...props} />;
    case 'list':
    case 'text':
      return <WordsField {...props} />;
    default:
      return field.kind satisfies never;
  }
}

/** Texts, those of a list parted by commas; taken over when the field is left, or at Enter. */
function WordsField({ field: { kind, value }, inputId, label, onSet }: FieldProps) {
  const [known, ask] = useAsked(Array.isArray(value) ? value.join(', ') : String(value ?? ''));
  const [typed, setTyped] = useState<string>();
  const takeOver = (wanted: string) => {
    setTyped(undefined);
    const parts = wanted.split(',').map(part => part.trim());
    const next = kind === 'list' ? parts.filter(part => part !== '') : wanted.trim();
    const text = Array.isArray(next) ? next.join(', ') : next;
    if (text === known) return;
    ask(text);
    onSet(next);
  };
  return (
    <TextField
      id={inputId}
      label={label}
      value={typed ?? known}
      placeholder={kind === 'list' ? 'provider/name, provider/name' : 'provider/name'}
      onInput={setTyped}
      onEnter={takeOver}
      onLeave={takeOver}
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
