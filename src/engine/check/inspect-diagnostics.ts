import { type ChangeSet, changeAt, changeSetOf } from '../change/change-set.ts';
import type { Inspection } from '../ports/diagnostics.ts';
import type { RunContext } from '../run/run-context.ts';
import type { PhaseServices } from '../run/run-ports.ts';
import { compareDiagnostics } from '../symptoms/compare-diagnostics.ts';
import type { DiagnosticsEvidence } from '../symptoms/diagnostics-evidence.ts';
import { findSuppressions } from '../symptoms/find-suppressions.ts';
import type { Check } from './check.ts';

export type DiagnosticsVerdict =
  | { readonly kind: 'judged'; readonly evidence: DiagnosticsEvidence }
  /** A full sentence. */
  | { readonly kind: 'unable'; readonly reason: string };

/** What language servers say of the run's change set; null where the run is not about problems that they show. */
export async function judgeDiagnostics(
  context: RunContext,
  services: PhaseServices,
  signal: AbortSignal,
): Promise<DiagnosticsVerdict | null> {
  if (context.reproduction?.diagnostics !== 'shown') return null;
  const { changeSet } = context;
  const inspection = await inspect(context, changeSet, { services, signal });
  if (inspection.kind === 'unable') return inspection;
  const targets = context.request.symptoms?.targets ?? [];
  const { unseen, remaining, added } = compareDiagnostics({ targets, ...inspection, changeSet });
  if (unseen.length > 0) return { kind: 'unable', reason: notShown };
  const silenced = findSuppressions(changeSet, services.store.contents);
  return {
    kind: 'judged',
    evidence: {
      targets: targets.length,
      remaining: remaining.slice(0, maxKept),
      added: added.slice(0, maxKept),
      silenced: silenced.slice(0, maxKept),
    },
  };
}

/** Whether language servers show the problems in the untouched workspace too, and if not, why: a full sentence. */
export async function canJudgeDiagnostics(
  context: RunContext,
  services: PhaseServices,
  signal: AbortSignal,
): Promise<{ readonly isShown: boolean; readonly note: string }> {
  const untouched = changeSetOf({}, services.store.contents);
  const inspection = await inspect(context, untouched, { services, signal });
  if (inspection.kind === 'unable') return { isShown: false, note: inspection.reason };
  const targets = context.request.symptoms?.targets ?? [];
  const { unseen } = compareDiagnostics({ targets, ...inspection, changeSet: untouched });
  return unseen.length === 0 ? { isShown: true, note: '' } : { isShown: false, note: notShown };
}

/** What decides where there is no command: the words stand where a command would. */
export async function editorCheck(
  { workspace }: Pick<PhaseServices, 'workspace'>,
  language: Check['language'],
  signal: AbortSignal,
): Promise<Check> {
  const paths = (await workspace.list(signal)).map(({ path }) => path);
  return {
    command: 'the problems that the editor shows',
    source: 'editor',
    language,
    protectedPaths: paths.filter(path => serverSettings.test(path)),
  };
}

// With these a server can be told to look away.
const serverSettings =
  /(?:^|\/)(?:[tj]sconfig[^/]*\.json|\.eslintrc[^/]*|\.eslintignore|eslint\.config\.[^/]+|biome\.jsonc?|pyrightconfig\.json|mypy\.ini|\.?ruff\.toml|\.pylintrc|\.flake8|setup\.cfg|tox\.ini|\.golangci\.ya?ml|clippy\.toml)$/u;

async function inspect(
  { request }: RunContext,
  changeSet: ChangeSet,
  { services, signal }: { readonly services: PhaseServices; readonly signal: AbortSignal },
): Promise<Inspection> {
  const { diagnostics, workspace } = services;
  const { targets = [], others = [] } = request.symptoms ?? {};
  if (diagnostics === undefined) return { kind: 'unable', reason: noEditor };
  const deleted = Object.keys(changeSet.files).filter(path => changeAt(changeSet, path)?.next === null);
  const paths = others.map(({ path }) => path).filter(path => !deleted.includes(path));
  return diagnostics.inspect({ workspace, changeSet, targets, paths: [...new Set(paths)] }, signal);
}

const noEditor = 'There is no editor here whose language servers could look at a change.';
const notShown =
  'The language servers do not show the problem in a copy of the workspace, so they cannot judge a change before it is accepted.';
const maxKept = 50;
