import type { Grid } from '../core/grid.ts'

/** A target of a position that is open. */
export interface TargetLevel {
  price: number
  /** Share of what was entered that is closed there. */
  readonly share: number
  /** Contracts that it has taken off. */
  filled: number
}

/** Shares that sum to this or more close all of a position: 0.5 + 0.3 + 0.2 is a little less than 1 in doubles. */
const WHOLE = 1 - 1e-9

/**
 * What is still to be taken off at each target of a position of `quantity` contracts, on the lot grid. Nearer targets come first; where
 * the shares sum to 1 the last one takes what is left. A part worth less than `minNotional` is left to the next target, because no venue
 * would take the order.
 */
export function targetQuantities(
  targets: readonly TargetLevel[],
  quantity: number,
  {
    lot,
    contractSize,
    minNotional,
  }: { readonly lot: Grid; readonly contractSize: number; readonly minNotional: number },
): number[] {
  let base = quantity
  for (const { filled } of targets) base += filled
  let left = quantity
  let shares = 0
  let skipped = 0
  const quantities: number[] = []
  for (const [k, { price, share, filled }] of targets.entries()) {
    shares += share
    const takesRest = k === targets.length - 1 && shares >= WHOLE
    const planned = takesRest ? left : Math.min(left, lot.floor(base * (share + skipped)) - filled)
    const isTooSmall = !(planned > 0) || (planned * contractSize * price < minNotional && !takesRest)
    skipped = isTooSmall && filled === 0 ? skipped + share : 0
    const taken = isTooSmall ? 0 : lot.nearest(planned)
    quantities.push(taken)
    left = lot.nearest(left - taken)
  }
  return quantities
}
