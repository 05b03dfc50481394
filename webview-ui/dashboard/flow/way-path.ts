import type { Point } from './attach-ways.ts';

/**
 * A smooth line through the room between nodes, as the `d` of an SVG path: a quadratic B-spline, which stays within
 * the corners it is given, and begins and ends at the first and the last.
 */
export function wayPath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest.pop();
  if (first === undefined || last === undefined) return '';
  const curves = rest.map(
    (corner, index) => `Q${text(corner)} ${text(middle(corner, rest[index + 1] ?? last))}`,
  );
  return [`M${text(first)}`, ...curves, `L${text(last)}`].join(' ');
}

function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

function text({ x, y }: Point): string {
  return `${Math.round(x)},${Math.round(y)}`;
}
