import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createInstrument } from '../../core/instrument.ts'
import type { AccountView, ClosedTrade, ProposedEntry, RiskRule } from '../risk-rule.ts'
import { sizeEntry } from '../size-entry.ts'
import { closedTrade, entryOf, viewOf } from '../testing/entries.ts'
import { returnsOf } from '../testing/returns.ts'
import { capitalShare } from './capital-share.ts'
import { confidenceRisk } from './confidence-risk.ts'
import { confidenceSize } from './confidence-size.ts'
import { cooldown } from './cooldown.ts'
import { costGate } from './cost-gate.ts'
import { dailyLoss } from './daily-loss.ts'
import { fixedNotional } from './fixed-notional.ts'
import { flipCost } from './flip-cost.ts'
import { freeMargin } from './free-margin.ts'
import { grossLeverage } from './gross-leverage.ts'
import { inUniverse } from './in-universe.ts'
import { kelly } from './kelly.ts'
import { liquidationDistance } from './liquidation-distance.ts'
import { lowProfitPairs } from './low-profit-pairs.ts'
import { maxAtRisk } from './max-at-risk.ts'
import { maxBaseExposure } from './max-base-exposure.ts'
import { maxClusterPositions } from './max-cluster-positions.ts'
import { maxCorrelatedExposure } from './max-correlated-exposure.ts'
import { maxDrawdown } from './max-drawdown.ts'
import { maxDrawdownProtection } from './max-drawdown-protection.ts'
import { maxExposure } from './max-exposure.ts'
import { maxLeverage } from './max-leverage.ts'
import { maxOrdersAMinute } from './max-orders-a-minute.ts'
import { maxPositions } from './max-positions.ts'
import { maxSymbolExposure } from './max-symbol-exposure.ts'
import { maxShortfall, maxValueAtRisk } from './max-tail-loss.ts'
import { maxTradesADay } from './max-trades-a-day.ts'
import { minConfidence } from './min-confidence.ts'
import { minHold } from './min-hold.ts'
import { monthlyDrawdown } from './monthly-drawdown.ts'
import { netLeverage } from './net-leverage.ts'
import { portfolioWeight } from './portfolio-weight.ts'
import { riskPerTrade } from './risk-per-trade.ts'
import { stopCosts } from './stop-costs.ts'
import { stopDistance } from './stop-distance.ts'
import { stoplossGuard } from './stoploss-guard.ts'
import { strategyShare } from './strategy-share.ts'
import { tradingStateRule } from './trading-state-rule.ts'
import { venueLeverage } from './venue-leverage.ts'
import { volatilitySize } from './volatility-size.ts'

const lock = { lookbackMs: 500, stopMs: 500, tradeLimit: 2 }
const costs = { leastTimes: 2, roundTripRate: 0.0022 }

/** Two markets that often move together. */
const RETURNS = returnsOf([
  [0.02, 0.01],
  [0.01, 0.01],
  [-0.01, -0.02],
  [-0.02, 0.01],
  [0.01, 0.01],
])

const RULES: readonly RiskRule[] = [
  capitalShare(4),
  confidenceRisk({ minPct: 0.5, maxPct: 2, from: 0.2 }),
  confidenceSize({ minPct: 5, maxPct: 25, from: 0.2 }),
  cooldown(100),
  costGate(costs),
  dailyLoss({ maxPct: 5, roundTripRate: 0.0022 }),
  fixedNotional(5000),
  flipCost({ withinMs: 500, ...costs }),
  freeMargin(0.0006),
  grossLeverage(3),
  inUniverse({ includes: (_symbol, at) => at > 100 }),
  kelly({ fraction: 0.25, capPct: 2, minTrades: 3 }),
  liquidationDistance(1),
  lowProfitPairs({ ...lock, requiredProfitPct: -1 }),
  maxAtRisk(6),
  maxBaseExposure(200),
  maxDrawdown({ maxPct: 20, roundTripRate: 0.0022 }),
  maxDrawdownProtection({ ...lock, maxAllowedPct: 1 }),
  maxExposure(250),
  maxLeverage(20),
  maxOrdersAMinute(5),
  maxPositions(5),
  maxSymbolExposure(150),
  maxTradesADay(8),
  minConfidence(0.3),
  minHold(900_000),
  monthlyDrawdown({ maxPct: 10, roundTripRate: 0.0022 }),
  netLeverage(2),
  riskPerTrade(1),
  stopCosts(costs),
  stopDistance(1.5),
  stoplossGuard({ ...lock, requiredProfitPct: 0 }),
  strategyShare((strategy) => [0.75, 0.25][strategy] ?? 0),
  tradingStateRule,
  venueLeverage,
  maxCorrelatedExposure({ maxPct: 60, threshold: 0.8 }),
  maxClusterPositions({ most: 1, threshold: 0.8 }),
  maxValueAtRisk({ maxPct: 1, confidence: 0.75 }),
  maxShortfall({ maxPct: 1, confidence: 0.75 }),
  portfolioWeight({ method: 'risk_parity', maxPct: 80, refreshBars: 50 }),
  volatilitySize({ riskPct: 1, times: 2 }),
]

/** Evenly spread, where the doubles of fast-check would be next to 0 more often than not. */
const between = (min: number, max: number) => fc.integer({ min: 0, max: 999 }).map((k) => min + ((max - min) * k) / 999)

const entries: fc.Arbitrary<ProposedEntry> = fc
  .record({
    symbol: fc.constantFrom('BTC/USDT:USDT', 'BTC/USDT'),
    at: fc.integer({ min: 90, max: 3000 }),
    market: fc.nat(1),
    strategy: fc.nat(1),
    side: fc.constantFrom('long', 'short'),
    price: between(1, 1000),
    stop: between(0.002, 0.2),
    targets: fc.array(between(0.002, 0.2), { maxLength: 1 }),
    leverage: fc.constantFrom(1, 3, 20, 21),
    confidence: between(0, 1),
    sizing: fc.constantFrom('risk', 'share'),
    sizeShare: between(0.1, 1),
    heldQuantity: fc.constantFrom(0, 0, 1, 30),
    atr: fc.oneof({ weight: 9, arbitrary: between(0, 0.02) }, fc.constant(Number.NaN)),
  })
  .map(({ symbol, price, side, stop, targets, atr, ...rest }) => {
    const ahead = side === 'long' ? 1 : -1
    return entryOf({
      ...rest,
      instrument: createInstrument({ symbol, tickSize: 0.01, lotSize: 0.001 }),
      side,
      price,
      stopPrice: price * (1 - ahead * stop),
      targetPrices: targets.map((target) => price * (1 + ahead * target)),
      heldPrice: price,
      atr: price * atr,
    })
  })

const trades: fc.Arbitrary<ClosedTrade[]> = fc.array(
  fc
    .record({
      market: fc.nat(1),
      strategy: fc.nat(1),
      side: fc.constantFrom('long', 'short'),
      returnPct: between(-2, 3),
      exitReason: fc.constantFrom('stop_loss', 'take_profit'),
    })
    .map(closedTrade),
  { maxLength: 6 },
)

const accounts: fc.Arbitrary<AccountView> = fc
  .record({
    equity: fc.oneof({ weight: 9, arbitrary: between(9300, 11_000) }, between(-100, 100)),
    freeCash: between(0, 10_000),
    positionCount: fc.nat(5),
    grossNotional: between(0, 20_000),
    strategyNotional: between(0, 5000),
    symbolNotional: between(0, 10_000),
    baseNotional: between(0, 10_000),
    netNotional: between(-20_000, 20_000),
    atRisk: between(0, 400),
    trades,
    state: fc.oneof({ weight: 9, arbitrary: fc.constant('active' as const) }, fc.constant('close_only' as const)),
    entriesToday: fc.nat(8),
    orders: fc.nat(5),
    notionals: fc.tuple(between(-4000, 4000), between(-4000, 4000)).map((both) => Float64Array.from(both)),
  })
  .map(({ trades: closed, state, entriesToday, orders, ...rest }) => {
    const inOrder = closed.map((trade, k) => ({ ...trade, exitAt: 200 * k }))
    return viewOf({
      ...rest,
      returns: RETURNS,
      past: { trades: inOrder, state, entriesToday, ordersSince: () => orders },
    })
  })

const quantityOf = (entry: ProposedEntry, rules: readonly RiskRule[], account: AccountView) => {
  const sized = sizeEntry(entry, rules, account)
  return 'rule' in sized ? 0 : sized.quantity
}

/** A rule that gives a size always stands first: without one there is none to compare with. */
const sized = fc.shuffledSubarray([...RULES], { maxLength: 8 }).map((some) => [fixedNotional(20_000), ...some])

test('one more rule never allows more, wherever it stands', () => {
  fc.assert(
    fc.property(entries, accounts, sized, fc.constantFrom(...RULES), fc.nat(), (entry, account, some, more, at) => {
      const withMore = some.toSpliced(at % (some.length + 1), 0, more)
      expect(quantityOf(entry, withMore, account)).toBeLessThanOrEqual(quantityOf(entry, some, account))
    }),
    { numRuns: 1000 },
  )
})

test('the order of the rules does not change the quantity', () => {
  fc.assert(
    fc.property(entries, accounts, sized, (entry, account, some) => {
      const quantity = quantityOf(entry, some, account)
      const ordered = RULES.filter((rule) => some.includes(rule))
      expect(quantityOf(entry, [...ordered, fixedNotional(20_000)], account)).toBe(quantity)
      expect(quantityOf(entry, some.toReversed(), account)).toBe(quantity)
    }),
    { numRuns: 1000 },
  )
})
