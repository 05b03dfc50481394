/** The type of the dashboard's panel; the manifest has the same in its activation events. */
export const dashboardView = 'codeforge.dashboard';
