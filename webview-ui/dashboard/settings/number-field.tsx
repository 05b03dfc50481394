import { useState } from 'react';
import { TextField } from '../parts/text-field.tsx';
import type { FieldProps } from './setting-row.tsx';

/**
 * A number, with a slider where it has two limits. It is taken over when the field is left, at Enter, or when the
 * slider is let go: never for each step on the way.
 */
export function NumberField({ field, inputId, label, onSet }: FieldProps) {
  const { value, minimum, maximum, isWhole, canBeEmpty } = field;
  const shown = value === null ? '' : String(value);
  const [text, setText] = useState(shown);
  const hasRange = minimum !== null && maximum !== null;
  const step = isWhole ? 1 : hasRange ? (maximum - minimum) / 100 : 0.01;
  const takeOver = (wanted: string) => {
    if (wanted === shown) return;
    if (wanted.trim() === '') {
      if (canBeEmpty) onSet(null);
      else setText(shown);
      return;
    }
    if (Number.isFinite(Number(wanted))) onSet(Number(wanted));
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
          onChange={({ target }) => setText(roundTo(target.value))}
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
        onInput={setText}
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
