import { type RefObject, useEffect, useRef, useState } from 'react';
import type { CompletionItem } from '../../../src/protocol/chat/chat-slices.ts';
import { useSlice } from '../../frame/use-slice.ts';
import type { ChatHost } from '../chat-host.ts';
import { completeMention, type Mention, mentionAt } from './mention-at.ts';

/** What can be completed at the caret, and how it is chosen. */
export interface Mentions {
  /** Empty: nothing is offered. */
  readonly items: readonly CompletionItem[];
  readonly active: number;
  readonly look: () => void;
  readonly move: (by: number) => void;
  readonly choose: (index: number) => void;
  readonly close: () => void;
}

interface MentionOptions {
  readonly host: ChatHost;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly onText: (text: string) => void;
}

/** Asks the host for what may stand behind the `@` at the caret. */
export function useMentions({ host, field, onText }: MentionOptions): Mentions {
  const [mention, setMention] = useState<Mention>();
  const [active, setActive] = useState(0);
  const asked = useRef(0);
  const completion = useSlice(host, 'completion');
  const caret = useRef<number>(undefined);
  const question = mention?.question;

  useEffect(() => {
    if (question === undefined) return;
    // Numbers go up over all views of this host, so that an answer to another one is not taken for ours.
    asked.current = Date.now();
    setActive(0);
    host.send({ type: 'mention.query', number: asked.current, text: question });
  }, [host, question]);

  useEffect(() => {
    if (caret.current === undefined) return;
    field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  });

  const isAnswered = completion !== undefined && completion.number === asked.current;
  const items = mention !== undefined && isAnswered ? completion.items : [];
  return {
    items,
    active: Math.min(active, Math.max(0, items.length - 1)),
    look() {
      const { value = '', selectionStart = 0, selectionEnd = 0 } = field.current ?? {};
      setMention(selectionStart === selectionEnd ? mentionAt(value, selectionStart) : undefined);
    },
    move: by => setActive(at => (at + by + items.length) % Math.max(1, items.length)),
    choose(index) {
      const item = items[index];
      if (item === undefined || mention === undefined || field.current === null) return;
      const completed = completeMention(field.current.value, mention, item.text);
      caret.current = completed.caret;
      setMention(undefined);
      onText(completed.text);
      field.current.focus();
    },
    close: () => setMention(undefined),
  };
}
