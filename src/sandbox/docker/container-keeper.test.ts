import assert from 'node:assert/strict';
import { parseKeeperReport } from './container-keeper.ts';

describe('parseKeeperReport', () => {
  it('reads the counters of cgroup v1', () => {
    const text =
      'event oom_kill_disable 0\nevent under_oom 0\nevent oom_kill 3\npeak 10485761\nprocesses 2\n.\n';

    assert.deepEqual(parseKeeperReport(text), { outOfMemoryKills: 3, peakMemoryMb: 11, processes: 2 });
  });

  it('reads the counters of cgroup v2', () => {
    const text =
      'event low 0\nevent high 0\nevent max 41\nevent oom 2\nevent oom_kill 1\nevent oom_group_kill 0\npeak 8388608\nprocesses 5\n.\n';

    assert.deepEqual(parseKeeperReport(text), { outOfMemoryKills: 1, peakMemoryMb: 8, processes: 5 });
  });

  it('knows no peak where an old kernel counts none, and no processes where nobody counts', () => {
    assert.deepEqual(parseKeeperReport('event oom_kill 0\n.\n'), {
      outOfMemoryKills: 0,
      peakMemoryMb: null,
      processes: null,
    });
  });

  it('waits for the end', () => {
    assert.equal(parseKeeperReport('event oom_kill 3\npeak 1048'), undefined);
  });
});
