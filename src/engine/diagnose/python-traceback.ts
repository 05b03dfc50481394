/** One traceback as Python prints it. */
export interface Traceback {
  readonly frames: readonly TracebackFrame[];
  /** `KeyError: 'x'`, the first line of it. */
  readonly exception: string;
  /** What followed the exception's first line: more of its message, notes. */
  readonly details: readonly string[];
  /** How it belongs to the traceback before it; `part`: a member of the exception group before it. */
  readonly link: TracebackLink;
}

type TracebackLink = 'none' | 'cause' | 'context' | 'part';

export interface TracebackFrame {
  readonly printedPath: string;
  readonly line: number;
  readonly scope: string;
  readonly source: string;
}

/** Every traceback in the lines, in order, those of syntax errors and exception groups included. */
export function readTracebacks(grouped: readonly string[]): readonly Traceback[] {
  const lines = ungroup(grouped);
  const tracebacks: Traceback[] = [];
  let link: TracebackLink = 'none';
  let index = 0;
  while (index < lines.length) {
    const line = lines[index] ?? '';
    link = linkOf(line) ?? link;
    const found = startsTraceback(line, link) ? readTraceback(lines, index, link) : undefined;
    if (found?.traceback) tracebacks.push(found.traceback);
    if (found || isProse(line, link)) link = 'none';
    index = found?.next ?? index + 1;
  }
  return tracebacks;
}

const headers = new Set([
  'Traceback (most recent call last):',
  'Exception Group Traceback (most recent call last):',
]);
const framePattern = /^ {2}File "(.+?)", line (\d{1,9})(?:, in (.*))?$/u;
const exceptionPattern = /^[A-Za-z_][\w.]*(?:: |$)/u;
const causeSentence = 'The above exception was the direct cause of the following exception:';
const contextSentence = 'During handling of the above exception, another exception occurred:';
const partMarker = '+-- part --';
const maxDetails = 12;

function startsTraceback(line: string, link: TracebackLink): boolean {
  if (headers.has(line) || framePattern.test(line)) return true;
  return link === 'part' && exceptionPattern.test(line);
}

function linkOf(line: string): TracebackLink | undefined {
  if (line === causeSentence) return 'cause';
  if (line === contextSentence) return 'context';
  return line === partMarker ? 'part' : undefined;
}

function isProse(line: string, link: TracebackLink): boolean {
  return line.trim() !== '' && linkOf(line) === undefined && link !== 'none';
}

function readTraceback(lines: readonly string[], start: number, link: TracebackLink) {
  const { frames, next } = readFrames(lines, headers.has(lines[start] ?? '') ? start + 1 : start);
  const exception = lines[next] ?? '';
  if (!exceptionPattern.test(exception)) return { traceback: undefined, next: Math.max(next, start + 1) };
  const details: string[] = [];
  let index = next + 1;
  while (index < lines.length && details.length < maxDetails && !endsDetails(lines[index] ?? '')) {
    details.push(lines[index] ?? '');
    index += 1;
  }
  return { traceback: { frames, exception, details, link }, next: index };
}

function endsDetails(line: string): boolean {
  return startsTraceback(line, 'none') || linkOf(line) !== undefined || /^[=-]{20}/u.test(line);
}

function readFrames(lines: readonly string[], start: number) {
  const frames: TracebackFrame[] = [];
  let next = start;
  while (next < lines.length && lines[next]?.startsWith('  ')) {
    const line = lines[next] ?? '';
    const found = framePattern.exec(line);
    const last = frames.at(-1);
    if (found) {
      frames.push({ printedPath: found[1] ?? '', line: Number(found[2]), scope: found[3] ?? '', source: '' });
    } else if (last?.source === '' && /^ {4}\s*[^\s~^]/u.test(line)) {
      frames[frames.length - 1] = { ...last, source: line.trim() };
    }
    next += 1;
  }
  return { frames, next };
}

/** Takes away the margin that Python draws around exception groups. */
function ungroup(lines: readonly string[]): readonly string[] {
  let inside = false;
  return lines.map(line => {
    if (/^ *\+ Exception Group Traceback/u.test(line)) inside = true;
    else if (!/^ *[|+]/u.test(line)) inside = false;
    if (!inside) return line;
    if (/^ *\+-[-+]* \d+ -/u.test(line)) return partMarker;
    return /^ *\+-{9}/u.test(line) ? '' : line.replace(/^ *[|+] ?/u, '');
  });
}
