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
export function ruledStop(rules: ExitRules, course: Course): { readonly price: number; readonly reason: ExitReason } {
  const sign = signOf(course.side)
  const { ladder, trailingPct } = rules
  const kept = ladder === undefined ? Number.NaN : keptPct(ladder, profitPct(course, course.bestPrice, rules))
  const tier = priceAtProfit(course, kept, rules)
  const trail = trailingPct === undefined ? Number.NaN : course.bestPrice * (1 - (sign * trailingPct) / 100)
  if (Number.isNaN(trail) || sign * tier >= sign * trail) return { price: tier, reason: 'tier_stop' }
  return { price: trail, reason: 'trailing_stop_loss' }
}
