import { Icon } from '../../frame/icon.tsx';
import type { Mentions } from './use-mentions.ts';

/** What can be completed; the input keeps the focus and says which option is active. */
export function MentionList({ mentions: { items, active, choose } }: { readonly mentions: Mentions }) {
  if (items.length === 0) return null;
  return (
    <div className="mentions" role="listbox" id={mentionListId} aria-label="What to point at">
      {items.map(({ text, detail, kind }, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the input has the focus and takes the keys.
        // biome-ignore lint/a11y/useFocusableInteractive: the input has the focus and names the active option.
        <div
          key={text}
          role="option"
          id={optionId(index)}
          aria-selected={index === active}
          className="mention"
          ref={index === active ? scrollIntoView : null}
          // The input must not lose the focus.
          onMouseDown={event => event.preventDefault()}
          onClick={() => choose(index)}
        >
          <Icon name={icons[kind]} />
          <span className="name">{text}</span>
          <span className="facts">{detail}</span>
        </div>
      ))}
    </div>
  );
}

export const mentionListId = 'mentions';
export const optionId = (index: number) => `mention-${index}`;

const icons = { file: 'file', selection: 'list-selection', problems: 'warning' } as const;

function scrollIntoView(option: HTMLElement | null): void {
  option?.scrollIntoView({ block: 'nearest' });
}
