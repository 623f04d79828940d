import type { ExitReason } from '../core/exit-reason.ts'
import { signOf } from '../core/order.ts'
import { type BreakEven, isSafe } from './break-even.ts'
import { tighterStop } from './levels.ts'
import { isPulledBack, type Pullback } from './peak-pullback.ts'
import { type Entered, type ProfitTerms, priceAtProfit, profitPct } from './profit.ts'
import { enoughPct, type RoiStep } from './roi-table.ts'
import { keptPct, type Tier } from './tiered-ladder.ts'
import { steppedStop, type Trailing, trailedStop } from './trailing.ts'

/** How positions are left with profit, beside their stop and targets. What is absent is not watched. */
export interface ExitRules extends ProfitTerms {
  readonly ladder?: readonly Tier[]
  readonly breakEven?: BreakEven
  readonly trailing?: Trailing
  readonly pullback?: Pullback
  readonly roi?: readonly RoiStep[]
}

/** What became of a position since it was opened. */
export interface Course extends Entered {
  /** The stop as it was first set, and as it is. */
  readonly initialStopPrice: number
  readonly stopPrice: number
  /** The best price since it was opened. */
  readonly bestPrice: number
  readonly price: number
  /** The nearest of the lines that the stop follows, NaN without one. */
  readonly linePrice: number
  readonly ageMs: number
}

/** Why a position is left now, undefined when it stays. */
export function dueExit(rules: ExitRules, course: Course): ExitReason | undefined {
  const { pullback, roi } = rules
  if (pullback === undefined && roi === undefined) return undefined
  const nowPct = profitPct(course, course.price, rules)
  if (pullback !== undefined && isPulledBack(pullback, profitPct(course, course.bestPrice, rules), nowPct))
    return 'peak_pullback'
  return roi !== undefined && nowPct >= enoughPct(roi, course.ageMs) ? 'roi' : undefined
}

/** Where the stop may rest by these rules, NaN when they say nothing. It rests at the venue, so it holds between two closes as well. */
export function ruledStop(rules: ExitRules, course: Course): number {
  return tighterStop(course.side, tierStop(rules, course), followedStop(rules, course))
}

/** The reason that a trade which ends at `ruledStop` carries. */
export function ruledReason(rules: ExitRules, course: Course): ExitReason {
  const tier = tierStop(rules, course)
  return tier === tighterStop(course.side, tier, followedStop(rules, course)) ? 'tier_stop' : 'trailing_stop_loss'
}

function tierStop(rules: ExitRules, course: Course): number {
  if (rules.ladder === undefined) return Number.NaN
  return priceAtProfit(course, keptPct(rules.ladder, profitPct(course, course.bestPrice, rules)), rules)
}

/** Whether the trailing stop has begun to follow. */
export function isFollowing(rules: ExitRules, course: Course): boolean {
  const fromPct = rules.trailing?.fromPct
  return fromPct === undefined || profitPct(course, course.bestPrice, rules) >= fromPct
}

/** The nearer of break-even and trailing stop. */
function followedStop(rules: ExitRules, course: Course): number {
  return tighterStop(course.side, breakEvenStop(rules, course), trailingStop(rules, course))
}

function breakEvenStop(rules: ExitRules, course: Course): number {
  const { breakEven } = rules
  if (breakEven === undefined) return Number.NaN
  const { side, entryPrice, initialStopPrice, bestPrice } = course
  const peakR = (signOf(side) * (bestPrice - entryPrice)) / Math.abs(entryPrice - initialStopPrice)
  const isReached = isSafe(breakEven, profitPct(course, bestPrice, rules), peakR)
  return isReached ? priceAtProfit(course, 0, rules) : Number.NaN
}

/** NaN as well while it is less than a step nearer than the stop that is there. */
function trailingStop(rules: ExitRules, course: Course): number {
  const { trailing } = rules
  if (trailing === undefined || !isFollowing(rules, course)) return Number.NaN
  const { side, bestPrice, stopPrice, linePrice } = course
  const trail = tighterStop(side, trailedStop(trailing, side, bestPrice), linePrice)
  const sign = signOf(side)
  return sign * trail >= sign * steppedStop(trailing, side, stopPrice) ? trail : Number.NaN
}
