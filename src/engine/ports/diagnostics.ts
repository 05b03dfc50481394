import type { ChangeSet } from '../change/change-set.ts';
import type { Workspace } from './workspace.ts';

/** Language servers: they say what is wrong in a file, and what would be wrong in it after a change. */
export interface Diagnostics {
  /**
   * What these files show as the workspace is, and what they would show with the change set applied. Both are
   * looked at in the same way and in the same place, so that they can be compared. The workspace is only read.
   * Throws the signal's AbortError.
   */
  inspect(subject: InspectedChange, signal: AbortSignal): Promise<Inspection>;
}

export interface InspectedChange {
  readonly workspace: Workspace;
  readonly changeSet: ChangeSet;
  /**
   * What the workspace as it is shows to a person. Waited for: a server that has not found it yet has not looked yet,
   * and its silence about the change would mean nothing.
   */
  readonly targets: readonly Diagnostic[];
  /** More files to look at, beside those of the targets and of the change set. */
  readonly paths: readonly string[];
}

export type Inspection =
  | {
      readonly kind: 'inspected';
      readonly before: readonly Diagnostic[];
      /** Of exactly the change set that was asked about. */
      readonly after: readonly Diagnostic[];
    }
  /** Nobody can look at what is not on the disk yet; `reason` is a full sentence. */
  | { readonly kind: 'unable'; readonly reason: string };

/** One problem, as an editor shows it. */
export interface Diagnostic {
  /** Relative to the workspace, `/` between the parts. */
  readonly path: string;
  readonly message: string;
  readonly severity: DiagnosticSeverity;
  /** Who says so, for example `ts`; empty where nobody is named. */
  readonly source: string;
  /** Empty where there is none. */
  readonly code: string;
  readonly range: TextRange;
}

export type DiagnosticSeverity = 'error' | 'warning' | 'information' | 'hint';

/** Lines and characters from 1; the end is behind the last character. */
export interface TextRange {
  readonly startLine: number;
  readonly startCharacter: number;
  readonly endLine: number;
  readonly endCharacter: number;
}
