import { EmptyTab } from '../parts/empty-tab.tsx';

/** Suites that were run, and how their figures compare. */
export function BenchmarksTab() {
  return (
    <EmptyTab icon="dashboard" title="No benchmark has been run yet">
      <p>
        A benchmark gives the same tasks to several models, with and without repair, and shows here how many
        went green, how long that took and what it cost.
      </p>
    </EmptyTab>
  );
}
