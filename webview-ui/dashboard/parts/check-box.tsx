interface CheckBoxProps {
  readonly label: string;
  readonly id?: string;
  readonly isChecked: boolean;
  readonly onToggle: (isChecked: boolean) => void;
}

/** A check box as VS Code draws it, with its label behind it. */
export function CheckBox({ label, id, isChecked, onToggle }: CheckBoxProps) {
  return (
    <vscode-checkbox
      id={id}
      label={label}
      checked={isChecked}
      onChange={event => onToggle('checked' in event.currentTarget && event.currentTarget.checked === true)}
    />
  );
}
