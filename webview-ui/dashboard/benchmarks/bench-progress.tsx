import type { BenchProgressSlice } from '../../../src/protocol/dashboard/benchmarks-slice.ts';
import { formatCost, formatDuration } from '../../frame/format-amounts.ts';
import type { Send } from '../dashboard-host.ts';
import { visibleText } from '../parts/visible-text.ts';
import { modelName } from './model-name.ts';

interface BenchProgressProps {
  readonly progress: BenchProgressSlice;
  readonly send: Send;
}

/** The benchmark that is running: how far it is, what it has cost, and what it will. */
export function BenchProgress({ progress, send }: BenchProgressProps) {
  const { suite, model, finished, ordered, passed, step, isStopping } = progress;
  const isGettingReady = ordered === 0;
  return (
    <section className="bench-progress" aria-labelledby="bench-running">
      <h2 id="bench-running">
        Running {visibleText(suite)} with {modelName(model)}
      </h2>
      <progress aria-label="Finished problems" {...(!isGettingReady && { max: ordered, value: finished })} />
      <p role="status">
        {isStopping && 'Stopping. What is finished is kept.'}
        {!isStopping && isGettingReady && (visibleText(step) || 'Getting ready…')}
        {!isStopping && !isGettingReady && `${finished} of ${ordered} finished, ${passed} passed`}
      </p>
      {!isGettingReady && <p className="facts">{outlook(progress).join(' · ')}</p>}
      <div className="actions">
        <vscode-button secondary disabled={isStopping} onClick={() => send({ type: 'bench.stop' })}>
          Stop
        </vscode-button>
      </div>
    </section>
  );
}

function outlook(progress: BenchProgressSlice): readonly string[] {
  const { costUsd, maxCostUsd, expectedUsd, elapsedMs, leftMs } = progress;
  return [
    `${formatDuration(elapsedMs)} so far`,
    ...(leftMs === null ? [] : [`about ${formatDuration(leftMs)} left`]),
    `${formatCost(costUsd)}${maxCostUsd === null ? '' : ` of at most ${formatCost(maxCostUsd)}`}`,
    ...(expectedUsd === null || expectedUsd === 0 ? [] : [`about ${formatCost(expectedUsd)} in all`]),
  ];
}
