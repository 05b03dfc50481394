import { useId } from 'react';

export interface TextFieldProps {
  /** What a screen reader says; it sees no label from outside of the element. */
  readonly label: string;
  readonly value: string;
  readonly id?: string;
  readonly type?: 'text' | 'search' | 'number' | 'date';
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number | 'any';
  /** Told at every key. */
  readonly onInput: (text: string) => void;
  readonly onEnter?: (text: string, isShift: boolean) => void;
  readonly onLeave?: (text: string) => void;
}

/** A text field as VS Code draws it. */
export function TextField({ label, onInput, onEnter, onLeave, type = 'text', ...given }: TextFieldProps) {
  return (
    <vscode-textfield
      {...given}
      type={type}
      label={label}
      onInput={event => onInput(textIn(event.currentTarget))}
      onBlur={event => onLeave?.(textIn(event.currentTarget))}
      onKeyDown={event => {
        if (event.key === 'Enter') onEnter?.(textIn(event.currentTarget), event.shiftKey);
      }}
    />
  );
}

function textIn(element: HTMLElement): string {
  return 'value' in element ? String(element.value) : '';
}

/** A text field with its label above it. */
export function LabelledField({
  className = '',
  ...field
}: TextFieldProps & { readonly className?: string }) {
  const id = useId();
  return (
    <div className={`field ${className}`}>
      <label htmlFor={id}>{field.label}</label>
      <TextField {...field} id={id} />
    </div>
  );
}
