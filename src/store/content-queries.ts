import { Query } from './query.ts';
import { queryBuilder } from './query-builder.ts';

interface ByHash {
  readonly hash: string;
}

// Another process may put the same bytes between the question and the insertion.
export const insertContent = new Query(({ hash, bytes }: ByHash & { readonly bytes: Uint8Array }) =>
  queryBuilder
    .insertInto('contents')
    .values({ hash, bytes })
    .onConflict(conflict => conflict.doNothing()),
);

export const selectContent = new Query(({ hash }: ByHash) =>
  queryBuilder.selectFrom('contents').select('bytes').where('hash', '=', hash),
);

export const selectPresence = new Query(({ hash }: ByHash) =>
  queryBuilder.selectFrom('contents').select('hash').where('hash', '=', hash),
);
