import { clip } from './clip.ts';
import type { FailureParser, StructuredFailure } from './diagnosis.ts';
import { errorKind } from './error-kind.ts';
import { readTracebacks, type Traceback, type TracebackFrame } from './python-traceback.ts';
import { toWorkPath } from './work-path.ts';

/** Uncaught exceptions of Python: one failure for a chain or a group, told by its last exception. */
export const parsePythonErrors: FailureParser = lines => [
  ...chains(readTracebacks(lines)).map(describe),
  ...lines.flatMap(missingModule),
];

/** An exception with what led to it. */
interface Chain {
  readonly last: Traceback;
  readonly earlier: Traceback | undefined;
  readonly parts: readonly Traceback[];
}

function chains(tracebacks: readonly Traceback[]): readonly Chain[] {
  const found: Chain[] = [];
  for (const traceback of tracebacks) {
    const previous = found.at(-1);
    if (!previous || traceback.link === 'none') {
      found.push({ last: traceback, earlier: undefined, parts: [] });
      continue;
    }
    found[found.length - 1] = extend(previous, traceback);
  }
  return found;
}

function extend(chain: Chain, traceback: Traceback): Chain {
  if (traceback.link === 'part') return { ...chain, parts: [...chain.parts, traceback].slice(0, maxParts) };
  if (chain.parts.length > 0) return { ...chain, parts: [...chain.parts.slice(0, -1), traceback] };
  return { last: traceback, earlier: chain.last, parts: [] };
}

const maxParts = 5;
const maxFrames = 3;

function describe({ last, earlier, parts }: Chain): StructuredFailure {
  const told = [parts.find(part => ownFrames(part).length > 0), last, earlier].find(
    traceback => traceback !== undefined && ownFrames(traceback).length > 0,
  );
  const place = told && ownFrames(told).at(-1);
  return {
    kind: errorKind(parts[0]?.exception ?? last.exception),
    message: clip(`${last.exception}${aside(last, earlier)}${members(parts)}`, 600),
    ...(place ? { path: place.path, line: place.frame.line } : {}),
    ...excerptOf(told ?? last, last),
  };
}

function aside(last: Traceback, earlier: Traceback | undefined): string {
  if (!earlier) return '';
  return last.link === 'cause'
    ? ` (caused by ${earlier.exception})`
    : ` (while handling ${earlier.exception})`;
}

function members(parts: readonly Traceback[]): string {
  return parts.length === 0 ? '' : `: ${parts.map(part => part.exception).join('; ')}`;
}

function ownFrames(traceback: Traceback) {
  return traceback.frames.flatMap(frame => {
    const path = toWorkPath(frame.printedPath);
    return path === undefined ? [] : [{ path, frame }];
  });
}

function excerptOf(told: Traceback, last: Traceback): { readonly excerpt?: string } {
  const frames = ownFrames(told)
    .slice(-maxFrames)
    .map(({ path, frame }) => printFrame(path, frame));
  const excerpt = [...frames, ...last.details.filter(line => line.trim() !== '')].join('\n');
  return excerpt === '' ? {} : { excerpt: clip(excerpt, 1_200) };
}

function printFrame(path: string, frame: TracebackFrame): string {
  const scope = frame.scope === '' ? '' : ` in ${frame.scope}`;
  return `${path}:${frame.line}${scope}${frame.source === '' ? '' : `\n    ${frame.source}`}`;
}

/** `python -m pytest` without pytest prints no traceback. */
function missingModule(line: string): readonly StructuredFailure[] {
  const found = /^\S*python[\d.]*(?:\.exe)?: (No module named \S+)/u.exec(line);
  return found ? [{ kind: 'import_error', message: `ModuleNotFoundError: ${found[1] ?? ''}` }] : [];
}
