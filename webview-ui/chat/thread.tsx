import { memo, useLayoutEffect, useRef } from 'react';
import type { ThreadSlice } from '../../src/protocol/chat/chat-slices.ts';
import { Icon } from '../frame/icon.tsx';
import { useSlice } from '../frame/use-slice.ts';
import { Card } from './cards/card.tsx';
import type { ChatHost } from './chat-host.ts';

interface ThreadProps {
  readonly host: ChatHost;
  readonly thread: ThreadSlice;
}

/** The cards of the conversation, the newest at the bottom, which stays in sight unless somebody has scrolled away. */
export function Thread({ host, thread }: ThreadProps) {
  const { total, from, cards, sentence, status, activity } = thread;
  const isNewest = from + cards.length >= total;
  const end = useFollowedEnd();
  return (
    <>
      <p className="visually-hidden" role="status">
        {sentence}
      </p>
      {from > 0 && (
        <div className="actions">
          <vscode-button
            secondary
            onClick={() => host.send({ type: 'thread.show', from: Math.max(0, from - pageSize) })}
          >
            Show Earlier ({from})
          </vscode-button>
        </div>
      )}
      <ol className="cards" aria-label="Conversation">
        {cards.map(name => (
          <li key={name}>
            <NamedCard host={host} name={name} />
          </li>
        ))}
      </ol>
      {!isNewest && (
        <div className="actions">
          <vscode-button secondary onClick={() => host.send({ type: 'thread.show', from: from + pageSize })}>
            Show Later
          </vscode-button>
          <vscode-button secondary onClick={() => host.send({ type: 'thread.follow' })}>
            Show Newest
          </vscode-button>
        </div>
      )}
      {status === 'working' && (
        <div className="underway">
          <p className="activity">{activity}</p>
          <vscode-button secondary onClick={() => host.send({ type: 'run.cancel' })}>
            <Icon name="debug-stop" /> Cancel
          </vscode-button>
        </div>
      )}
      {status === 'cancelling' && <p className="activity">Cancelling…</p>}
      <div ref={end} />
    </>
  );
}

/** Drawn anew only when its own slice is another one, however often the run tells what it does. */
const NamedCard = memo(({ host, name }: { readonly host: ChatHost; readonly name: string }) => {
  const card = useSlice(host, `card:${name}`);
  return card === undefined ? null : <Card host={host} name={name} card={card} />;
});

/** Keeps an element in sight when what is above it grows, as long as the person was at the end. */
function useFollowedEnd() {
  const end = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const scroller = end.current?.closest('main');
    const content = end.current?.parentElement;
    if (!scroller || !content) return undefined;
    let isAtEnd = true;
    let lastTop = 0;
    const toEnd = () => {
      if (isAtEnd) scroller.scrollTop = scroller.scrollHeight;
    };
    // Only a person scrolls up; what grows below them moves nothing.
    const note = () => {
      const isNear = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearPixels;
      isAtEnd = isNear || (isAtEnd && scroller.scrollTop >= lastTop);
      lastTop = scroller.scrollTop;
    };
    scroller.addEventListener('scroll', note, { passive: true });
    const grown = new MutationObserver(toEnd);
    grown.observe(content, { childList: true, subtree: true, characterData: true });
    const resized = new ResizeObserver(toEnd);
    resized.observe(scroller);
    for (const child of content.children) resized.observe(child);
    toEnd();
    return () => {
      scroller.removeEventListener('scroll', note);
      grown.disconnect();
      resized.disconnect();
    };
  }, []);
  return end;
}

const pageSize = 30;
const nearPixels = 40;
