import type { ReactNode } from 'react';
import { useAsked } from '../../frame/use-asked.ts';

interface RadioGroupProps<Value extends string | number> {
  /** What is chosen, in words. */
  readonly legend: string;
  /** Parts it from other groups of the page. */
  readonly name: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly title: ReactNode }[];
  readonly onChoose: (value: Value) => void;
}

/** A few choices, all in sight. */
export function RadioGroup<Value extends string | number>(props: RadioGroupProps<Value>) {
  const { legend, name, value, choices, onChoose } = props;
  const [shown, ask] = useAsked(value);
  return (
    <fieldset className="choices">
      <legend>{legend}</legend>
      {choices.map(choice => (
        <label key={choice.value}>
          <input
            type="radio"
            name={name}
            checked={choice.value === shown}
            onChange={() => {
              ask(choice.value);
              onChoose(choice.value);
            }}
          />
          {choice.title}
        </label>
      ))}
    </fieldset>
  );
}
