import assert from 'node:assert/strict';
import { parseOutOfMemoryKills } from './out-of-memory-kills.ts';

describe('parseOutOfMemoryKills', () => {
  it('reads the counter of cgroup v1', () => {
    assert.equal(parseOutOfMemoryKills('oom_kill_disable 0\nunder_oom 0\noom_kill 3\n'), 3);
  });

  it('reads the counter of cgroup v2', () => {
    assert.equal(parseOutOfMemoryKills('low 0\nhigh 0\nmax 41\noom 2\noom_kill 1\noom_group_kill 0\n'), 1);
  });

  it('says so when there is none', () => {
    assert.equal(parseOutOfMemoryKills('oom_kill_disable 0\n'), undefined);
  });
});
