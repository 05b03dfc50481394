/** How closely the search had to be read to be found, strictest first. */
export type EditTier = 'exact' | 'trailing-blanks' | 'indentation' | 'typography' | 'one-line-off';

/** What had been wrapped around search and replacement alike, and was taken off. */
export type Wrapping =
  | 'fence'
  | 'fence around the search'
  | 'line numbers'
  | 'HTML entities'
  | 'escaped quotes'
  | 'doubled backslashes'
  | 'JSON string';

export type RefusalReason =
  | 'blank-search'
  | 'search-equals-replace'
  | 'elision'
  | 'ambiguous'
  | 'absent'
  | 'changed-since'
  | 'near-duplicate';

/** What became of an edit. Lines count from 1. Only `applied` changes the file. */
export type EditResult =
  | {
      readonly kind: 'applied';
      /** The whole file as it reads now. */
      readonly content: string;
      readonly tier: EditTier;
      /** Where the search was found. */
      readonly line: number;
      /** Empty when the search was found as it was given. */
      readonly unwrapped: readonly Wrapping[];
    }
  | { readonly kind: 'already-applied'; readonly line: number }
  | { readonly kind: 'no-op' }
  | EditRefusal;

export interface EditRefusal {
  readonly kind: 'refused';
  readonly reason: RefusalReason;
  /** Full sentences for the model: what is wrong, then what to do. */
  readonly message: string;
  /** The places that fit, when there are several. */
  readonly lines?: readonly number[];
  readonly closest?: ClosestPlace;
}

/** The part of the file that looks most like a search that was not found. */
export interface ClosestPlace {
  readonly line: number;
  /** The file's own lines, without numbers. */
  readonly excerpt: string;
  /** A sentence on the first line that differs. */
  readonly difference: string;
}

/** Search and replacement, with LF for every line break. */
export interface EditText {
  readonly search: string;
  readonly replace: string;
}

/** Search and replacement as lines without their endings. */
export interface EditLines {
  readonly search: readonly string[];
  readonly replace: readonly string[];
}
