import { firstIndex } from '../core/bisect.ts'

/** True when a position that was opened at `openedAt` has been held for `maxHoldMs` by `now`. */
export function isTimeUp(openedAt: number, maxHoldMs: number, now: number): boolean {
  return now - openedAt >= maxHoldMs
}

/** A position as a time limit sees it. */
export interface Held {
  readonly openedAt: number
  readonly plan: { readonly maxHoldMs: number }
}

/** The first bar in [from, to) at whose close the time of a position is up, or `to`. `times` are the open times of the bars. */
export function firstTimeUp(
  positions: readonly Held[],
  times: Float64Array,
  barMs: number,
  from: number,
  to: number,
): number {
  let first = to
  for (const { openedAt, plan } of positions) {
    // Most positions stay: one look at the last bar tells it, and only then is the bar looked for, by bisection.
    const isUp = (i: number) => isTimeUp(openedAt, plan.maxHoldMs, (times[i] as number) + barMs)
    if (first > from && isUp(first - 1)) first = firstIndex(from, first - 1, isUp)
  }
  return first
}
