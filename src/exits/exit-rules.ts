import type { ExitReason } from '../core/exit-reason.ts'
import { signOf } from '../core/order.ts'
import { isPulledBack, type Pullback } from './peak-pullback.ts'
import { type Entered, type ProfitTerms, priceAtProfit, profitPct } from './profit.ts'
import { enoughPct, type RoiStep } from './roi-table.ts'
import { keptPct, type Tier } from './tiered-ladder.ts'

/** How positions are left with profit, beside their stop and targets. What is absent is not watched. */
export interface ExitRules extends ProfitTerms {
  readonly ladder?: readonly Tier[]
  readonly pullback?: Pullback
  readonly roi?: readonly RoiStep[]
  /** Distance of a stop that follows the best price, in percent of that. */
  readonly trailingPct?: number
}

/** What became of a position since it was opened. */
export interface Course extends Entered {
  /** The best price since it was opened. */
  readonly bestPrice: number
  readonly price: number
  readonly ageMs: number
}

/** Why a position is left now, undefined when it stays. */
export function dueExit(rules: ExitRules, course: Course): ExitReason | undefined {
  const { pullback, roi } = rules
  const nowPct = profitPct(course, course.price, rules)
  if (pullback !== undefined && isPulledBack(pullback, profitPct(course, course.bestPrice, rules), nowPct))
    return 'peak_pullback'
  return roi !== undefined && nowPct >= enoughPct(roi, course.ageMs) ? 'roi' : undefined
}

/** Where the stop may rest by these rules, NaN when they say nothing. It rests at the venue, so it holds between two closes as well. */
export function ruledStop(rules: ExitRules, course: Course): number {
  const tier = tierStop(rules, course)
  const trail = trailingStop(rules, course)
  return isTierNearer(tier, trail, course) ? tier : trail
}

/** The reason that a trade which ends at `ruledStop` carries. */
export function ruledReason(rules: ExitRules, course: Course): ExitReason {
  const isTier = isTierNearer(tierStop(rules, course), trailingStop(rules, course), course)
  return isTier ? 'tier_stop' : 'trailing_stop_loss'
}

function tierStop(rules: ExitRules, course: Course): number {
  if (rules.ladder === undefined) return Number.NaN
  return priceAtProfit(course, keptPct(rules.ladder, profitPct(course, course.bestPrice, rules)), rules)
}

function trailingStop({ trailingPct }: ExitRules, { side, bestPrice }: Course): number {
  return trailingPct === undefined ? Number.NaN : bestPrice * (1 - (signOf(side) * trailingPct) / 100)
}

function isTierNearer(tier: number, trail: number, { side }: Course): boolean {
  return Number.isNaN(trail) || signOf(side) * tier >= signOf(side) * trail
}
