/** Where a box lies, in pixels; its corner on the upper left. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A way between two boxes; its corners are those between its ends. */
export interface LedWay {
  readonly from: string;
  readonly to: string;
  readonly corners: readonly Point[];
}

/**
 * The points of each way with its ends on the sides of its boxes: to the right of the box it leaves and to the left of
 * the one it enters, or the other way around where it leads back. The ways on one side lie apart, in the order of
 * where they lead, so that none crosses another there.
 */
export function attachWays(
  ways: readonly LedWay[],
  boxes: ReadonlyMap<string, Box>,
): readonly (readonly Point[])[] {
  const boxOf = (id: string): Box => {
    const box = boxes.get(id);
    if (box === undefined) throw new Error(`A way leads to ${id}, which is not drawn.`);
    return box;
  };
  const ends = ways.map(({ from, to, corners }): readonly [End, End] => {
    const isForward = boxOf(to).x >= boxOf(from).x;
    return [
      { id: from, isRight: isForward, next: corners[0] ?? middleOf(boxOf(to)) },
      { id: to, isRight: !isForward, next: corners.at(-1) ?? middleOf(boxOf(from)) },
    ];
  });
  const places = new Map<End, Point>();
  for (const side of Map.groupBy(ends.flat(), ({ id, isRight }) => JSON.stringify([id, isRight])).values()) {
    for (const [index, end] of side.toSorted((a, b) => a.next.y - b.next.y).entries()) {
      const { x, y, width, height } = boxOf(end.id);
      places.set(end, { x: end.isRight ? x + width : x, y: y + (height * (index + 1)) / (side.length + 1) });
    }
  }
  return ways.map(({ corners }, index) => {
    const [start, finish] = (ends[index] ?? []).map(end => places.get(end));
    return [start, ...corners, finish].filter(point => point !== undefined);
  });
}

/** One end of a way, on one side of a box, and the point that its line goes on to. */
interface End {
  readonly id: string;
  readonly isRight: boolean;
  readonly next: Point;
}

function middleOf({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}
