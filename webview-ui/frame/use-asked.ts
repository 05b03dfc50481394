import { useState } from 'react';
import { type Asked, askFor, hearTold, shownValue } from './asked.ts';

/**
 * A value that the host owns and a person changes: what to show, and how to ask for another. Until the host tells it,
 * what was asked for is shown, so that the next key or click goes on from there, and not from what was.
 */
export function useAsked<T extends string | number | boolean>(told: T): readonly [T, (value: T) => void] {
  const [asked, setAsked] = useState<Asked<T>>({ told, open: [] });
  const heard = hearTold(asked, told);
  if (heard !== asked) setAsked(heard);
  return [shownValue(heard), value => setAsked(before => askFor(before, value))];
}
