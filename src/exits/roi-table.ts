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
