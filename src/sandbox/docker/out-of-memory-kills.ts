/** Prints the kernel's own counters, of cgroup v2 or v1, whichever there is. Programs cannot write to them. */
export const printMemoryEvents =
  'cat /sys/fs/cgroup/memory.events /sys/fs/cgroup/memory/memory.oom_control 2>/dev/null';

/**
 * How many processes the kernel has killed in the container for want of memory, from what
 * `printMemoryEvents` printed. Undefined where no counter was printed.
 */
export function parseOutOfMemoryKills(text: string): number | undefined {
  const [, kills] = /^oom_kill (\d+)$/mu.exec(text) ?? [];
  return kills === undefined ? undefined : Number(kills);
}
