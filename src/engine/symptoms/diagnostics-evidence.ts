import type { Diagnosis, StructuredFailure } from '../diagnose/diagnosis.ts';
import { digestOf } from '../diagnose/digest.ts';
import type { Diagnostic } from '../ports/diagnostics.ts';
import type { Suppression } from './find-suppressions.ts';

/** What language servers show of a change set, as far as it matters: stored with the attempt that it belongs to. */
export interface DiagnosticsEvidence {
  /** How many problems were to be mended. */
  readonly targets: number;
  /** Those that are still there. */
  readonly remaining: readonly Diagnostic[];
  /** Errors and warnings that the change brought. */
  readonly added: readonly Diagnostic[];
  /** Comments that the change brought, and that only hide problems. */
  readonly silenced: readonly Suppression[];
}

export function isClear({ remaining, added, silenced }: DiagnosticsEvidence): boolean {
  return remaining.length === 0 && added.length === 0 && silenced.length === 0;
}

/** The same as a red check says it; no failures where all is clear. */
export function diagnosisOf({ remaining, added, silenced }: DiagnosticsEvidence): Diagnosis {
  const failures: readonly StructuredFailure[] = [
    ...remaining.map(diagnostic => failureOf('still there', diagnostic)),
    ...added.map(diagnostic => failureOf('new', diagnostic)),
    ...silenced.map(({ path, line, comment }) => ({
      kind: 'logic_error' as const,
      message: `the problem is hidden, not fixed: ${comment}. Fix its cause.`,
      ...{ path, line },
    })),
  ];
  const errorType = failures[0]?.kind ?? 'syntax_error';
  return { errorType, failures, digest: digestOf({ errorType, failures, lines: [] }) };
}

function failureOf(standing: string, { path, range, source, code, message }: Diagnostic): StructuredFailure {
  const who = code === '' ? source : `${source}(${code})`;
  return {
    // A compiler's complaint: nothing has run yet.
    kind: 'syntax_error',
    message: `${standing}: ${[who, message].filter(Boolean).join(' ')}`,
    path,
    line: range.startLine,
  };
}
