import type { Filled } from '../core/filled.ts'
import type { Grid } from '../core/grid.ts'
import { type PositionSide, signOf } from '../core/order.ts'
import type { BreakEven } from './break-even.ts'
import { type Course, type ExitRules, isFollowing } from './exit-rules.ts'
import type { Pullback } from './peak-pullback.ts'
import { priceAtProfit } from './profit.ts'
import { enoughPct, nextStepMs, type RoiStep } from './roi-table.ts'
import type { Tier } from './tiered-ladder.ts'
import { steppedStop, type Trailing } from './trailing.ts'

/**
 * The prices at which exit rules have something to do, so that the bars between them are gone through by comparisons. They lie a little on
 * the near side: where one is reached the rules themselves are asked. "From a price on" means in the direction of the profit.
 */
export interface ExitLevels {
  /** The best price from which on the stop may move. */
  readonly raisePrice: number
  /** The price of a line of the market from which on the stop may move along; NaN while it does not follow them. */
  readonly linePrice: number
  /** Once the best price was `armPrice`, too much of the profit is gone at a close of `leaveShare` x best price + `leaveShift`. */
  readonly armPrice: number
  readonly leaveShare: number
  readonly leaveShift: number
  /** The close that is enough, until the position is `enoughUntilMs` old. */
  readonly enoughPrice: number
  readonly enoughUntilMs: number
}

/** Share of a price by which levels lie on the near side: far above rounding, far below a tick. */
const EDGE = 1e-9

const NO_STEPS: readonly RoiStep[] = []
const NO_TIERS: readonly Tier[] = []
const NO_PULLBACK: Pullback = { givePct: Number.NaN, armAtPct: Number.NaN }

/** Writes the levels of a position at `course` to `levels`. What is never reached is NaN. */
export function setExitLevels(rules: ExitRules, course: Course, tick: Grid, levels: Filled<ExitLevels>): void {
  const { roi = NO_STEPS } = rules
  const near = 1 - signOf(course.side) * EDGE
  levels.raisePrice = near * raisePrice(rules, course, tick)
  levels.linePrice = near * linePrice(rules, course)
  setLeave(rules, course, levels)
  levels.enoughPrice = near * priceAtProfit(course, enoughPct(roi, course.ageMs), rules)
  levels.enoughUntilMs = nextStepMs(roi, course.ageMs)
}

/** The nearest best price at which ladder, break-even or trailing stop put the stop nearer than it is. */
function raisePrice(rules: ExitRules, course: Course, tick: Grid): number {
  const { ladder = NO_TIERS, breakEven, trailing } = rules
  const { side } = course
  let price = Number.NaN
  for (const { fromPct, keepPct } of ladder)
    if (isNearer(course, tick.nearest(priceAtProfit(course, keepPct, rules))))
      price = sooner(side, price, priceAtProfit(course, fromPct, rules))
  if (breakEven !== undefined && isNearer(course, tick.nearest(priceAtProfit(course, 0, rules))))
    price = sooner(side, price, breakEvenPrice(rules, course, breakEven))
  return trailing === undefined ? price : sooner(side, price, trailPrice(rules, course, trailing))
}

function isNearer({ side, stopPrice }: Course, price: number): boolean {
  return signOf(side) * price > signOf(side) * stopPrice
}

/** The one of two prices that a profit reaches first; NaN gives way. */
function sooner(side: PositionSide, one: number, other: number): number {
  if (Number.isNaN(one)) return other
  if (Number.isNaN(other)) return one
  return side === 'long' ? Math.min(one, other) : Math.max(one, other)
}

function breakEvenPrice(rules: ExitRules, course: Course, { atPct = Number.NaN, atR = Number.NaN }: BreakEven): number {
  const { side, entryPrice, initialStopPrice } = course
  const atMultiple = entryPrice + signOf(side) * atR * Math.abs(entryPrice - initialStopPrice)
  return sooner(side, priceAtProfit(course, atPct, rules), atMultiple)
}

/** Where the stop is a step further at its distance from the best price; where it begins to follow, before it does. */
function trailPrice(rules: ExitRules, course: Course, trailing: Trailing): number {
  const { side, stopPrice } = course
  const { pct = Number.NaN, fromPct = Number.NaN } = trailing
  if (!isFollowing(rules, course)) return priceAtProfit(course, fromPct, rules)
  return steppedStop(trailing, side, stopPrice) / (1 - (signOf(side) * pct) / 100)
}

function linePrice(rules: ExitRules, course: Course): number {
  const { trailing } = rules
  if (trailing === undefined || !isFollowing(rules, course)) return Number.NaN
  return steppedStop(trailing, course.side, course.stopPrice)
}

/** What is kept of the best profit, net of costs or not, is linear in the best price. */
function setLeave(rules: ExitRules, course: Course, levels: Filled<ExitLevels>): void {
  const { pullback = NO_PULLBACK, costRate } = rules
  const { side, entryPrice } = course
  const sign = signOf(side)
  const given = pullback.givePct / 100
  levels.armPrice = (1 - sign * EDGE) * priceAtProfit(course, pullback.armAtPct, rules)
  levels.leaveShare = (1 + sign * EDGE) * (1 - given)
  levels.leaveShift = (1 + sign * EDGE) * given * entryPrice * (1 + sign * costRate)
}
