import type { StartAction } from '../../src/protocol/chat/chat-messages.ts';
import type { StartSlice } from '../../src/protocol/chat/chat-slices.ts';
import type { ChatHost } from './chat-host.ts';

interface WelcomeProps extends Pick<ChatHost, 'send'> {
  readonly start: StartSlice;
}

/** Before the first run: what this is, and what still lacks for one. */
export function Welcome({ start, send }: WelcomeProps) {
  const act = (action: StartAction) => send({ type: 'start.act', action });
  return (
    <section aria-labelledby="welcome" className="welcome">
      <h2 id="welcome">State a task, get a change that has run</h2>
      <p>
        Agents plan and write the change, run your check in a sandbox, and repair what fails. You see a diff
        that ran green. <strong>No file is touched until you accept it.</strong>
      </p>
      <FirstStep start={start} act={act} />
      <p className="quiet">
        Type what shall be done below. <kbd>@</kbd> points at a file, the selection or the problems.
      </p>
      <div className="actions">
        <vscode-button secondary onClick={() => act('walkthrough')}>
          Open the Walkthrough
        </vscode-button>
      </div>
    </section>
  );
}

interface FirstStepProps {
  readonly start: StartSlice;
  readonly act: (action: StartAction) => void;
}

/** The next thing that lacks; without a model there is the sample, which needs none. */
function FirstStep({ start: { hasFolder, isTrusted, model }, act }: FirstStepProps) {
  if (model === 'missing' || !hasFolder) {
    return (
      <>
        <p>
          {hasFolder
            ? 'There is no model to ask yet. See a recorded session first, which needs no key, or set a key, or start Ollama on this machine.'
            : 'No folder is open. See a recorded session first, which needs no key, or open the folder that holds your code.'}
        </p>
        <div className="actions actions-down">
          <vscode-button onClick={() => act('sample')}>Try the Sample</vscode-button>
          {!hasFolder && (
            <vscode-button secondary onClick={() => act('folder')}>
              Open Folder
            </vscode-button>
          )}
          <vscode-button secondary onClick={() => act('key')}>
            Set API Key
          </vscode-button>
          <vscode-button secondary onClick={() => act('ollama')}>
            Get Ollama
          </vscode-button>
        </div>
      </>
    );
  }
  if (!isTrusted) {
    return (
      <>
        <p>This folder is not trusted. Solving a task reads and runs what is in it.</p>
        <div className="actions">
          <vscode-button onClick={() => act('trust')}>Manage Trust</vscode-button>
        </div>
      </>
    );
  }
  if (model === 'looking') return <p className="quiet">Looking for models…</p>;
  return null;
}
