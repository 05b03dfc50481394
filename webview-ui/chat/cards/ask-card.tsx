import type { AskCard as AskSlice } from '../../../src/protocol/chat/card-slice.ts';
import { Icon } from '../../frame/icon.tsx';

/** What a person asked for, and what they pointed at. */
export function AskCard({ card: { task, attached } }: { readonly card: AskSlice }) {
  return (
    <article className="ask" aria-label="You">
      <p className="task" dir="auto">
        {task}
      </p>
      {attached.length > 0 && (
        <ul className="attached" aria-label="Attached">
          {attached.map(each => (
            <li key={each}>
              <Icon name="attach" /> {each}
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}
