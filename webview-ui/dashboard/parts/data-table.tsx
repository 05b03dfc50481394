import type { ReactNode } from 'react';

interface DataTableProps {
  /** For those who hear the table instead of seeing it. */
  readonly caption: string;
  readonly columns: readonly Column[];
  /** Of the frame. */
  readonly className?: string;
  /** The rows. */
  readonly children: ReactNode;
}

/** Its head: of text, or of numbers, which stand at the right. */
export type Column = string | { readonly number: string };

/** A table in a frame that scrolls by itself where there is too little room, also by keyboard. */
export function DataTable({ caption, columns, className = '', children }: DataTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
    <div className={`table-frame ${className}`} tabIndex={0}>
      <table className="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map(column =>
              typeof column === 'string' ? (
                <th key={column} scope="col">
                  {column}
                </th>
              ) : (
                <th key={column.number} scope="col" className="number">
                  {column.number}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
