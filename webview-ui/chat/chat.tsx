import { ConnectionGate } from '../frame/connection-gate.tsx';
import { useSlice } from '../frame/use-slice.ts';
import type { ChatHost } from './chat-host.ts';
import { Composer } from './composer/composer.tsx';
import { ResumableRuns } from './resumable-runs.tsx';
import { Thread } from './thread.tsx';
import { Welcome } from './welcome.tsx';

/** The whole chat: the conversation, or how to begin one, above the input. */
export function Chat({ host }: { readonly host: ChatHost }) {
  return (
    <ConnectionGate host={host}>
      <Conversation host={host} />
      <Composer host={host} />
    </ConnectionGate>
  );
}

function Conversation({ host }: { readonly host: ChatHost }) {
  const thread = useSlice(host, 'thread');
  const start = useSlice(host, 'start');
  const resumable = useSlice(host, 'resumable') ?? [];
  return (
    <main className="conversation">
      {thread !== undefined && thread.total > 0 ? (
        <Thread host={host} thread={thread} />
      ) : (
        start && <Welcome start={start} send={host.send} />
      )}
      {resumable.length > 0 && <ResumableRuns runs={resumable} send={host.send} />}
    </main>
  );
}
