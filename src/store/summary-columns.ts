/** What a list shows of each run. */
export const summaryColumns = [
  'id',
  'task',
  'workspaceRoot',
  'workflow',
  'createdAt',
  'updatedAt',
  'state',
  'outcome',
  'attempts',
  'repairs',
  'costUsd',
] as const;
