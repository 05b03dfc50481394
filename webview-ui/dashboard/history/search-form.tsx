import { useEffect, useEffectEvent, useState } from 'react';
import { firstPlace, type HistorySearch } from '../../../src/protocol/dashboard/place.ts';
import { Select } from '../../frame/select.tsx';
import { useAsked } from '../../frame/use-asked.ts';
import type { Send } from '../dashboard-host.ts';
import { CheckBox } from '../parts/check-box.tsx';
import { LabelledField, type TextFieldProps } from '../parts/text-field.tsx';
import { visibleText } from '../parts/visible-text.ts';

interface SearchFormProps {
  readonly search: HistorySearch;
  readonly models: readonly string[];
  readonly send: Send;
}

/** Words and filters. Each change is asked for at once; what is typed as soon as nobody types. */
export function SearchForm({ search, models, send }: SearchFormProps) {
  const narrow = (change: Partial<HistorySearch>) => send({ type: 'history.search', change });
  const isNarrowed = JSON.stringify({ ...search, page: 0 }) !== JSON.stringify(firstPlace.search);
  return (
    <search className="filters">
      <TypedField
        className="words"
        label="Search"
        type="search"
        placeholder="Words of the task, or a run's id"
        maxLength={500}
        part="text"
        value={search.text}
        send={send}
      />
      <label>
        <span>Status</span>
        <Select
          value={search.status}
          onChoose={status => narrow({ status: status as HistorySearch['status'] })}
        >
          <option value="">any</option>
          {statuses.map(([value, title]) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </Select>
      </label>
      <label>
        <span>Repaired</span>
        <Select
          value={search.repaired}
          onChoose={repaired => narrow({ repaired: repaired as HistorySearch['repaired'] })}
        >
          <option value="">any</option>
          <option value="yes">yes</option>
          <option value="no">no</option>
        </Select>
      </label>
      <label>
        <span>Model</span>
        <Select value={search.model} onChoose={model => narrow({ model })}>
          <option value="">any</option>
          {[...new Set([...models, search.model])].filter(Boolean).map(model => (
            <option key={model} value={model}>
              {visibleText(model)}
            </option>
          ))}
        </Select>
      </label>
      <TypedField label="From" type="date" part="from" value={search.from} send={send} />
      <TypedField label="Until" type="date" part="until" value={search.until} send={send} />
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

type Typed = 'text' | 'from' | 'until';

interface TypedFieldProps extends Pick<TextFieldProps, 'label' | 'type' | 'placeholder' | 'maxLength'> {
  /** What of the search it is. */
  readonly part: Typed;
  readonly value: HistorySearch[Typed];
  readonly send: Send;
  readonly className?: string;
}

/** Shows what is typed at once, and asks for it as soon as nobody types. */
function TypedField({ part, value, send, ...field }: TypedFieldProps) {
  const [known, ask] = useAsked(value);
  const [typed, setTyped] = useState<string>();
  const search = useEffectEvent((wanted: string) => {
    setTyped(undefined);
    if (wanted === known) return;
    ask(wanted);
    send({ type: 'history.search', change: { [part]: wanted } });
  });
  useEffect(() => {
    if (typed === undefined) return undefined;
    const timer = setTimeout(() => search(typed), typingMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return <LabelledField {...field} value={typed ?? known} onInput={setTyped} />;
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
