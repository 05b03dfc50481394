import type { FileComparison } from '../../../engine/change/compare-change-sets.ts';
import type { TextRow } from '../../../engine/change/compare-texts.ts';
import type { FileDiff } from '../../../engine/change/file-diffs.ts';
import { plainBlock, plainLine } from '../../../engine/plain-text.ts';
import type { ChangedFile, ComparedFile, ComparedLine } from '../../../protocol/chat/card-slice.ts';
import type { Engine } from '../../engine.ts';
import { clip } from './clip.ts';
import type { CardSources } from './slice-card.ts';

/** Change sets as cards show them. They never change, so each is looked at once. */
export function cardSources(engine: Pick<Engine, 'diffsOf' | 'compare' | 'changeSet'>): CardSources {
  const diffs = new Map<string, readonly ChangedFile[]>();
  const comparisons = new Map<string, readonly ComparedFile[]>();
  return {
    diffs: hash =>
      remember(diffs, hash, () => engine.diffsOf(engine.changeSet(hash)).slice(0, maxFiles).map(changedFile)),
    compare: (before, after) =>
      remember(comparisons, `${before} ${after}`, () =>
        before === after ? [] : engine.compare(before, after).slice(0, maxFiles).map(comparedFile),
      ),
  };
}

function remember<T>(known: Map<string, T>, key: string, make: () => T): T {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  known.set(key, made);
  return made;
}

function changedFile({ lines, ...summary }: FileDiff): ChangedFile {
  const shown = lines.slice(0, maxLines).map(line => clip(plainBlock(line), maxLineLength));
  return { ...summary, diff: shown.join('\n'), omittedLines: lines.length - shown.length };
}

function comparedFile({ path, rows }: FileComparison): ComparedFile {
  const shown = rows.slice(0, maxLines);
  return { path: plainLine(path), rows: shown.map(comparedRow), omittedRows: rows.length - shown.length };
}

function comparedRow({ kind, before, after }: TextRow) {
  return { kind, before: comparedLine(before), after: comparedLine(after) };
}

function comparedLine(line: ComparedLine | null): ComparedLine | null {
  return line && { number: line.number, text: clip(plainBlock(line.text), maxLineLength) };
}

const maxFiles = 50;
const maxLines = 80;
const maxLineLength = 400;
