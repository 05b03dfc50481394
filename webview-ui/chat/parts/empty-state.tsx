import type { ChatHost } from '../chat-host.ts';

/** Before the first run: what this is, and the three steps to see it work. */
export function EmptyState({ send }: Pick<ChatHost, 'send'>) {
  return (
    <section aria-labelledby="welcome" className="welcome">
      <h2 id="welcome">State a task, get a change that has run</h2>
      <p>
        Agents plan and write the change, run your check in a sandbox, and repair what fails. You see a diff
        that ran green. <strong>No file is touched until you accept it.</strong>
      </p>
      <ol className="steps">
        <li>
          <span>Choose a model: set a key, or start Ollama on this machine.</span>
          <vscode-button secondary block onClick={() => send({ type: 'key.set' })}>
            Set API Key
          </vscode-button>
        </li>
        <li>
          <span>Open the file it is about, and select lines if you like: they go along.</span>
        </li>
        <li>
          <span>Say in a sentence or two what shall be done.</span>
          <vscode-button block onClick={() => send({ type: 'task.solve' })}>
            Solve Task
          </vscode-button>
        </li>
      </ol>
    </section>
  );
}
