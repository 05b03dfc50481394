import type { Diagnostic } from '../ports/diagnostics.ts';

/**
 * What is wrong as it shows itself, for a run that shall mend it. Plain data, bounded and without secrets (see
 * boundSymptoms): it is stored with the run and sent to models.
 */
export interface Symptoms {
  /** The problems that shall be gone. */
  readonly targets: readonly TargetDiagnostic[];
  /** Other errors that were there already, in the same files first: not to be mended, but good to know. */
  readonly others: readonly Diagnostic[];
  /** What a program printed; null where nothing was pointed at. */
  readonly output: FailingOutput | null;
  /** The command that fails, as it is typed in the workspace folder; null where nobody knows it. */
  readonly command: string | null;
}

/** A problem with what surrounds it. */
export interface TargetDiagnostic extends Diagnostic {
  /** Places that the problem points to, such as the declaration it clashes with. */
  readonly related: readonly RelatedPlace[];
  /** The function, class or key that it is in; null where nobody knows. */
  readonly symbol: EnclosingSymbol | null;
}

export interface RelatedPlace {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

export interface EnclosingSymbol {
  /** Outermost first: `Cart.total`. */
  readonly name: string;
  /** From 1. */
  readonly startLine: number;
  readonly text: string;
}

export interface FailingOutput {
  /** `terminal`: a person selected it; `test`: a test runner reported it; `text`: it was handed over. */
  readonly kind: 'terminal' | 'test' | 'text';
  /** Of a test: its name, outermost suite first. Empty otherwise. */
  readonly title: string;
  readonly text: string;
}
