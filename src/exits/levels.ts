import { type EntryPlan, type PositionSide, signOf, type Target } from '../core/order.ts'

/** Price of the stop of a position that was entered at `entryPrice`: fixed, or a distance below (long) or above (short) the entry. */
export function stopPriceOf(plan: EntryPlan, side: PositionSide, entryPrice: number): number {
  return Number.isNaN(plan.stopPct) ? plan.stopPrice : entryPrice * (1 - signOf(side) * (plan.stopPct / 100))
}

/** Price of a target of a position that was entered at `entryPrice` with its first stop at `stopPrice`. */
export function targetPriceOf(target: Target, side: PositionSide, entryPrice: number, stopPrice: number): number {
  if ('price' in target) return target.price
  if ('pct' in target) return entryPrice * (1 + signOf(side) * (target.pct / 100))
  return entryPrice + target.r * (entryPrice - stopPrice)
}

/** The one of two stops that is nearer to the price. A stop that is not known (NaN) gives way. */
export function tighterStop(side: PositionSide, one: number, other: number): number {
  if (Number.isNaN(one)) return other
  if (Number.isNaN(other)) return one
  return side === 'long' ? Math.max(one, other) : Math.min(one, other)
}
