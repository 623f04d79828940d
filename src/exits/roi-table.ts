/** From this age on this profit is enough. */
export interface RoiStep {
  readonly afterMs: number
  readonly enoughPct: number
}

/** The profit that is enough for a position that has been held for `ageMs`: that of the last step that has begun, NaN before the first. */
export function enoughPct(table: readonly RoiStep[], ageMs: number): number {
  let enough = Number.NaN
  let begun = Number.NEGATIVE_INFINITY
  for (const step of table) {
    if (step.afterMs > ageMs || step.afterMs < begun) continue
    begun = step.afterMs
    enough = step.enoughPct
  }
  return enough
}

/** The age at which the next step of the table begins, Infinity when none is left. */
export function nextStepMs(table: readonly RoiStep[], ageMs: number): number {
  let next = Number.POSITIVE_INFINITY
  for (const { afterMs } of table) if (afterMs > ageMs && afterMs < next) next = afterMs
  return next
}
