import type { ToolsSlice } from '../../../src/protocol/chat/card-slice.ts';
import { Icon } from '../../frame/icon.tsx';

/** What an agent did, a row a call. */
export function ToolList({ tools: { omitted, rows } }: { readonly tools: ToolsSlice }) {
  if (rows.length === 0) return null;
  return (
    <>
      {omitted > 0 && <p className="quiet">… {omitted} calls before</p>}
      <ul className="rows tools" aria-label="Tool calls">
        {rows.map(({ number, tool, subject, note, isError }) => (
          <li key={number} className={isError ? 'tool tool-error' : 'tool'} title={note}>
            <Icon name={isError ? 'warning' : (icons[tool] ?? 'tools')} />
            <span className="tool-name">{tool}</span> {subject !== '' && <code>{subject}</code>}
            {isError && <span className="tool-note">{note}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

const icons: Readonly<Record<string, string>> = {
  list_files: 'list-tree',
  read_file: 'eye',
  search_text: 'search',
  write_file: 'new-file',
  edit_file: 'edit',
  delete_file: 'trash',
  move_file: 'arrow-right',
  run_command: 'terminal',
};
