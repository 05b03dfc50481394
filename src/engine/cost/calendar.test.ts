import assert from 'node:assert/strict';
import { dayOf, daysBefore, periodsAt } from './calendar.ts';

describe('the calendar of the caps', () => {
  const zone = process.env['TZ'];

  beforeEach(() => {
    process.env['TZ'] = 'Europe/Berlin';
  });

  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  it('begins days and months at local midnight', () => {
    // 00:30 on the first of March in Berlin, still February in UTC.
    const at = Date.parse('2026-02-28T23:30:00Z');

    assert.deepEqual(periodsAt(at), {
      day: Date.parse('2026-02-28T23:00:00Z'),
      month: Date.parse('2026-02-28T23:00:00Z'),
    });
    assert.equal(dayOf(at), '2026-03-01');
  });

  it('counts days, not hours, where the clock is changed', () => {
    // Summer time began on the 29th at 2:00: that day had 23 hours.
    const noon = Date.parse('2026-03-30T10:00:00Z');

    assert.equal(daysBefore(noon, 1), Date.parse('2026-03-28T23:00:00Z'));
    assert.equal(daysBefore(noon, 0), Date.parse('2026-03-29T22:00:00Z'));
  });
});
