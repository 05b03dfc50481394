import { useState } from 'react';
import { useAsked } from '../../frame/use-asked.ts';
import { TextField } from '../parts/text-field.tsx';
import type { FieldProps } from './setting-row.tsx';

/**
 * A number, with a slider where it has two limits. It is taken over when the field is left, at Enter, or when the
 * slider is let go: never for each step on the way.
 */
export function NumberField({ field, inputId, label, onSet }: FieldProps) {
  const { value, minimum, maximum, isWhole, canBeEmpty } = field;
  const [known, ask] = useAsked(value === null ? '' : String(value));
  const [typed, setTyped] = useState<string>();
  const text = typed ?? known;
  const hasRange = minimum !== null && maximum !== null;
  const step = isWhole ? 1 : hasRange ? (maximum - minimum) / 100 : 0.01;
  const takeOver = (wanted: string) => {
    setTyped(undefined);
    const isEmpty = wanted.trim() === '';
    const number = Number(wanted);
    if (isEmpty ? !canBeEmpty : !Number.isFinite(number)) return;
    const next = isEmpty ? '' : String(number);
    if (next === known) return;
    ask(next);
    onSet(isEmpty ? null : number);
  };
  const range = hasRange ? `${minimum} to ${maximum}` : minimum === null ? '' : `at least ${minimum}`;
  return (
    <span className="number-field">
      {hasRange && (
        <input
          type="range"
          aria-label={`${field.id}, slider`}
          min={minimum}
          max={maximum}
          step={step}
          value={text === '' ? minimum : text}
          onChange={({ target }) => setTyped(roundTo(target.value))}
          onPointerUp={() => takeOver(text)}
          onKeyUp={() => takeOver(text)}
          onBlur={() => takeOver(text)}
        />
      )}
      <TextField
        id={inputId}
        label={label}
        type="number"
        {...(minimum !== null && { min: minimum })}
        {...(maximum !== null && { max: maximum })}
        step={isWhole ? 1 : 'any'}
        value={text}
        placeholder={canBeEmpty ? 'no limit' : ''}
        onInput={setTyped}
        onEnter={takeOver}
        onLeave={takeOver}
      />
      <span className="quiet">{range}</span>
    </span>
  );
}

/** Sliders count in binary fractions. */
function roundTo(value: string): string {
  return String(Math.round(Number(value) * 100) / 100);
}
