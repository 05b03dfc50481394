import { useAsked } from '../../frame/use-asked.ts';

interface CheckBoxProps {
  readonly label: string;
  readonly id?: string;
  readonly isChecked: boolean;
  readonly onToggle: (isChecked: boolean) => void;
}

/** A check box as VS Code draws it, with its label behind it. */
export function CheckBox({ label, id, isChecked, onToggle }: CheckBoxProps) {
  const [shown, ask] = useAsked(isChecked);
  return (
    <vscode-checkbox
      id={id}
      label={label}
      checked={shown}
      onChange={({ currentTarget }) => {
        const isNow = 'checked' in currentTarget && currentTarget.checked === true;
        ask(isNow);
        onToggle(isNow);
      }}
    />
  );
}
