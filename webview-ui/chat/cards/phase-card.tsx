import { useState } from 'react';
import type { PhaseCard as PhaseSlice } from '../../../src/protocol/chat/card-slice.ts';
import { formatCost, formatCount, formatDuration } from '../../frame/format-amounts.ts';
import { Icon } from '../../frame/icon.tsx';
import { phaseTitle } from '../../frame/phase-title.ts';
import { StatusMark } from '../../frame/status-mark.tsx';
import { verdictWords } from '../../frame/status-words.ts';
import { useElapsed } from '../../frame/use-elapsed.ts';
import type { ChatHost } from '../chat-host.ts';
import { AttemptList } from './attempt-list.tsx';
import { ChangedFiles } from './changed-files.tsx';
import { Comparison } from './comparison.tsx';
import { LiveTexts } from './live-texts.tsx';
import { PlanView } from './plan-view.tsx';
import { ReviewNote } from './review-note.tsx';
import { ToolList } from './tool-list.tsx';
import { WaitLine } from './wait-line.tsx';

interface PhaseCardProps {
  readonly host: ChatHost;
  readonly name: string;
  readonly card: PhaseSlice;
}

/** One visit of a phase: open while it works or waits for somebody, and afterwards where it has something to show. */
export function PhaseCard({ host, name, card }: PhaseCardProps) {
  const { phase, visit, status, tokens, costUsd } = card;
  const [chosen, setChosen] = useState<boolean>();
  const isOpen = chosen ?? isWorthOpen(card);
  const elapsedMs = useElapsed(card.durationMs, status === 'active');
  const title = visit > 1 ? `${phaseTitle(phase)} ${visit}` : phaseTitle(phase);
  const facts = [
    ...verdictWords(status),
    formatDuration(elapsedMs),
    ...(tokens > 0 ? [`${formatCount(tokens)} tokens`, formatCost(costUsd)] : []),
  ];
  return (
    <article className={`card card-${status}`} aria-label={title}>
      <h3 className="card-head">
        <button type="button" aria-expanded={isOpen} onClick={() => setChosen(!isOpen)}>
          <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} />
          <StatusMark status={status} />
          <span className="card-title">{title}</span>
          <span className="facts">{facts.join(' · ')}</span>
        </button>
      </h3>
      {isOpen && <PhaseBody host={host} name={name} card={card} />}
    </article>
  );
}

function PhaseBody({ host, name, card }: PhaseCardProps) {
  const { model, wait, failure, plan, review, status } = card;
  return (
    <div className="card-body">
      {model !== null && (
        <p className="quiet" title={model.reason}>
          {model.id}
        </p>
      )}
      {wait !== null && <WaitLine wait={wait} />}
      <LiveTexts
        host={host}
        name={name}
        isActive={status === 'active'}
        hasAttempts={card.attempts.length > 0}
      />
      <ToolList tools={card.tools} />
      {plan !== null && <PlanView plan={plan} send={host.send} />}
      <AttemptList attempts={card.attempts} />
      {review !== null && <ReviewNote review={review} />}
      <ChangedFiles
        files={card.changes}
        onCopy={path => host.send({ type: 'code.copy', card: name, path })}
      />
      <Comparison files={card.comparison} />
      {failure !== null && <p className="problem">{failure}</p>}
    </div>
  );
}

function isWorthOpen({ status, plan, attempts, changes, comparison, review, failure }: PhaseSlice): boolean {
  if (status === 'active' || status === 'waiting' || status === 'failed') return true;
  const shown = [attempts, changes, comparison].some(({ length }) => length > 0);
  return shown || plan !== null || review !== null || failure !== null;
}
