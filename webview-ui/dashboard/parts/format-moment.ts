/** `26 Nov 2026, 14:05`, as this place writes it. Milliseconds since the epoch. */
export function formatMoment(at: number): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

/** `14:05:09.120` */
export function formatClock(at: number): string {
  const time = new Date(at);
  return `${time.toLocaleTimeString(undefined, { hour12: false })}.${String(time.getMilliseconds()).padStart(3, '0')}`;
}
