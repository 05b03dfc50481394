import { CodeBox } from './code-box.tsx';
import { splitCodeBlocks } from './split-code-blocks.ts';

/** What a model said, as text: code blocks stand apart, and nothing in it is markup. */
export function TextBlocks({ text }: { readonly text: string }) {
  return (
    <div className="text-blocks">
      {splitCodeBlocks(text).map(({ kind, text: content }, index) =>
        kind === 'code' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks only ever grow at the end.
          <CodeBox key={index}>{content}</CodeBox>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks only ever grow at the end.
          <p key={index} className="prose" dir="auto">
            {content}
          </p>
        ),
      )}
    </div>
  );
}
