import { attacks } from './attacks.contract.ts';
import type { Cheat } from './cheat.contract.ts';
import { equalObjects, exitsAtLoad, exitsInCall } from './early-exits.contract.ts';
import { forgeries } from './forgeries.contract.ts';
import { patches } from './patches.contract.ts';
import { snoops } from './snoops.contract.ts';

export const cheats: readonly Cheat[] = [
  ...exitsAtLoad,
  ...exitsInCall,
  ...equalObjects,
  ...patches,
  ...snoops,
  ...forgeries,
  ...attacks,
];
