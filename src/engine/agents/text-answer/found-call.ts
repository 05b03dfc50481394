/** A call that was found in an answer's text. */
export interface FoundCall {
  readonly name: string;
  readonly argumentsText: string;
  /** Where it stands, as offsets into the text: from its first character to after its last. */
  readonly start: number;
  readonly end: number;
}

/** Calls, or the finding that something was begun as a call and is not whole: then none may be run. */
export type Findings =
  | { readonly kind: 'calls'; readonly calls: readonly FoundCall[] }
  | { readonly kind: 'malformed' };
