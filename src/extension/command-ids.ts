/** Every command, by its id, with its title in the palette. The manifest holds the same table; a test compares them. */
export const commandTitles = {
  'codeforge.solveTask': 'Solve Task',
  'codeforge.newChat': 'New Chat',
  'codeforge.trySample': 'Try the Sample',
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
  'codeforge.acceptHunk': 'Accept Hunk',
  'codeforge.rejectHunk': 'Reject Hunk',
  'codeforge.reopenHunk': 'Undo Decision on Hunk',
  'codeforge.reviseHunk': 'Revise…',
  'codeforge.peekHunk': 'Peek Hunk',
  'codeforge.sendRevision': 'Send',
  'codeforge.nextHunk': 'Next Hunk',
  'codeforge.previousHunk': 'Previous Hunk',
  'codeforge.acceptFile': 'Accept File',
  'codeforge.rejectFile': 'Reject File',
  'codeforge.reopenFile': 'Undo Decisions on File',
  'codeforge.openProposal': 'Open Proposed Change',
  'codeforge.openProposedFile': 'Open Proposed File',
  'codeforge.checkAccepted': 'Check Accepted Changes Again',
  'codeforge.fetchArtifacts': 'Fetch Artifacts…',
  'codeforge.restoreCheckpoint': 'Restore Checkpoint',
  'codeforge.pruneCheckpoints': 'Prune Checkpoints',
  'codeforge.openDashboard': 'Open Dashboard',
  'codeforge.showLog': 'Show Log',
  'codeforge.setApiKey': 'Set API Key',
  'codeforge.testConnection': 'Test Connection',
  'codeforge.installDependencies': 'Install Dependencies in Sandbox',
  'codeforge.buildSandboxImage': 'Build Sandbox Image',
  'codeforge.sandboxStatus': 'Sandbox Status',
  'codeforge.pruneSandboxes': 'Prune Sandboxes',
  'codeforge.runFileInSandbox': 'Run File in Sandbox',
  'codeforge.runBenchmark': 'Run Benchmark',
  'codeforge.openBenchmarkResult': 'Open Benchmark Result',
} as const;

export type CommandId = keyof typeof commandTitles;

/** What menus and enablement conditions in the manifest ask for. */
export const contextKeys = {
  running: 'codeforge.running',
  reviewing: 'codeforge.reviewing',
  /** The cursor of the active editor is on a problem of a file of the workspace. */
  problemAtCursor: 'codeforge.problemAtCursor',
  /** The active editor has hunks in it. */
  proposalInEditor: 'codeforge.proposalInEditor',
  /** The active editor is the review of this window's run. */
  reviewShown: 'codeforge.reviewShown',
} as const;

export type ContextKey = (typeof contextKeys)[keyof typeof contextKeys];
