import { clip } from './clip.ts';
import type { FailureParser, StructuredFailure } from './diagnosis.ts';
import { errorKind, setupErrorKind } from './error-kind.ts';
import { type PytestBlock, readPytestBlocks } from './pytest-blocks.ts';

/** Failed tests and collection errors of pytest: ids from the short summary, the rest from the sections. */
export const parsePytest: FailureParser = lines => {
  const blocks = readPytestBlocks(lines);
  const summary = readSummary(lines);
  const queues = Map.groupBy(blocks, block => block.title);
  const fromSummary = summary.map(entry => describe(entry, queues.get(entry.title)?.shift()));
  return [...fromSummary, ...[...queues.values()].flat().map(withoutSummary), ...nothingRan(lines)];
};

interface SummaryEntry {
  readonly id: string;
  /** As the entry's section is headed. */
  readonly title: string;
  readonly isSetup: boolean;
  /** Shortened by pytest to the terminal's width. */
  readonly message: string;
}

function readSummary(lines: readonly string[]): readonly SummaryEntry[] {
  const start = lines.findLastIndex(line => /^=+ short test summary info =+$/u.test(line));
  return start === -1 ? [] : lines.slice(start + 1).flatMap(summaryEntry);
}

function summaryEntry(line: string): readonly SummaryEntry[] {
  const found = /^(FAILED|ERROR|SUBFAIL(?:ED)?[[(].*?[\])]|SUBFAIL(?:ED)?) (\S.*)$/u.exec(line);
  if (!found) return [];
  const [, outcome = '', rest = ''] = found;
  const dash = endOfId(rest);
  const id = dash === -1 ? rest : rest.slice(0, dash);
  const message = dash === -1 ? '' : rest.slice(dash + 3);
  const parts = id.split('::').slice(1).join('.');
  const isSetup = outcome === 'ERROR';
  const subtest = outcome.replace(/^\w+/u, '');
  const title =
    isSetup && parts === '' ? `ERROR collecting ${id}` : `${parts}${subtest === '' ? '' : ` ${subtest}`}`;
  return [{ id: subtest === '' ? id : `${id} ${subtest}`, title, isSetup, message }];
}

/** Parameters in brackets may hold the dash that separates id and message. */
function endOfId(rest: string): number {
  const dash = rest.indexOf(' - ');
  const bracket = rest.indexOf('[');
  const closed = bracket === -1 || bracket > dash ? -1 : rest.indexOf('] - ');
  return closed === -1 ? dash : closed + 1;
}

function describe(entry: SummaryEntry, block: PytestBlock | undefined): StructuredFailure {
  const message = block && block.message !== '' ? block.message : entry.message;
  const text = message === '' ? 'It failed; the output does not say why.' : message;
  return {
    kind: entry.isSetup ? setupErrorKind(block?.error ?? text) : kindOf(block?.error ?? text),
    name: entry.id,
    message: clip(text, 600),
    ...placeOf(block),
  };
}

function withoutSummary(block: PytestBlock): StructuredFailure {
  const name =
    block.path === undefined || block.isSetup
      ? block.title
      : `${block.path}::${block.title.replaceAll('.', '::')}`;
  return describe({ id: name, title: block.title, isSetup: block.isSetup, message: '' }, block);
}

function placeOf(block: PytestBlock | undefined): Pick<StructuredFailure, 'path' | 'line' | 'excerpt'> {
  if (!block) return {};
  return {
    ...(block.path === undefined || block.line === undefined ? {} : { path: block.path, line: block.line }),
    ...(block.excerpt === '' ? {} : { excerpt: block.excerpt }),
  };
}

/** pytest prints a rewritten `assert` without its class. */
function kindOf(text: string) {
  return /^(?:assert|comparison)\b/u.test(text) ? 'logic_error' : errorKind(text);
}

function nothingRan(lines: readonly string[]): readonly StructuredFailure[] {
  if (!lines.some(line => /^(?:=+ )?no tests ran in /u.test(line))) return [];
  return [{ kind: 'test_error', message: 'pytest found no test, so none ran.' }];
}
