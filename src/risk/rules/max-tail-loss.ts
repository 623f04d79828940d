import { signOf } from '../../core/order.ts'
import type { MarketReturns } from '../market-returns.ts'
import { type AccountView, contractNotional, type RiskRule } from '../risk-rule.ts'
import { type TailLoss, ValueAtRisk } from '../value-at-risk.ts'

export interface MaxTailLoss {
  /** Most that is lost in a bad bar, in percent of the equity. */
  readonly maxPct: number
  /** Share of the bars that are not so bad: 0.95. */
  readonly confidence: number
}

/** How exact the size is: it is the largest but for so much of it. */
const PRECISION = 0.001
/** Share of the largest size below which there is none. */
const NOTHING = 1e-9
/** No venue gives more leverage. */
const MOST_LEVERAGE = 125

/** Value at risk: of the last bars so many lost no more than `maxPct` percent of the equity, with what is held after the entry. */
export function maxValueAtRisk(limits: MaxTailLoss): RiskRule {
  return tailRule('max_value_at_risk', limits, ({ valueAtRisk }) => valueAtRisk)
}

/** Expected shortfall (CVaR): the worst of the last bars lost no more than that on average. */
export function maxShortfall(limits: MaxTailLoss): RiskRule {
  return tailRule('max_shortfall', limits, ({ shortfall }) => shortfall)
}

function tailRule(
  name: string,
  { maxPct, confidence }: MaxTailLoss,
  lossOf: (tail: Readonly<TailLoss>) => number,
): RiskRule {
  const riskOf = ({ returns, notionals }: AccountView) => {
    if (returns === undefined) return undefined
    const risk = riskOver(returns, confidence)
    risk.hold(notionals)
    return risk
  }
  return {
    name,
    reads: 'returns',
    largest(entry, account) {
      const risk = riskOf(account)
      const most = (account.equity * maxPct) / 100
      // Not known yet, or too much already: nothing is added.
      if (risk === undefined || !(lossOf(risk.held) <= most)) return 0
      const sign = signOf(entry.side)
      const lossWith = (notional: number) => lossOf(risk.withAdded(entry.market, sign * notional))
      if (risk.isEmpty) return times(most, lossWith(1)) / contractNotional(entry)
      const bounds = { limit: most, held: lossOf(risk.held), most: account.equity * MOST_LEVERAGE }
      return largestWithin(bounds, lossWith) / contractNotional(entry)
    },
    explain: (entry, account) =>
      `a bad bar (${100 * confidence} %) loses ${before(riskOf(account), lossOf)} of what is held and may lose ${maxPct} % of equity ${account.equity.toFixed(2)} with ${entry.instrument.symbol}`,
  }
}

/** One for each confidence that is asked for, which rules of the same account share. */
const RISKS = new WeakMap<MarketReturns, ValueAtRisk[]>()

function riskOver(returns: MarketReturns, confidence: number): ValueAtRisk {
  const known = RISKS.get(returns) ?? []
  for (const risk of known) if (risk.confidence === confidence) return risk
  const risk = new ValueAtRisk(returns, confidence)
  RISKS.set(returns, [...known, risk])
  return risk
}

function before(risk: ValueAtRisk | undefined, lossOf: (tail: Readonly<TailLoss>) => number): string {
  const loss = risk === undefined ? Number.NaN : lossOf(risk.held)
  return Number.isNaN(loss) ? 'an amount that is not known yet' : loss.toFixed(2)
}

/** How many times `limit` holds a loss; without end when there is none. */
function times(limit: number, loss: number): number {
  return loss > 0 ? limit / loss : Number.POSITIVE_INFINITY
}

interface Bounds {
  readonly limit: number
  /** The loss of what is held, which is within the limit. */
  readonly held: number
  readonly most: number
}

/**
 * The largest notional of 0 to `most` whose loss is within `limit`: one that was seen to be, never one in between. The loss is nearly
 * linear, so by turns the place on the line between the two ends is tried, then one a little beyond, and where that is not enough the middle.
 */
function largestWithin({ limit, held, most }: Bounds, lossWith: (notional: number) => number): number {
  let high = most
  let highLoss = lossWith(most)
  if (highLoss <= limit) return Number.POSITIVE_INFINITY
  let low = 0
  let lowLoss = held
  let isWithin = false
  for (let turn = 0; high - low > low * PRECISION && high > most * NOTHING; turn++) {
    const middle = (low + high) / 2
    const onLine = low + ((high - low) * (limit - lowLoss)) / (highLoss - lowLoss)
    const beyond = isWithin ? low * (1 + PRECISION / 2) : high * (1 - PRECISION / 2)
    const wanted = turn % 3 === 0 ? onLine : turn % 3 === 1 ? beyond : middle
    const at = wanted > low && wanted < high ? wanted : middle
    const loss = lossWith(at)
    isWithin = loss <= limit
    if (isWithin) {
      low = at
      lowLoss = loss
    } else {
      high = at
      highLoss = loss
    }
  }
  return low
}
