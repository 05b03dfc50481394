import type { ProcessIdentity } from './process-identity.ts';
import { Query } from './query.ts';
import { queryBuilder } from './query-builder.ts';

/** Whoever works at a run: a process, and which of the stores that it has opened. */
export interface ClaimHolder extends ProcessIdentity {
  readonly holder: string;
}

type Claim = ClaimHolder & { readonly runId: string };

export const selectClaim = new Query(({ runId }: Pick<Claim, 'runId'>) =>
  queryBuilder.selectFrom('claims').select(['pid', 'birth', 'holder']).where('runId', '=', runId),
);

export const replaceClaim = new Query(({ runId, pid, birth, holder }: Claim) =>
  queryBuilder.replaceInto('claims').values({ runId, pid, birth, holder }),
);

export const deleteClaim = new Query(({ runId, holder }: Pick<Claim, 'runId' | 'holder'>) =>
  queryBuilder.deleteFrom('claims').where('runId', '=', runId).where('holder', '=', holder),
);

export const deleteClaimsOf = new Query(({ holder }: Pick<Claim, 'holder'>) =>
  queryBuilder.deleteFrom('claims').where('holder', '=', holder),
);
