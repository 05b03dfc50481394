import type { ToolCall, ToolDefinition } from '../../ports/model.ts';
import { findEdits } from './find-edits.ts';
import { findFiles } from './find-files.ts';
import { findJson } from './find-json.ts';
import type { FoundCall } from './found-call.ts';
import { readJsonCalls } from './read-json-calls.ts';
import { splitLines } from './text-lines.ts';

export interface TextAnswer {
  /** In the order of the text, but the submit tool's last. Ids are unique within the answer only. */
  readonly toolCalls: readonly ToolCall[];
  /** What is no call; the whole answer when there are none. */
  readonly text: string;
}

/**
 * Reads the calls out of an answer that was written as text: search/replace blocks, whole files and JSON.
 * When anything in it was begun as an edit and is not whole, there are no calls at all.
 */
export function parseTextAnswer(answer: string, tools: readonly ToolDefinition[]): TextAnswer {
  const thought = /^\s*<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/u.exec(answer)?.[0] ?? '';
  const text = answer.slice(thought.length);
  const known = new Set(tools.map(tool => tool.name));
  const found = findCalls(text, tools)?.filter(call => known.has(call.name)) ?? [];
  if (found.length === 0) return { toolCalls: [], text: answer };
  return {
    toolCalls: submitLast(found).map(({ name, argumentsText }, index) => ({
      id: `text_${index + 1}`,
      name,
      argumentsText,
    })),
    text: withoutCalls(text, found),
  };
}

/** Undefined when something is malformed. Each stretch of the text is read in one way only. */
function findCalls(text: string, tools: readonly ToolDefinition[]): readonly FoundCall[] | undefined {
  const edits = findEdits(splitLines(text));
  if (edits.kind === 'malformed') return undefined;
  const rest = blank(text, edits.calls);
  const files = findFiles(splitLines(rest));
  if (files.kind === 'malformed') return undefined;
  const json = findJson(blank(rest, files.calls)).flatMap(({ text: piece, start, end }) =>
    readJsonCalls(piece, tools).map(call => ({ ...call, start, end })),
  );
  return [...edits.calls, ...files.calls, ...json].toSorted((one, other) => one.start - other.start);
}

/** The text with these stretches made blank, so that all other offsets stay as they are. */
function blank(text: string, calls: readonly FoundCall[]): string {
  return calls.reduce((left, { start, end }) => {
    // By code unit, not by character: a character outside the basic plane counts as two in an offset.
    const hidden = text.slice(start, end).replaceAll(/[^\n]/g, ' ');
    return `${left.slice(0, start)}${hidden}${left.slice(end)}`;
  }, text);
}

function submitLast(calls: readonly FoundCall[]): readonly FoundCall[] {
  const isSubmit = (call: FoundCall): boolean => call.name.startsWith('submit_');
  return [...calls.filter(call => !isSubmit(call)), ...calls.filter(isSubmit)];
}

function withoutCalls(text: string, calls: readonly FoundCall[]): string {
  let prose = '';
  let at = 0;
  for (const { start, end } of calls) {
    prose += text.slice(at, Math.max(at, start));
    at = Math.max(at, end);
  }
  return `${prose}${text.slice(at)}`.trim();
}
