import { type EntryPlan, type PositionSide, signOf } from '../core/order.ts'

/** Price of the stop of a position that was entered at `entryPrice`: fixed, or a distance below (long) or above (short) the entry. */
export function stopPriceOf(plan: EntryPlan, side: PositionSide, entryPrice: number): number {
  return Number.isNaN(plan.stopPct) ? plan.stopPrice : entryPrice * (1 - signOf(side) * (plan.stopPct / 100))
}

/** Price of the target, NaN when there is none. */
export function targetPriceOf(plan: EntryPlan, side: PositionSide, entryPrice: number): number {
  return Number.isNaN(plan.targetPct) ? plan.targetPrice : entryPrice * (1 + signOf(side) * (plan.targetPct / 100))
}
