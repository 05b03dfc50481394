import { lazy, Suspense } from 'react';
import type { CostSlice } from '../../../src/protocol/dashboard/dashboard-slices.ts';
import { spendingDays } from '../../../src/protocol/dashboard/place.ts';
import { useSlice } from '../../frame/use-slice.ts';
import type { TabProps } from '../dashboard-host.ts';
import { EmptyTab, Loading } from '../parts/empty-tab.tsx';
import { RadioGroup } from '../parts/radio-group.tsx';
import { Caps } from './caps.tsx';
import { GroupTable } from './group-table.tsx';
import { Provenance } from './provenance.tsx';

const CostChart = lazy(() => import('./cost-chart.tsx').then(({ CostChart: found }) => ({ default: found })));

/** What models have cost: by day, model and agent, against the caps, with how each figure is known. */
export function CostTab({ host }: TabProps) {
  const cost = useSlice(host, 'cost');
  const place = useSlice(host, 'place');
  if (cost === undefined || place === undefined) return <Loading what="the ledger" />;
  return (
    <>
      <RadioGroup
        legend="Time"
        name="days"
        value={place.days}
        choices={spendingDays.map(value => ({ value, title: `${value} days` }))}
        onChoose={days => host.send({ type: 'cost.show', days })}
      />
      <Caps caps={cost.caps} />
      {cost.total.calls === 0 ? (
        <EmptyTab icon="graph" title="No model was asked in this time">
          <p>Every model call is written down here with its tokens and its cost, before it is sent.</p>
        </EmptyTab>
      ) : (
        <Spending cost={cost} />
      )}
    </>
  );
}

function Spending({ cost }: { readonly cost: CostSlice }) {
  const { total, pricesOf, byDay, byModel, byAgent } = cost;
  const parts = [
    { title: 'By day', name: 'Day', groups: byDay, charted: byDay.toReversed() },
    { title: 'By model', name: 'Model', groups: byModel, charted: byModel },
    { title: 'By agent', name: 'Agent', groups: byAgent, charted: byAgent },
  ];
  return (
    <>
      <Provenance total={total} pricesOf={pricesOf} />
      <Suspense fallback={<Loading what="the charts" />}>
        {parts.map(({ title, name, groups, charted }) => (
          <section key={title} aria-label={title} className="spending">
            <h2>{title}</h2>
            <div className="spending-body">
              <CostChart groups={charted} isTime={name === 'Day'} />
              <GroupTable name={name} title={title} groups={groups} />
            </div>
          </section>
        ))}
      </Suspense>
    </>
  );
}
