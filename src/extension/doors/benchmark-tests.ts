import type { Door } from './door.ts';

/** Benchmark problems in the Testing view. They cost nothing until somebody opens that: VS Code asks for the suites then. */
export const benchmarkTests: Door = (ask, { problems }) => {
  problems.resolveHandler = item => ask('tests.list', item);
  problems.refreshHandler = () => ask('tests.list', undefined);
  return problems;
};
