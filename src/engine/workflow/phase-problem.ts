/** What is wrong with one phase of a workflow. */
export interface PhaseProblem {
  /** Of the phase in the list, from 0. */
  readonly index: number;
  /** A full sentence that says what is allowed instead. */
  readonly message: string;
}
