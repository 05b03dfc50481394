import { memo } from 'react';
import type { CardSlice } from '../../../src/protocol/chat/card-slice.ts';
import type { ChatHost } from '../chat-host.ts';
import { AskCard } from './ask-card.tsx';
import { PhaseCard } from './phase-card.tsx';
import { RunCard } from './run-card.tsx';

interface CardProps {
  readonly host: ChatHost;
  readonly name: string;
  readonly card: CardSlice;
}

/** One card of the conversation. */
export const Card = memo(function Card({ host, name, card }: CardProps) {
  switch (card.kind) {
    case 'ask':
      return <AskCard card={card} />;
    case 'phase':
      return <PhaseCard host={host} name={name} card={card} />;
    case 'run':
      return <RunCard run={card.run} send={host.send} />;
    default:
      return card satisfies never;
  }
});
