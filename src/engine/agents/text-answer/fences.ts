import type { TextLine } from './text-lines.ts';

/** A fenced block of an answer. */
export interface Fence {
  /** What stands after the opening fence, for example `python`. */
  readonly info: string;
  /** Indexes of the lines with the opening and the closing fence. */
  readonly opens: number;
  readonly closes: number;
}

/** Finds the fenced blocks, outermost ones only. A fence that never closes is none. */
export function findFences(lines: readonly TextLine[]): readonly Fence[] {
  const fences: Fence[] = [];
  const unclosed: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const opening = readFence(lines[at]?.text ?? '');
    // What did not close an earlier fence of these marks will not close this one: not looked for again.
    if (opening === undefined || unclosed.some(marks => opening.marks.startsWith(marks))) continue;
    const closes = lines.findIndex((line, index) => index > at && isClosing(line, opening));
    if (closes === -1) {
      unclosed.push(opening.marks);
      continue;
    }
    fences.push({ info: opening.info, opens: at, closes });
    at = closes;
  }
  return fences;
}

interface Opening {
  readonly marks: string;
  readonly info: string;
}

function readFence(line: string): Opening | undefined {
  const [, marks, info = ''] = /^ {0,3}(`{3,}|~{3,})([^`]*)$/u.exec(line) ?? [];
  return marks === undefined ? undefined : { marks, info: info.trim() };
}

function isClosing({ text }: TextLine, { marks }: Opening): boolean {
  const closing = readFence(text);
  return closing !== undefined && closing.info === '' && closing.marks.startsWith(marks);
}
