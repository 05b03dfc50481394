import type { Diagnostic } from '../ports/diagnostics.ts';
import type { FailingOutput, Symptoms, TargetDiagnostic } from './symptoms.ts';

/** Symptoms as a model reads them. */
export function describeSymptoms({ targets, others, output, command }: Symptoms): string {
  const sections = [
    listOf('Problems to fix:', targets.map(describeTarget)),
    command === null ? '' : `This command fails: ${command}`,
    output === null ? '' : describeOutput(output),
    listOf(
      'Other problems that were there already, and are not to be fixed:',
      others.map(describeDiagnostic),
    ),
  ];
  return sections.filter(section => section !== '').join('\n\n');
}

/** `src/a.ts:3:1 error ts(2304): Cannot find name 'x'.` */
function describeDiagnostic({ path, range, severity, source, code, message }: Diagnostic): string {
  const who = code === '' ? source : `${source}(${code})`;
  return `${path}:${range.startLine}:${range.startCharacter} ${[severity, who].filter(Boolean).join(' ')}: ${message}`;
}

function describeTarget(target: TargetDiagnostic): string {
  const { related, symbol } = target;
  const places = related.map(({ path, line, message }) => `   see ${path}:${line}: ${message}`);
  const code =
    symbol === null ? [] : [`   in ${symbol.name}, from line ${symbol.startLine}:`, indent(symbol.text)];
  return [describeDiagnostic(target), ...places, ...code].join('\n');
}

function describeOutput({ kind, title, text }: FailingOutput): string {
  const titles = {
    terminal: 'Selected in the terminal:',
    test: `The test ${title} fails:`,
    text: 'The error:',
  } as const;
  return `${titles[kind]}\n${indent(text)}`;
}

function listOf(title: string, entries: readonly string[]): string {
  if (entries.length === 0) return '';
  return [title, ...entries.map((entry, index) => `${index + 1}. ${entry}`)].join('\n');
}

function indent(text: string): string {
  return text.replaceAll(/^/gmu, '   ');
}

/** The task of a run that shall mend them, as people see it: short, with the first problem in full. */
export function taskFor({ targets, output, command }: Symptoms): string {
  const [first] = targets;
  if (first !== undefined && targets.length === 1)
    return `Fix this problem in ${first.path}, line ${first.range.startLine}: ${firstLine(first.message)}`;
  if (first !== undefined) {
    const files = new Set(targets.map(({ path }) => path));
    const where = files.size === 1 ? first.path : `${files.size} files`;
    return `Fix ${targets.length} problems in ${where}, the first of them: ${firstLine(first.message)}`;
  }
  if (output?.kind === 'test') return `Fix the failing test ${output.title}`;
  if (command !== null) return `Make this command succeed: ${command}`;
  return `Fix this error: ${firstLine(output?.text ?? '')}`;
}

function firstLine(text: string): string {
  const line =
    text
      .split('\n')
      .map(part => part.trim())
      .find(part => part !== '') ?? '';
  return line.length > maxTitle ? `${line.slice(0, maxTitle)}…` : line;
}

const maxTitle = 200;
