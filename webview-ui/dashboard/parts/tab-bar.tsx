import { type KeyboardEvent, useRef } from 'react';
import { Icon } from './icon.tsx';

interface TabBarProps<Id extends string> {
  readonly name: string;
  readonly tabs: readonly { readonly id: Id; readonly title: string; readonly icon?: string }[];
  readonly chosen: Id;
  /** Of the element that shows the chosen tab. */
  readonly panelId: string;
  readonly onChoose: (id: Id) => void;
}

/** Tabs as people with a keyboard know them: one stop, arrows move, Home and End go to the ends. */
export function TabBar<Id extends string>({ name, tabs, chosen, panelId, onChoose }: TabBarProps<Id>) {
  const bar = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    // From the tab that has the focus: the host tells of the chosen one only after the next key.
    const now = tabs.findIndex(({ id }) => document.activeElement?.id === `tab-${id}`);
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: (now + 1) % tabs.length,
      ArrowLeft: (now + tabs.length - 1) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    const next = tabs[steps[event.key] ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next.id);
    bar.current?.querySelector<HTMLElement>(`#${CSS.escape(`tab-${next.id}`)}`)?.focus();
  };
  return (
    <div className="tab-bar" role="tablist" aria-label={name} ref={bar} onKeyDown={move}>
      {tabs.map(({ id, title, icon }) => (
        <button
          key={id}
          id={`tab-${id}`}
          type="button"
          role="tab"
          aria-selected={id === chosen}
          aria-controls={panelId}
          tabIndex={id === chosen ? 0 : -1}
          onClick={() => onChoose(id)}
        >
          {icon !== undefined && <Icon name={icon} />}
          <span>{title}</span>
        </button>
      ))}
    </div>
  );
}
