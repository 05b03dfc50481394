import { type Dispatch, type KeyboardEvent, type SetStateAction, useEffect, useRef, useState } from 'react';
import type { ComposerSlice, ReturnedTask } from '../../../src/protocol/chat/chat-slices.ts';
import { Icon } from '../../frame/icon.tsx';
import { useSlice } from '../../frame/use-slice.ts';
import type { ChatHost } from '../chat-host.ts';
import { MentionList, mentionListId, optionId } from './mention-list.tsx';
import { Pickers } from './pickers.tsx';
import { useMentions } from './use-mentions.ts';

/** Where a task is typed and sent. */
export function Composer({ host }: { readonly host: ChatHost }) {
  const composer = useSlice(host, 'composer');
  return composer === undefined ? null : <TaskForm host={host} composer={composer} />;
}

interface TaskFormProps {
  readonly host: ChatHost;
  readonly composer: ComposerSlice;
}

function TaskForm({ host, composer }: TaskFormProps) {
  const { blocked, attached, isFollowUp, draft, returned } = composer;
  const [text, setText] = useState(draft);
  const field = useRef<HTMLTextAreaElement>(null);
  const mentions = useMentions({ host, field, onText: setText });
  useKeptDraft(host, text, draft);
  useReturned(returned, setText);
  const isSendable = blocked === null && text.trim() !== '';

  const send = () => {
    if (!isSendable) return;
    host.send({ type: 'task.send', text });
    setText('');
    mentions.close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, its keys are its own.
    if (event.nativeEvent.isComposing) return;
    if (mentions.items.length > 0 && takesMentionKey(event.key, mentions)) return event.preventDefault();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      className="composer"
      aria-label="Task"
      onSubmit={event => {
        event.preventDefault();
        send();
      }}
    >
      <MentionList mentions={mentions} />
      {attached !== null && (
        <p className="facts attached-now">
          <Icon name="attach" /> {attached}
        </p>
      )}
      <div className="input-box">
        <textarea
          ref={field}
          className="input"
          rows={1}
          value={text}
          placeholder={isFollowUp ? 'Go on from here…' : 'What shall be done? @ points at files'}
          aria-label="Task"
          aria-autocomplete="list"
          aria-haspopup="listbox"
          {...(mentions.items.length > 0 && {
            'aria-controls': mentionListId,
            'aria-activedescendant': optionId(mentions.active),
          })}
          onChange={({ target }) => {
            setText(target.value);
            mentions.look();
          }}
          onSelect={mentions.look}
          onBlur={mentions.close}
          onKeyDown={onKeyDown}
        />
        <button
          type="submit"
          className="icon-button send"
          disabled={!isSendable}
          title={blocked ?? 'Send (Enter)'}
        >
          <Icon name="send" />
          <span className="visually-hidden">Send</span>
        </button>
      </div>
      <Pickers composer={composer} send={host.send} />
      {blocked !== null && <p className="visually-hidden">{blocked}</p>}
    </form>
  );
}

/** True when the key was one for the list. */
function takesMentionKey(
  key: string,
  { active, move, choose, close }: ReturnType<typeof useMentions>,
): boolean {
  switch (key) {
    case 'ArrowDown':
      move(1);
      return true;
    case 'ArrowUp':
      move(-1);
      return true;
    case 'Enter':
    case 'Tab':
      choose(active);
      return true;
    case 'Escape':
      close();
      return true;
    default:
      return false;
  }
}

/** Has the host keep what is typed, at every key: the view can be closed at any moment, and tells nobody before. */
function useKeptDraft(host: ChatHost, text: string, known: string): void {
  const kept = useRef(known);
  useEffect(() => {
    if (text === kept.current) return;
    kept.current = text;
    host.send({ type: 'draft.keep', text });
  }, [host, text]);
}

/** Puts a task that did not begin back where it was typed, before what was typed since. */
function useReturned(returned: ReturnedTask | null, setText: Dispatch<SetStateAction<string>>): void {
  // What came back before this view was opened is in the draft.
  const seen = useRef(returned?.number);
  useEffect(() => {
    if (returned === null || returned.number === seen.current) return;
    seen.current = returned.number;
    setText(typed => (typed === '' ? returned.text : `${returned.text}\n${typed}`));
  }, [returned, setText]);
}
