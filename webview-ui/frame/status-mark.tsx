import { type Mark, statusWords } from './status-words.ts';

/** A state as a shape, so that it does not hang on colour; with its word for whoever cannot see it. */
export function StatusMark({ status }: { readonly status: Mark }) {
  return (
    <span className={`mark mark-${status}`}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
        <path d={shapes[status]} />
      </svg>
      <span className="visually-hidden">{statusWords[status]}: </span>
    </span>
  );
}

const ring = 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2Z';
const shapes: Readonly<Record<Mark, string>> = {
  pending: ring,
  active: 'M8 2a6 6 0 1 1-6 6',
  done: `${ring}M5 8.2l2.1 2.1L11 6.2`,
  passed: `${ring}M5 8.2l2.1 2.1L11 6.2`,
  refuted: 'M8 2 14.5 13.5H1.5ZM8 6.5v3.5M8 11.8v.1',
  failed: `${ring}M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4`,
  cancelled: `${ring}M4 12 12 4`,
  skipped: 'M4 8h8',
  waiting: `${ring}M6.5 6v4M9.5 6v4`,
};
