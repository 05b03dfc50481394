/** Every command, by its id, with its title in the palette. The manifest holds the same table; a test compares them. */
export const commandTitles = {
  'codeforge.solveTask': 'Solve Task',
  'codeforge.fixProblem': 'Fix Problem',
  'codeforge.fixProblemsOfFile': 'Fix All Problems in This File',
  'codeforge.explainProblem': 'Explain This Error',
  'codeforge.fixTerminalSelection': 'Fix Terminal Selection',
  'codeforge.fixTest': 'Fix Failing Test',
  'codeforge.cancelRun': 'Cancel Run',
  'codeforge.resumeRun': 'Resume Run',
  'codeforge.showReview': 'Show Review',
  'codeforge.acceptAllChanges': 'Accept All Changes',
  'codeforge.rejectAllChanges': 'Reject All Changes',
  'codeforge.openDashboard': 'Open Dashboard',
  'codeforge.showLog': 'Show Log',
  'codeforge.setApiKey': 'Set API Key',
  'codeforge.testConnection': 'Test Connection',
  'codeforge.installDependencies': 'Install Dependencies in Sandbox',
  'codeforge.buildSandboxImage': 'Build Sandbox Image',
  'codeforge.sandboxStatus': 'Sandbox Status',
  'codeforge.pruneSandboxes': 'Prune Sandboxes',
  'codeforge.runFileInSandbox': 'Run File in Sandbox',
} as const;

export type CommandId = keyof typeof commandTitles;

/** What menus and enablement conditions in the manifest ask for. */
export const contextKeys = {
  running: 'codeforge.running',
  reviewing: 'codeforge.reviewing',
  /** The cursor of the active editor is on a problem of a file of the workspace. */
  problemAtCursor: 'codeforge.problemAtCursor',
  /** The active editor is the review of this window's run. */
  reviewShown: 'codeforge.reviewShown',
} as const;

export type ContextKey = (typeof contextKeys)[keyof typeof contextKeys];
