import type { TailSlice } from '../../../src/protocol/chat/card-slice.ts';
import { CodeBox } from '../../frame/code-box.tsx';
import { formatCount } from '../../frame/format-amounts.ts';
import { TextBlocks } from '../../frame/text-blocks.tsx';
import { useSlice } from '../../frame/use-slice.ts';
import type { ChatHost } from '../chat-host.ts';

interface LiveTextsProps {
  readonly host: ChatHost;
  readonly name: string;
  readonly isActive: boolean;
  /** What runs is a check, and not a command of an agent. */
  readonly hasAttempts: boolean;
}

/** What a model thinks and says, and what a program prints: open as it comes, folded away afterwards. */
export function LiveTexts({ host, name, isActive, hasAttempts }: LiveTextsProps) {
  const live = useSlice(host, `live:${name}`);
  if (live === undefined) return null;
  const { reasoning, answer, output } = live;
  return (
    <>
      {reasoning.text !== '' && (
        <details className="live" open={isActive && answer.text === ''}>
          <summary>Reasoning</summary>
          <Omitted tail={reasoning} />
          <p className="prose quiet" dir="auto">
            {reasoning.text}
          </p>
        </details>
      )}
      {answer.text.trim() !== '' && (
        <div className="live">
          <Omitted tail={answer} />
          <TextBlocks text={answer.text} />
        </div>
      )}
      {output.text !== '' && (
        <details className="live" open={isActive}>
          <summary>{hasAttempts ? 'Output of the check' : 'Output'}</summary>
          <Omitted tail={output} />
          <CodeBox className="output">{output.text}</CodeBox>
        </details>
      )}
    </>
  );
}

function Omitted({ tail: { omitted } }: { readonly tail: TailSlice }) {
  if (omitted === 0) return null;
  return <p className="quiet">… {formatCount(omitted)} characters before</p>;
}
