import { PlimsollError } from '../../core/errors.ts'
import type { MarketReturns } from '../market-returns.ts'
import { hierarchicalRiskParity } from '../portfolio/hierarchical-risk-parity.ts'
import { meanVariance } from '../portfolio/mean-variance.ts'
import { minimumVariance } from '../portfolio/minimum-variance.ts'
import type { Covariance } from '../portfolio/portfolio-input.ts'
import { riskParity } from '../portfolio/risk-parity.ts'
import { type AccountView, type ProposedEntry, type RiskRule, roomFor } from '../risk-rule.ts'

/** How the capital is spread over the markets, by their returns. */
export const PORTFOLIOS = ['mean_variance', 'minimum_variance', 'risk_parity', 'hierarchical_risk_parity'] as const

export type PortfolioMethod = (typeof PORTFOLIOS)[number]

export interface PortfolioWeight {
  readonly method: PortfolioMethod
  /** What all markets together may be worth, in percent of the equity. */
  readonly maxPct: number
  /** The weights are worked out anew after so many bars. */
  readonly refreshBars: number
}

/** How much a unit of variance weighs against a unit of return, for `mean_variance`. */
const RISK_AVERSION = 3

/**
 * A market may hold its share of `maxPct` percent of the equity; the shares follow from the last returns. A market that has not been there
 * for the whole window has no share yet.
 */
export function portfolioWeight({ method, maxPct, refreshBars }: PortfolioWeight): RiskRule {
  const known = new WeakMap<MarketReturns, { since: number; weights: readonly number[] }>()
  const weightsOf = (returns: MarketReturns) => {
    const before = known.get(returns)
    if (before !== undefined && returns.pushes - before.since < refreshBars) return before.weights
    const weights = weightsFrom(returns, method)
    known.set(returns, { since: returns.pushes, weights })
    return weights
  }
  const weightOf = ({ market }: ProposedEntry, { returns }: AccountView) =>
    returns === undefined ? 0 : (weightsOf(returns)[market] ?? 0)
  return {
    name: 'portfolio_weight',
    reads: 'returns',
    largest: (entry, account) =>
      roomFor(entry, (weightOf(entry, account) * account.equity * maxPct) / 100, account.symbolNotional),
    explain: (entry, account) =>
      `${entry.instrument.symbol} has a weight of ${(100 * weightOf(entry, account)).toFixed(1)} % by ${method} and holds ${account.symbolNotional.toFixed(2)} of its part of ${maxPct} % of equity ${account.equity.toFixed(2)}`,
  }
}

/** The weight of each market, 0 for those that are too young, and for all where the method finds none. */
function weightsFrom(returns: MarketReturns, method: PortfolioMethod): readonly number[] {
  const old: number[] = []
  for (let m = 0; m < returns.marketCount; m++)
    if (returns.observations(m) === returns.windowBars && returns.deviation(m) > 0) old.push(m)
  const weights = new Array<number>(returns.marketCount).fill(0)
  if (old.length <= 1) {
    // One alone has all of it by every method.
    for (const m of old) weights[m] = 1
    return weights
  }
  const covariance = old.map((a) => old.map((b) => returns.covariance(a, b)))
  const shares = sharesOrNone(method, covariance, () => old.map((m) => meanOf(returns.returnsOf(m))))
  for (const [k, m] of old.entries()) weights[m] = shares[k] ?? 0
  return weights
}

/** Markets that cancel each other may have no weights by a method: then nothing is entered, and the run goes on. */
function sharesOrNone(method: PortfolioMethod, covariance: Covariance, expectedReturns: () => number[]): number[] {
  try {
    return sharesBy(method, covariance, expectedReturns)
  } catch (error) {
    if (error instanceof PlimsollError) return []
    throw error
  }
}

function sharesBy(method: PortfolioMethod, covariance: Covariance, expectedReturns: () => number[]): number[] {
  switch (method) {
    case 'mean_variance':
      return meanVariance({ covariance, expectedReturns: expectedReturns(), riskAversion: RISK_AVERSION })
    case 'minimum_variance':
      return minimumVariance(covariance)
    case 'risk_parity':
      return riskParity(covariance)
    default:
      return hierarchicalRiskParity(covariance)
  }
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
