import { useState } from 'react';
import type { PlanSlice, SubtaskSlice } from '../../../src/protocol/chat/card-slice.ts';
import type { EditedSubtask } from '../../../src/protocol/chat/chat-messages.ts';
import { Icon } from '../../frame/icon.tsx';
import type { ChatHost } from '../chat-host.ts';

interface PlanViewProps extends Pick<ChatHost, 'send'> {
  readonly plan: PlanSlice;
}

/** The subtasks; where the run waits for it, with what a person can say to them. */
export function PlanView({ plan, send }: PlanViewProps) {
  const { subtasks, reasoning, isOpen } = plan;
  return (
    <div className="plan">
      {reasoning !== '' && (
        <p className="prose quiet" dir="auto">
          {reasoning}
        </p>
      )}
      {isOpen ? <OpenPlan subtasks={subtasks} send={send} /> : <Subtasks subtasks={subtasks} />}
    </div>
  );
}

function Subtasks({ subtasks }: { readonly subtasks: readonly SubtaskSlice[] }) {
  return (
    <ol className="subtasks" aria-label="Plan">
      {subtasks.map(({ id, description, dependencies, complexity }) => (
        <li key={id} value={id}>
          <span dir="auto">{description}</span>{' '}
          <span className="facts">
            {complexity}
            {dependencies.length > 0 && `, after ${dependencies.join(', ')}`}
          </span>
        </li>
      ))}
    </ol>
  );
}

type Mode = 'reading' | 'editing' | 'revising';

/** A plan that waits: it is followed as it is, edited first, or made anew with what is said of it. */
function OpenPlan({
  subtasks,
  send,
}: { readonly subtasks: readonly SubtaskSlice[] } & Pick<ChatHost, 'send'>) {
  const [mode, setMode] = useState<Mode>('reading');
  const [edited, setEdited] = useState(subtasks);
  const [feedback, setFeedback] = useState('');
  const isUsable = edited.length > 0 && edited.every(({ description }) => description.trim() !== '');
  return (
    <>
      {mode === 'editing' ? (
        <PlanEditor subtasks={edited} onChange={setEdited} />
      ) : (
        <Subtasks subtasks={edited} />
      )}
      {mode === 'revising' && (
        <label className="field">
          What shall be different?
          <textarea rows={2} value={feedback} onChange={({ target }) => setFeedback(target.value)} />
        </label>
      )}
      <div className="actions">
        {mode === 'revising' ? (
          <>
            <vscode-button
              disabled={feedback.trim() === ''}
              onClick={() => send({ type: 'plan.revise', feedback })}
            >
              Plan Again
            </vscode-button>
            <vscode-button secondary onClick={() => setMode('reading')}>
              Back
            </vscode-button>
          </>
        ) : (
          <>
            <vscode-button
              disabled={!isUsable}
              onClick={() =>
                send({ type: 'plan.approve', subtasks: edited.map(each => editOf(each, subtasks)) })
              }
            >
              Approve
            </vscode-button>
            <vscode-button secondary onClick={() => setMode(mode === 'editing' ? 'reading' : 'editing')}>
              {mode === 'editing' ? 'Done' : 'Edit'}
            </vscode-button>
            <vscode-button secondary onClick={() => setMode('revising')}>
              Plan Again…
            </vscode-button>
            <vscode-button secondary onClick={() => send({ type: 'run.cancel' })}>
              Reject
            </vscode-button>
          </>
        )}
      </div>
    </>
  );
}

/** Only what was written anew: the host has the rest, and more of it than is shown. */
function editOf({ id, description }: SubtaskSlice, subtasks: readonly SubtaskSlice[]): EditedSubtask {
  const isUntouched = subtasks.some(before => before.id === id && before.description === description);
  return { id, description: isUntouched ? null : description };
}

interface PlanEditorProps {
  readonly subtasks: readonly SubtaskSlice[];
  readonly onChange: (subtasks: readonly SubtaskSlice[]) => void;
}

function PlanEditor({ subtasks, onChange }: PlanEditorProps) {
  const next = Math.max(0, ...subtasks.map(({ id }) => id)) + 1;
  return (
    <ol className="subtasks" aria-label="Plan, being edited">
      {subtasks.map((subtask, index) => (
        <li key={subtask.id} value={subtask.id} className="subtask-field">
          <textarea
            rows={2}
            aria-label={`Subtask ${subtask.id}`}
            value={subtask.description}
            onChange={({ target }) =>
              onChange(subtasks.with(index, { ...subtask, description: target.value }))
            }
          />
          <button
            type="button"
            className="icon-button"
            title={`Remove subtask ${subtask.id}`}
            onClick={() => onChange(without(subtasks, subtask.id))}
          >
            <Icon name="trash" />
            <span className="visually-hidden">Remove subtask {subtask.id}</span>
          </button>
        </li>
      ))}
      {subtasks.length < maxSubtasks && (
        <li className="subtask-add">
          <vscode-button
            secondary
            onClick={() =>
              onChange([...subtasks, { id: next, description: '', dependencies: [], complexity: 'medium' }])
            }
          >
            Add Subtask
          </vscode-button>
        </li>
      )}
    </ol>
  );
}

/** Nothing may depend on a subtask that is gone. */
function without(subtasks: readonly SubtaskSlice[], gone: number): readonly SubtaskSlice[] {
  return subtasks
    .filter(({ id }) => id !== gone)
    .map(subtask => ({ ...subtask, dependencies: subtask.dependencies.filter(id => id !== gone) }));
}

const maxSubtasks = 12;
