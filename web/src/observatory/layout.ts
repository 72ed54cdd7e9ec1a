import { SHARDS } from './modules.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

const STEPS = 420;

/** Places the shards so that neighbours in the graph of T_2 lie close: springs and repulsion, mirrored by Frobenius. Conjugate curves
 * stand opposite each other, and the five rational ones on the axis. The same picture every time: nothing in it is random. */
export function layout(neighbours: readonly (readonly number[])[], frobenius: readonly number[]): Point[] {
  const x = new Float64Array(SHARDS), y = new Float64Array(SHARDS);
  for (let i = 0; i < SHARDS; i++) {
    const angle = i * 2.399963; // the golden angle: even, and no order to be seen
    const side = frobenius[i] === i ? 0 : i < frobenius[i]! ? -1 : 1;
    const pair = Math.min(i, frobenius[i]!);
    x[i] = side * (0.15 + 0.8 * Math.abs(Math.sin(pair * 2.399963)));
    y[i] = Math.cos(pair === i ? angle : pair * 2.399963);
  }
  for (let step = 0; step < STEPS; step++) {
    const heat = 0.06 * (1 - step / STEPS) ** 1.5;
    const dx = new Float64Array(SHARDS), dy = new Float64Array(SHARDS);
    for (let i = 0; i < SHARDS; i++) {
      for (let j = 0; j < SHARDS; j++) {
        if (i === j)
          continue;
        const ex = x[i]! - x[j]!, ey = y[i]! - y[j]!, d2 = ex * ex + ey * ey + 1e-4;
        dx[i]! += (0.012 * ex) / d2;
        dy[i]! += (0.012 * ey) / d2;
      }
      for (const j of neighbours[i]!) {
        dx[i]! += 0.55 * (x[j]! - x[i]!);
        dy[i]! += 0.55 * (y[j]! - y[i]!);
      }
      dx[i]! -= 0.12 * x[i]!;
      dy[i]! -= 0.12 * y[i]!;
    }
    for (let i = 0; i < SHARDS; i++) {
      const length = Math.hypot(dx[i]!, dy[i]!) || 1;
      const move = Math.min(length, 1) * heat;
      x[i]! += (dx[i]! / length) * move * 2;
      y[i]! += (dy[i]! / length) * move * 2;
    }
    for (let i = 0; i < SHARDS; i++) { // kept mirrored to the last bit
      const j = frobenius[i]!;
      if (j === i)
        x[i] = 0;
      else if (i < j) {
        const mx = (x[j]! - x[i]!) / 2, my = (y[i]! + y[j]!) / 2;
        [x[i], x[j], y[i], y[j]] = [-mx, mx, my, my];
      }
    }
  }
  const rank = (values: Float64Array): number => Math.max(...values.map(Math.abs)) || 1;
  const wide = rank(x), high = rank(y);
  return Array.from({ length: SHARDS }, (_, i) => ({ x: x[i]! / wide, y: y[i]! / high }));
}
