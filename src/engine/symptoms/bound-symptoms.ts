import { clip } from '../diagnose/clip.ts';
import type { Diagnostic } from '../ports/diagnostics.ts';
import { maskSecrets } from './mask-secrets.ts';
import type { EnclosingSymbol, FailingOutput, RelatedPlace, Symptoms, TargetDiagnostic } from './symptoms.ts';

/**
 * Symptoms as a run may hold them: without secrets, and of a size that fits beside the code in a model's context.
 * What is cut says so. Doing it twice changes nothing.
 */
export function boundSymptoms({ targets, others, output, command }: Symptoms): Symptoms {
  let symbolRoom = maxSymbolCharacters;
  const bound = targets.slice(0, maxTargets).map(target => {
    const bounded = boundTarget(target, symbolRoom);
    symbolRoom -= bounded.symbol?.text.length ?? 0;
    return bounded;
  });
  return {
    targets: bound,
    others: others.slice(0, maxOthers).map(boundDiagnostic),
    output: output && boundOutput(output),
    command: command === null ? null : boundCommand(command),
  };
}

/** More in one run would not be mended in one go either. */
export const maxTargets = 50;
const maxOthers = 30;
const maxRelated = 5;
const maxMessage = 1_000;
const maxName = 200;
const maxPath = 1_000;
const maxCommand = 1_000;
/** Of one symbol, and of all together. */
const maxSymbol = 3_000;
const maxSymbolCharacters = 12_000;
const maxOutput = 10_000;

function boundTarget(target: TargetDiagnostic, symbolRoom: number): TargetDiagnostic {
  return {
    ...boundDiagnostic(target),
    related: target.related.slice(0, maxRelated).map(boundPlace),
    symbol: target.symbol && boundSymbol(target.symbol, Math.min(maxSymbol, symbolRoom)),
  };
}

function boundDiagnostic({ path, message, severity, source, code, range }: Diagnostic): Diagnostic {
  return {
    path: path.slice(0, maxPath),
    message: boundText(message, maxMessage),
    severity,
    source: source.slice(0, maxName),
    code: code.slice(0, maxName),
    range,
  };
}

function boundPlace({ path, line, message }: RelatedPlace): RelatedPlace {
  return { path: path.slice(0, maxPath), line, message: boundText(message, maxMessage) };
}

/** Never cut: half a command is another command. */
function boundCommand(command: string): string | null {
  const masked = maskSecrets(command.trim());
  return masked === '' || masked.length > maxCommand ? null : masked;
}

/** Null where there is no room for enough of it to be of use. */
function boundSymbol({ name, startLine, text }: EnclosingSymbol, room: number): EnclosingSymbol | null {
  if (room < leastSymbol) return null;
  return { name: name.slice(0, maxName), startLine, text: boundText(text, room) };
}

const leastSymbol = 200;

/** The beginning says what was run, the end how it went: the middle goes first. */
function boundOutput({ kind, title, text }: FailingOutput): FailingOutput {
  const masked = maskSecrets(text);
  if (masked.length <= maxOutput) return { kind, title: boundText(title, maxName), text: masked };
  const half = (maxOutput - cut.length) / 2;
  const shown = `${masked.slice(0, half)}${cut}${masked.slice(-half)}`;
  return { kind, title: boundText(title, maxName), text: shown };
}

const cut = '\n[… the middle is left out …]\n';

function boundText(text: string, room: number): string {
  return clip(maskSecrets(text), room);
}
