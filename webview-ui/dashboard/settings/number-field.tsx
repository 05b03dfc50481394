import { useState } from 'react';
import type { FieldProps } from './setting-row.tsx';

/**
 * A number, with a slider where it has two limits. It is taken over when the field is left, at Enter, or when the
 * slider is let go: never for each step on the way.
 */
export function NumberField({ field, inputId, onSet }: FieldProps) {
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
      <input
        id={inputId}
        aria-describedby={`${inputId}-about`}
        type="number"
        min={minimum ?? undefined}
        max={maximum ?? undefined}
        step={isWhole ? 1 : 'any'}
        value={text}
        placeholder={canBeEmpty ? 'no limit' : ''}
        onChange={({ target }) => setText(target.value)}
        onBlur={() => takeOver(text)}
        onKeyDown={event => {
          if (event.key === 'Enter') takeOver(text);
        }}
      />
      <span className="quiet">{range}</span>
    </span>
  );
}

/** Sliders count in binary fractions. */
function roundTo(value: string): string {
  return String(Math.round(Number(value) * 100) / 100);
}
