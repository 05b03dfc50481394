import type { ComponentType } from 'react';
import type { DashboardTab } from '../../src/protocol/dashboard/place.ts';
import { ConnectionGate } from '../frame/connection-gate.tsx';
import { useSlice } from '../frame/use-slice.ts';
import { BenchmarksTab } from './benchmarks/benchmarks-tab.tsx';
import { CostTab } from './cost/cost-tab.tsx';
import type { DashboardHost, TabProps } from './dashboard-host.ts';
import { FlowTab } from './flow/flow-tab.tsx';
import { HistoryTab } from './history/history-tab.tsx';
import { TabBar } from './parts/tab-bar.tsx';
import { Trouble } from './parts/trouble.tsx';
import { SettingsTab } from './settings/settings-tab.tsx';
import { TerminalTab } from './terminal/terminal-tab.tsx';

/** The whole dashboard: a bar of tabs, and the tab in sight. */
export function Dashboard({ host }: { readonly host: DashboardHost }) {
  return (
    <ConnectionGate host={host}>
      <DashboardBody host={host} />
    </ConnectionGate>
  );
}

function DashboardBody({ host }: { readonly host: DashboardHost }) {
  const place = useSlice(host, 'place');
  const trouble = useSlice(host, 'trouble');
  if (place === undefined) return null;
  const { Content } = tabs[place.tab];
  return (
    <main>
      <h1 className="visually-hidden">CodeForge Dashboard</h1>
      <TabBar
        name="Dashboard"
        chosen={place.tab}
        tabs={Object.entries(tabs).map(([id, tab]) => ({
          id: id as DashboardTab,
          title: tab.title,
          icon: tab.icon,
        }))}
        panelId="tab-panel"
        onChoose={tab => host.send({ type: 'tab.show', tab })}
      />
      <section
        id="tab-panel"
        role="tabpanel"
        aria-labelledby={`tab-${place.tab}`}
        className={`tab-panel tab-${place.tab}`}
      >
        {trouble === undefined ? <Content host={host} /> : <Trouble trouble={trouble} send={host.send} />}
      </section>
    </main>
  );
}

interface Tab {
  readonly title: string;
  /** Of the codicons. */
  readonly icon: string;
  readonly Content: ComponentType<TabProps>;
}

const tabs: Readonly<Record<DashboardTab, Tab>> = {
  flow: { title: 'Flow', icon: 'type-hierarchy-sub', Content: FlowTab },
  terminal: { title: 'Terminal', icon: 'terminal', Content: TerminalTab },
  cost: { title: 'Cost', icon: 'graph', Content: CostTab },
  history: { title: 'History', icon: 'history', Content: HistoryTab },
  settings: { title: 'Settings', icon: 'settings-gear', Content: SettingsTab },
  benchmarks: { title: 'Benchmarks', icon: 'dashboard', Content: BenchmarksTab },
};
