import type { SpendingPeriods } from '../ports/run-store.ts';

/** When the day and the month of this moment began, by the calendar of the place where the program runs. */
export function periodsAt(at: number): SpendingPeriods {
  const date = new Date(at);
  const [year, month] = [date.getFullYear(), date.getMonth()];
  return { day: dayBegin(year, month, date.getDate()), month: dayBegin(year, month, 1) };
}

/** When the day began that lies so many days before that of this moment. Days of 23 and 25 hours are days too. */
export function daysBefore(at: number, days: number): number {
  const date = new Date(at);
  return dayBegin(date.getFullYear(), date.getMonth(), date.getDate() - days);
}

/** `2026-11-26`, in local time. */
export function dayOf(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function dayBegin(year: number, month: number, day: number): number {
  return new Date(year, month, day).getTime();
}
