import type { NodeSlice, StepSlice, VisitSlice } from '../../../src/protocol/dashboard/dashboard-slices.ts';
import { formatCost, formatCount, formatDuration } from '../../frame/format-amounts.ts';
import { statusWords } from '../../frame/status-words.ts';
import type { Send } from '../dashboard-host.ts';
import { Loading } from '../parts/empty-tab.tsx';
import { Icon } from '../parts/icon.tsx';
import { visibleText } from '../parts/visible-text.ts';
import { nodeTitle } from './describe-node.ts';

interface NodeDetailProps {
  readonly nodeId: string;
  /** Undefined until it is known. */
  readonly slice: NodeSlice | undefined;
  readonly send: Send;
}

/** What went into a node and what came out, visit by visit, the last one open. */
export function NodeDetail({ nodeId, slice, send }: NodeDetailProps) {
  return (
    <aside className="node-detail" aria-labelledby="node-title">
      <header>
        <h2 id="node-title">{nodeTitle(nodeId)}</h2>
        <button
          type="button"
          className="icon-button"
          aria-label="Close details"
          onClick={() => send({ type: 'node.show', nodeId: null })}
        >
          <Icon name="close" />
        </button>
      </header>
      {slice === undefined ? <Loading what="the details" /> : <Visits slice={slice} send={send} />}
    </aside>
  );
}

function Visits({ slice: { visits }, send }: { readonly slice: NodeSlice; readonly send: Send }) {
  if (visits.length === 0) return <p className="quiet">The run was not here.</p>;
  return visits.map((visit, index) => (
    <details key={visit.visit} open={index === visits.length - 1}>
      <summary>
        Visit {visit.visit}: {statusWords[visit.outcome]}, {formatDuration(visit.durationMs)}
      </summary>
      <Visit visit={visit} send={send} />
    </details>
  ));
}

function Visit({ visit, send }: { readonly visit: VisitSlice; readonly send: Send }) {
  const { agent, model, reason, inputTokens, outputTokens, costUsd, prompt, input, output, steps, attempt } =
    visit;
  return (
    <>
      {model !== null && (
        <dl className="facts-list">
          <dt>Agent</dt>
          <dd>{agent}</dd>
          <dt>Model</dt>
          <dd>
            {visibleText(model)} <span className="quiet">{reason}</span>
          </dd>
          <dt>Tokens</dt>
          <dd>
            {formatCount(inputTokens)} in, {formatCount(outputTokens)} out, {formatCost(costUsd)}
          </dd>
        </dl>
      )}
      {attempt !== null && (
        <vscode-button secondary onClick={() => send({ type: 'attempt.show', attempt })}>
          Show Output of Attempt {attempt}
        </vscode-button>
      )}
      <TextBlock title="Input" text={input} isOpen />
      <TextBlock title="Output" text={output} isOpen />
      {steps.length > 0 && (
        <>
          <h3>Answers</h3>
          <ol className="steps">
            {steps.map((step, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added at the end
              <Step key={index} step={step} />
            ))}
          </ol>
        </>
      )}
      <TextBlock title="Prompt" text={prompt} isOpen={false} />
    </>
  );
}

function Step({ step: { text, calls } }: { readonly step: StepSlice }) {
  return (
    <li>
      {text !== '' && <p className="said">{visibleText(text)}</p>}
      {calls.map((call, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the calls of an answer never change
        <details key={index} className={call.isError ? 'call call-error' : 'call'}>
          <summary>
            <Icon name={call.isError ? 'error' : 'tools'} /> {visibleText(call.tool)}
            {call.isError && ' (refused)'}
          </summary>
          <TextBlock title="Arguments" text={call.arguments} isOpen />
          <TextBlock title="Result" text={call.result} isOpen />
        </details>
      ))}
    </li>
  );
}

interface TextBlockProps {
  readonly title: string;
  readonly text: string;
  readonly isOpen: boolean;
}

function TextBlock({ title, text, isOpen }: TextBlockProps) {
  if (text === '') return null;
  return (
    <details open={isOpen}>
      <summary>{title}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse */}
      <pre className="text-block" tabIndex={0}>
        {visibleText(text)}
      </pre>
    </details>
  );
}
