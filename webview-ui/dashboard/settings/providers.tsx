import type { ConnectionTest, ProviderSlice } from '../../../src/protocol/dashboard/settings-slice.ts';
import type { Send } from '../dashboard-host.ts';
import { Icon } from '../parts/icon.tsx';
import { visibleText } from '../parts/visible-text.ts';

interface ProvidersProps {
  readonly providers: readonly ProviderSlice[];
  readonly send: Send;
}

/** Whose models can be asked: the last characters of each key, and whether it works. */
export function Providers({ providers, send }: ProvidersProps) {
  return (
    <section aria-labelledby="providers">
      <h2 id="providers">Providers</h2>
      <ul className="providers">
        {providers.map(({ id, title, keyFrom, maskedKey, needsKey, test }) => (
          <li key={id}>
            <div className="provider-name">
              <strong>{title}</strong>
              <span className="quiet">
                {keyFrom === null
                  ? needsKey
                    ? 'no key'
                    : 'needs no key'
                  : `key ${maskedKey}, ${places[keyFrom]}`}
              </span>
            </div>
            <TestResult test={test} />
            <div className="actions">
              {needsKey && (
                <vscode-button
                  secondary
                  aria-label={`Set Key of ${title}`}
                  onClick={() => send({ type: 'key.set' })}
                >
                  Set Key
                </vscode-button>
              )}
              <vscode-button
                secondary
                disabled={test.status === 'testing'}
                aria-label={`Test ${title}`}
                onClick={() => send({ type: 'connection.test', provider: id })}
              >
                Test
              </vscode-button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function TestResult({ test: { status, detail } }: { readonly test: ConnectionTest }) {
  const { icon, title, chip } = results[status];
  return (
    <p className={`test chip-${chip}`} role="status">
      {icon !== '' && <Icon name={icon} />} {title} {visibleText(detail)}
    </p>
  );
}

const results: Readonly<Record<ConnectionTest['status'], { icon: string; title: string; chip: string }>> = {
  untested: { icon: '', title: '', chip: 'paused' },
  testing: { icon: 'sync', title: 'Testing…', chip: 'working' },
  ok: { icon: 'pass', title: 'Answers.', chip: 'completed' },
  missing: { icon: 'circle-slash', title: 'Not set up:', chip: 'paused' },
  broken: { icon: 'error', title: 'Does not work:', chip: 'failed' },
};

const places = { 'secret-storage': 'in the secret storage', environment: 'of the environment' } as const;
