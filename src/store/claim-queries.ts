import type { ProcessIdentity } from './process-identity.ts';
import { Query } from './query.ts';
import { queryBuilder } from './query-builder.ts';

type Claim = ProcessIdentity & { readonly runId: string };

export const selectClaim = new Query(({ runId }: Pick<Claim, 'runId'>) =>
  queryBuilder.selectFrom('claims').select(['pid', 'birth']).where('runId', '=', runId),
);

export const replaceClaim = new Query(({ runId, pid, birth }: Claim) =>
  queryBuilder.replaceInto('claims').values({ runId, pid, birth }),
);

export const deleteClaim = new Query(({ runId, pid, birth }: Claim) =>
  queryBuilder
    .deleteFrom('claims')
    .where('runId', '=', runId)
    .where('pid', '=', pid)
    .where('birth', '=', birth),
);
