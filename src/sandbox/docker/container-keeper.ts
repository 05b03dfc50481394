/** What the kernel has counted in a container since it started. */
export interface KeeperReport {
  /** Processes that were killed for want of memory; 0 where the kernel does not count them. */
  readonly outOfMemoryKills: number;
  /** Null where the kernel does not tell: before Linux 5.19 with cgroup v2. Files in the work folder count. */
  readonly peakMemoryMb: number | null;
  /** Processes and threads there are now, the container's own two included; null where nobody counts. */
  readonly processes: number | null;
}

/** The init process, and the keeper. */
export const ownProcesses = 2;

/**
 * A container's first program: for each line it is sent, it prints the kernel's counters. It belongs to
 * another user than programs do and is spoken to through pipes that they cannot open, so they can neither
 * end it nor answer in its place. It starts no process, so it answers also when there may be no more of them.
 * When whoever holds the container is gone, its input ends, and the container with it.
 */
export const keeperCommand = [
  'sh',
  '-c',
  `show() {
  [ -r "$1" ] || return 0
  while IFS= read -r line; do echo "$2 $line"; done < "$1"
}
while read -r _; do
  show /sys/fs/cgroup/memory.events event
  show /sys/fs/cgroup/memory.peak peak
  show /sys/fs/cgroup/pids.current processes
  show /sys/fs/cgroup/memory/memory.oom_control event
  show /sys/fs/cgroup/memory/memory.max_usage_in_bytes peak
  show /sys/fs/cgroup/pids/pids.current processes
  echo .
done`,
];

/** Sent to the keeper, it makes it report. */
export const reportRequest = '\n';

/** Reads what the keeper has printed of cgroup v1 or v2; undefined until the report is whole. */
export function parseKeeperReport(text: string): KeeperReport | undefined {
  if (!/^\.$/mu.test(text)) return undefined;
  const peakBytes = numberIn(text, /^peak (\d+)$/mu);
  return {
    outOfMemoryKills: numberIn(text, /^event oom_kill (\d+)$/mu) ?? 0,
    peakMemoryMb: peakBytes === null ? null : Math.ceil(peakBytes / 1024 / 1024),
    processes: numberIn(text, /^processes (\d+)$/mu),
  };
}

function numberIn(text: string, pattern: RegExp): number | null {
  const [, digits] = pattern.exec(text) ?? [];
  return digits === undefined ? null : Number(digits);
}
