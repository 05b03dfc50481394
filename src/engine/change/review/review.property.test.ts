import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createMemoryRunStore } from '../../../../test/fakes/memory-run-store.ts';
import { createMemoryWorkspace } from '../../../../test/fakes/memory-workspace.ts';
import { hashBytes } from '../../../store/content-hash.ts';
import { changeSetOf, type FileChange } from '../change-set.ts';
import { encodeText } from '../text-content.ts';
import { byteLines, bytesOfLines } from './byte-lines.ts';
import { composeFile } from './compose-file.ts';
import { decideHunks, type HunkOrder } from './decide-hunks.ts';
import { type Decisions, noDecisions, settled } from './decisions.ts';
import { proposeFiles } from './file-proposal.ts';
import { lineChanges } from './line-change.ts';
import { mergeThreeWays } from './merge-three-ways.ts';
import { planDecision } from './plan-decision.ts';

const { contents } = createMemoryRunStore(hashBytes);

/** Few different lines, so that texts have much in common; all kinds of line ends, marks and bytes. */
const line = fc.tuple(
  fc.constantFrom('a', 'b', 'c', '', '  d', 'grüße', '\u2028', '}'),
  fc.constantFrom('\n', '\n', '\r\n', '\r'),
);
const text = fc
  .tuple(fc.constantFrom('', '\uFEFF'), fc.array(line, { maxLength: 12 }), fc.constantFrom('', '', 'no end'))
  .map(([mark, lines, end]) => encodeText(mark + lines.flat().join('') + end));
const bytes = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 30 }) },
);
const file = fc.option(bytes, { nil: null });
const paths = ['a.py', 'b.py', 'c.bin', 'd/e.ts'] as const;
const tree = fc.tuple(...paths.map(() => fc.tuple(file, file, fc.boolean())));

type Tree = readonly (readonly [Uint8Array | null, Uint8Array | null, boolean])[];

const hashOf = (content: Uint8Array | null) => (content === null ? null : contents.put(content));

/** A change of these files; one that is deleted may have moved to a new one. */
function changeOf(files: Tree) {
  const changes = files.map(([base, next, executable], index): [string, FileChange] => [
    paths[index] ?? '',
    { base: hashOf(base), next: hashOf(next), executable },
  ]);
  const gone = changes.find(([, { base, next }]) => base !== null && next === null)?.[0];
  const moved = changes.map(([path, change]): [string, FileChange] =>
    gone !== undefined && change.base === null && change.next !== null
      ? [path, { ...change, movedFrom: gone }]
      : [path, change],
  );
  return changeSetOf(Object.fromEntries(moved), contents);
}

async function decideIn(
  files: ReturnType<typeof proposeFiles>,
  start: Readonly<Record<string, string>>,
  orders: readonly HunkOrder[],
): Promise<ReadonlyMap<string, string>> {
  const workspace = createMemoryWorkspace(start);
  let decisions: Decisions = noDecisions;
  for (const order of orders) {
    const pending = decideHunks(files, decisions, order);
    const plan = await planDecision({ files, decisions, pending }, { workspace, contents });
    await workspace.apply(plan.operations);
    decisions = { ...settled(decisions, pending), applied: plan.applied };
  }
  return new Map([...workspace.files].sort());
}

describe('hunks of any files', () => {
  it('are bytes again, whatever the encoding, line ends or mark', () => {
    fc.assert(
      fc.property(bytes, content => {
        assert.deepEqual(bytesOfLines(byteLines(content)), Uint8Array.from(content));
      }),
    );
  });

  it('make exactly the proposed content when all are taken, and exactly the original when none is', () => {
    fc.assert(
      fc.property(tree, files => {
        const changeSet = changeOf(files);
        for (const proposal of proposeFiles(changeSet, {}, contents)) {
          assert.ok(proposal.hunks.length > 0, 'a proposal without a hunk');
          for (const { path, hash } of composeFile(proposal, () => true, contents)) {
            assert.equal(hash, changeSet.files[path]?.next, `${path} with all hunks`);
          }
          for (const { path, hash } of composeFile(proposal, () => false, contents)) {
            assert.equal(hash, changeSet.files[path]?.base, `${path} without any`);
          }
        }
      }),
    );
  });

  it('never share an id, and never name a line twice', () => {
    fc.assert(
      fc.property(tree, files => {
        const hunks = proposeFiles(changeOf(files), {}, contents).flatMap(proposal => proposal.hunks);
        assert.equal(new Set(hunks.map(({ id }) => id)).size, hunks.length);
      }),
    );
  });

  it('give the same files in whatever order, and with whatever second thoughts, they are decided', async () => {
    const textTree = fc.tuple(
      ...paths.map(() => fc.tuple(fc.option(text, { nil: null }), text, fc.boolean())),
    );
    await fc.assert(
      fc.asyncProperty(textTree, fc.infiniteStream(fc.nat()), async (files, numbers) => {
        const draw = (below: number) => Number(numbers.next().value) % below;
        const proposals = proposeFiles(changeOf(files), {}, contents);
        const ids = proposals.flatMap(({ hunks }) => hunks.map(({ id }) => id));
        const final = new Map(ids.map(id => [id, draw(2) === 0]));
        const start = Object.fromEntries(
          files.flatMap(([base], index) =>
            base ? [[paths[index] ?? '', new TextDecoder('utf-8', { ignoreBOM: true }).decode(base)]] : [],
          ),
        );
        const say = (id: string, yes: boolean): HunkOrder => (yes ? { accept: [id] } : { reject: [id] });
        const straight = ids.map(id => say(id, final.get(id) === true));
        const winding = [...ids]
          .sort(() => draw(3) - 1)
          .flatMap(id => [say(id, draw(2) === 0), { reopen: [id] }, say(id, final.get(id) === true)]);
        assert.deepEqual(
          await decideIn(proposals, start, winding),
          await decideIn(proposals, start, straight),
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe('changes between two texts', () => {
  const lines = fc.array(fc.constantFrom('a\n', 'b\n', 'c\n', '\n'), { maxLength: 30 });

  it('turn the one into the other, and leave an equal line between any two', () => {
    fc.assert(
      fc.property(lines, lines, (base, next) => {
        const made: string[] = [];
        let at = 0;
        for (const change of lineChanges(base, next)) {
          assert.ok(made.length === 0 || change.baseStart > at, 'two changes touch');
          made.push(...base.slice(at, change.baseStart));
          assert.equal(made.length, change.nextStart);
          made.push(...next.slice(change.nextStart, change.nextStart + change.nextCount));
          at = change.baseStart + change.baseCount;
        }
        assert.deepEqual([...made, ...base.slice(at)], next);
      }),
    );
  });
});

describe('a merge of three texts', () => {
  const lines = fc.array(fc.constantFrom('a\n', 'b\n', 'c\n', '\n'), { maxLength: 12 });

  it('takes the side that has changed anything', () => {
    fc.assert(
      fc.property(lines, lines, (base, other) => {
        assert.deepEqual(mergeThreeWays({ base, mine: other, theirs: base }).lines, other);
        assert.deepEqual(mergeThreeWays({ base, mine: base, theirs: other }).lines, other);
        assert.deepEqual(mergeThreeWays({ base, mine: other, theirs: other }), {
          lines: other,
          conflicts: 0,
        });
      }),
    );
  });

  it('lets no line of the person’s own disappear', () => {
    fc.assert(
      fc.property(
        lines,
        fc.array(fc.tuple(fc.nat(12), fc.nat(3)), { maxLength: 4 }),
        lines,
        (base, inserts, theirs) => {
          const mine: string[] = [...base];
          for (const [at, name] of inserts) mine.splice(Math.min(at, mine.length), 0, `mine ${at} ${name}\n`);
          const { lines: merged } = mergeThreeWays({ base, mine, theirs });
          const own = mine.filter(each => each.startsWith('mine'));
          assert.deepEqual(
            merged.filter(each => each.startsWith('mine')),
            own,
          );
        },
      ),
    );
  });

  it('keeps both sides of a conflict, between marks', () => {
    const merged = mergeThreeWays({ base: ['a\n', 'b'], mine: ['a\n', 'mine'], theirs: ['a\n', 'theirs'] });
    assert.deepEqual(merged, {
      lines: ['a\n', '<<<<<<< Yours\n', 'mine\n', '=======\n', 'theirs\n', '>>>>>>> CodeForge\n'],
      conflicts: 1,
    });
  });
});
