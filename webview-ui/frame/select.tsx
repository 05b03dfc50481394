import type { SelectHTMLAttributes } from 'react';
import { useAsked } from './use-asked.ts';

interface SelectProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'value' | 'onChange'> {
  readonly value: string;
  readonly onChoose: (value: string) => void;
}

/** One of several, by its value; the options are its children. */
export function Select({ value, onChoose, ...given }: SelectProps) {
  const [shown, ask] = useAsked(value);
  return (
    <select
      {...given}
      value={shown}
      onChange={({ target }) => {
        ask(target.value);
        onChoose(target.value);
      }}
    />
  );
}
