/** Once the profit has been `fromPct`, at least `keepPct` of it is kept. Percentages are in the terms of the exit rules. */
export interface Tier {
  readonly fromPct: number
  readonly keepPct: number
}

/**
 * The profit that is kept when the best profit of a position so far was `peakPct`: that of the highest tier that was reached, NaN when none
 * was. It follows from the peak alone, so a tier that was reached holds, however far the price has come back.
 */
export function keptPct(tiers: readonly Tier[], peakPct: number): number {
  let kept = Number.NaN
  for (const { fromPct, keepPct } of tiers) if (peakPct >= fromPct && !(keepPct <= kept)) kept = keepPct
  return kept
}
