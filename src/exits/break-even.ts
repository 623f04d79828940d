/** Once the profit has been so much, the stop goes to where nothing is lost. In percent, in multiples of the first risk (R), or whichever comes first. */
export interface BreakEven {
  readonly atPct?: number
  readonly atR?: number
}

/**
 * True when a profit was reached from which on nothing may be lost.
 * @param peakPct the best profit so far, in the terms of the exit rules
 * @param peakR the best move so far, in distances from the entry to the first stop
 */
export function isSafe(
  { atPct = Number.POSITIVE_INFINITY, atR = Number.POSITIVE_INFINITY }: BreakEven,
  peakPct: number,
  peakR: number,
): boolean {
  return peakPct >= atPct || peakR >= atR
}
