/** What the judge says of one completion, as it is printed. */
export interface Verdict {
  readonly task_id: string;
  readonly passed: boolean;
  /** Why it failed, in words; '' when it passed. May show hidden tests: not for models. */
  readonly reason: string;
}
