import type { SettingField, SettingGroup } from '../../../src/protocol/dashboard/settings-slice.ts';
import { useSlice } from '../../frame/use-slice.ts';
import type { Send, TabProps } from '../dashboard-host.ts';
import { Loading } from '../parts/empty-tab.tsx';
import { Providers } from './providers.tsx';
import { SettingRow } from './setting-row.tsx';
import { TierScale } from './tier-scale.tsx';

/** Keys, tiers and limits: the settings of VS Code itself, with what they mean drawn. */
export function SettingsTab({ host }: TabProps) {
  const settings = useSlice(host, 'settings');
  if (settings === undefined) return <Loading what="the settings" />;
  return (
    <>
      <Providers providers={settings.providers} send={host.send} />
      {settings.groups.map(group => (
        <Group key={group.id} group={group} send={host.send} />
      ))}
      <p>
        <vscode-button secondary onClick={() => host.send({ type: 'settings.open', id: '' })}>
          All Settings of CodeForge
        </vscode-button>
      </p>
    </>
  );
}

function Group({ group: { id, fields }, send }: { readonly group: SettingGroup; readonly send: Send }) {
  return (
    <section aria-labelledby={`group-${id}`} className="setting-group">
      <h2 id={`group-${id}`}>{groupTitles[id]}</h2>
      {id === 'tiers' && <TierScale {...thresholdsIn(fields)} />}
      {fields.map(field => (
        <SettingRow key={field.id} field={field} send={send} />
      ))}
    </section>
  );
}

function thresholdsIn(fields: readonly SettingField[]) {
  const numberOf = (id: string) => Number(fields.find(field => field.id === id)?.value ?? 0);
  const modelsOf = (tier: string) => {
    const value = fields.find(({ id }) => id === `tiers.${tier}`)?.value;
    return Array.isArray(value) ? value.map(String) : [];
  };
  return {
    simpleBelow: numberOf('complexity.simpleBelow'),
    hardAbove: numberOf('complexity.hardAbove'),
    models: { simple: modelsOf('simple'), medium: modelsOf('medium'), hard: modelsOf('hard') },
  };
}

const groupTitles: Readonly<Record<SettingGroup['id'], string>> = {
  tiers: 'Models and tiers',
  limits: 'Limits of a run',
  sandbox: 'Sandbox',
};
