import { Icon } from '../parts/icon.tsx';

/** Whether something passed: a shape, a colour and a word. */
export function PassMark({ passed }: { readonly passed: boolean }) {
  return (
    <span className={`chip chip-${passed ? 'completed' : 'failed'}`}>
      <Icon name={passed ? 'pass' : 'error'} /> {passed ? 'passed' : 'failed'}
    </span>
  );
}
