import { useEffect, useRef, useState } from 'react';
import { firstPlace, type HistorySearch } from '../../../src/protocol/dashboard/place.ts';
import type { Send } from '../dashboard-host.ts';
import { CheckBox } from '../parts/check-box.tsx';
import { LabelledField } from '../parts/text-field.tsx';
import { visibleText } from '../parts/visible-text.ts';

interface SearchFormProps {
  readonly search: HistorySearch;
  readonly models: readonly string[];
  readonly send: Send;
}

/** Words and filters. Each change is asked for at once; words as soon as nobody types. */
export function SearchForm({ search, models, send }: SearchFormProps) {
  const narrow = (change: Partial<HistorySearch>) => send({ type: 'history.search', change });
  const isNarrowed = JSON.stringify({ ...search, page: 0 }) !== JSON.stringify(firstPlace.search);
  return (
    <search className="filters">
      <WordsField text={search.text} onChange={text => narrow({ text })} />
      <label>
        <span>Status</span>
        <select
          value={search.status}
          onChange={({ target }) => narrow({ status: target.value as HistorySearch['status'] })}
        >
          <option value="">any</option>
          {statuses.map(([value, title]) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>Repaired</span>
        <select
          value={search.repaired}
          onChange={({ target }) => narrow({ repaired: target.value as HistorySearch['repaired'] })}
        >
          <option value="">any</option>
          <option value="yes">yes</option>
          <option value="no">no</option>
        </select>
      </label>
      <label>
        <span>Model</span>
        <select value={search.model} onChange={({ target }) => narrow({ model: target.value })}>
          <option value="">any</option>
          {[...new Set([...models, search.model])].filter(Boolean).map(model => (
            <option key={model} value={model}>
              {visibleText(model)}
            </option>
          ))}
        </select>
      </label>
      <LabelledField label="From" type="date" value={search.from} onInput={from => narrow({ from })} />
      <LabelledField label="Until" type="date" value={search.until} onInput={until => narrow({ until })} />
      <CheckBox
        label="Open folders only"
        isChecked={!search.isEverywhere}
        onToggle={isChecked => narrow({ isEverywhere: !isChecked })}
      />
      {isNarrowed && (
        <vscode-button secondary onClick={() => narrow(firstPlace.search)}>
          Clear
        </vscode-button>
      )}
    </search>
  );
}

interface WordsFieldProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
}

/** Shows what is typed at once, and what the host has once that is another search. */
function WordsField({ text, onChange }: WordsFieldProps) {
  const [typed, setTyped] = useState(text);
  const told = useRef(text);
  useEffect(() => {
    if (text !== told.current) setTyped(text);
    told.current = text;
  }, [text]);
  useEffect(() => {
    if (typed === told.current) return undefined;
    const timer = setTimeout(() => {
      told.current = typed;
      onChange(typed);
    }, typingMs);
    return () => clearTimeout(timer);
  }, [typed, onChange]);
  return (
    <LabelledField
      className="words"
      label="Search"
      type="search"
      placeholder="Words of the task, or a run's id"
      maxLength={500}
      value={typed}
      onInput={setTyped}
    />
  );
}

const statuses = [
  ['completed', 'completed'],
  ['failed', 'failed'],
  ['cancelled', 'cancelled'],
  ['paused', 'paused'],
  ['open', 'not ended'],
] as const;

// Shorter than a pause between words.
const typingMs = 200;
