/** A piece of what a model said: prose, or what stood between ``` fences. */
export interface TextBlock {
  readonly kind: 'prose' | 'code';
  /** What the fence says of it; empty for prose. */
  readonly language: string;
  readonly text: string;
}

/**
 * Splits a text at its code fences. That is all of Markdown that is read: whatever else a model writes, links, images and
 * markup, is shown as the text that it is, so that nothing in it can load or run.
 */
export function splitCodeBlocks(text: string): readonly TextBlock[] {
  const blocks: TextBlock[] = [];
  let lines: string[] = [];
  let fence: { readonly mark: string; readonly language: string } | undefined;
  const flush = () => {
    const content = lines.join('\n');
    if (fence !== undefined) blocks.push({ kind: 'code', language: fence.language, text: content });
    else if (content.trim() !== '') blocks.push({ kind: 'prose', language: '', text: content });
    lines = [];
  };
  for (const line of text.split('\n')) {
    const [, mark = '', language = ''] = /^ {0,3}(`{3,}|~{3,})[ \t]*([^\s`]*)[^`]*$/.exec(line) ?? [];
    const isOpening = fence === undefined && mark !== '';
    const isClosing = fence !== undefined && mark.startsWith(fence.mark) && language === '';
    if (!isOpening && !isClosing) {
      lines.push(line);
      continue;
    }
    flush();
    fence = isOpening ? { mark, language } : undefined;
  }
  if (lines.length > 0 || fence !== undefined) flush();
  return blocks;
}
