import { useSlice } from '../../frame/use-slice.ts';
import type { TabProps } from '../dashboard-host.ts';
import { Loading } from '../parts/empty-tab.tsx';
import { RunList } from './run-list.tsx';
import { RunPage } from './run-page.tsx';
import { SearchForm } from './search-form.tsx';

/** All runs there have been: a search, a list in pages, and everything about one of them. */
export function HistoryTab({ host }: TabProps) {
  const place = useSlice(host, 'place');
  const history = useSlice(host, 'history');
  const stored = useSlice(host, 'stored');
  if (place === undefined) return null;
  const { search, storedRunId } = place;
  if (storedRunId !== null) {
    if (stored === undefined) return <Loading what="the run" />;
    return <RunPage run={stored} send={host.send} />;
  }
  return (
    <>
      <SearchForm search={search} models={history?.models ?? []} send={host.send} />
      {history === undefined ? (
        <Loading what="the history" />
      ) : (
        <RunList history={history} search={search} send={host.send} />
      )}
    </>
  );
}
