import type { BenchProgressSlice } from '../../protocol/dashboard/benchmarks-slice.ts';
import { describeCost } from '../text/describe-run.ts';

/** `3 of 20 · 2 passed · $0.12 · about 4 min left` */
export function describeBench(progress: BenchProgressSlice): string {
  const { finished, ordered, passed, costUsd, leftMs, step, isStopping } = progress;
  if (isStopping) return 'Stopping. What is finished is kept.';
  if (ordered === 0) return step === '' ? 'Getting ready' : step;
  const left = leftMs === null ? [] : [`about ${describeTime(leftMs)} left`];
  return [`${finished} of ${ordered}`, `${passed} passed`, describeCost(costUsd), ...left].join(' · ');
}

function describeTime(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
