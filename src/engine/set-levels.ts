import type { Grid } from '../core/grid.ts'
import type { EntryPlan, Target } from '../core/order.ts'
import { stopPriceOf, targetPriceOf, tighterStop } from '../exits/levels.ts'
import type { Position } from './position.ts'

/**
 * Sets the stop and the targets of `position` after a fill of an entry of `plan`. While an entry fills in parts its distances follow the
 * mean price of what has filled. An entry that adds brings a stop of its own, of which the tighter one holds, and new targets if it names any.
 */
export function setLevels(position: Position, plan: EntryPlan, tick: Grid): void {
  const { side, entryPrice, stopPrice } = position
  const wanted = tick.nearest(stopPriceOf(plan, side, entryPrice))
  const isAdded = plan !== position.plan
  const stop = isAdded || position.isStopTightened ? tighterStop(side, stopPrice, wanted) : wanted
  if (isAdded && stop !== stopPrice) position.isStopTightened = true
  position.stopPrice = stop
  if (Number.isNaN(position.initialStopPrice)) position.initialStopPrice = stop
  if (isAdded && plan.targets.length === 0) return
  const { targets } = position
  if (isAdded) targets.length = 0
  for (let k = 0; k < plan.targets.length; k++) {
    const target = plan.targets[k] as Target
    const price = tick.nearest(targetPriceOf(target, side, entryPrice, wanted))
    const level = targets[k]
    if (level === undefined) targets.push({ price, share: target.share, filled: 0 })
    else level.price = price
  }
}

/** Notes what a target has taken off. With the first of several the stop goes to the entry price: the rest can no longer lose. */
export function takeTarget(position: Position, target: number, quantity: number, tick: Grid): void {
  const level = position.targets[target]
  if (level !== undefined) level.filled += quantity
  if (position.targets.length < 2 || target !== 0 || position.quantity === 0) return
  const stop = tighterStop(position.side, position.stopPrice, tick.nearest(position.entryPrice))
  if (stop === position.stopPrice) return
  position.stopPrice = stop
  position.isStopTightened = true
}
