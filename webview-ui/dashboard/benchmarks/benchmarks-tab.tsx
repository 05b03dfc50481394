import type { BenchPlace } from '../../../src/protocol/dashboard/place.ts';
import { useSlice } from '../../frame/use-slice.ts';
import type { TabProps } from '../dashboard-host.ts';
import { Loading } from '../parts/empty-tab.tsx';
import { BenchComparison } from './bench-comparison.tsx';
import { BenchList } from './bench-list.tsx';
import { BenchPage } from './bench-page.tsx';
import { BenchProblem } from './bench-problem.tsx';
import { BenchProgress } from './bench-progress.tsx';

/** Benchmark runs: what is running, all that were, one of them, one of its problems, and two side by side. */
export function BenchmarksTab({ host }: TabProps) {
  const place = useSlice(host, 'place');
  const progress = useSlice(host, 'benchProgress');
  if (place === undefined) return null;
  return (
    <>
      {progress != null && <BenchProgress progress={progress} send={host.send} />}
      <Body host={host} place={place.bench} />
    </>
  );
}

function Body({ host, place }: TabProps & { readonly place: BenchPlace }) {
  const benchmarks = useSlice(host, 'benchmarks');
  const page = useSlice(host, 'benchPage');
  const problem = useSlice(host, 'benchProblem');
  const comparison = useSlice(host, 'benchComparison');
  const { send } = host;
  if (benchmarks === undefined) return <Loading what="the benchmark runs" />;
  if (place.runId === null) return <BenchList benchmarks={benchmarks} suite={place.suite} send={send} />;
  if (place.problem !== null)
    return problem === undefined ? (
      <Loading what="the problem" />
    ) : (
      <BenchProblem problem={problem} send={send} />
    );
  if (place.otherId !== null)
    return comparison === undefined ? (
      <Loading what="both runs" />
    ) : (
      <BenchComparison comparison={comparison} send={send} />
    );
  if (page === undefined) return <Loading what="the run" />;
  return <BenchPage page={page} others={benchmarks.rows} show={place.show} send={send} />;
}
