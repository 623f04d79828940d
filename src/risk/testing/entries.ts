import { createInstrument } from '../../core/instrument.ts'
import type { AccountPast, AccountView, ClosedTrade, ProposedEntry } from '../risk-rule.ts'

/** A long of a bitcoin perpetual at 100 with the stop at 95, but for what is given. */
export function entryOf(given: Partial<ProposedEntry>): ProposedEntry {
  return {
    at: 0,
    market: 0,
    instrument: createInstrument({ symbol: 'BTC/USDT:USDT', tickSize: 0.01, lotSize: 0.001 }),
    strategy: 0,
    side: 'long',
    price: 100,
    stopPrice: 95,
    targetPrices: [],
    maxHoldMs: Number.POSITIVE_INFINITY,
    leverage: 1,
    confidence: 0.5,
    sizing: 'risk',
    sizeShare: 1,
    heldQuantity: 0,
    heldPrice: 100,
    atr: 2,
    ...given,
  }
}

/** An account of 10,000 that holds nothing, but for what is given. */
export function viewOf({ past = {}, ...given }: ViewGiven): AccountView {
  return {
    equity: 10_000,
    freeCash: 10_000,
    positionCount: 0,
    closingCount: 0,
    grossNotional: 0,
    strategyNotional: 0,
    symbolNotional: 0,
    baseNotional: 0,
    netNotional: 0,
    atRisk: 0,
    notionals: new Float64Array(2),
    past: pastOf(past),
    ...given,
  }
}

type ViewGiven = Partial<Omit<AccountView, 'past'>> & { readonly past?: Partial<AccountPast> }

/** A past without trades, every level at 10,000, but for what is given. */
export function pastOf(given: Partial<AccountPast>): AccountPast {
  const trades = given.trades ?? []
  return {
    state: 'active',
    stateReason: '',
    dayStartEquity: 10_000,
    monthStartEquity: 10_000,
    peakEquity: 10_000,
    entriesToday: 0,
    ordersSince: () => 0,
    trades,
    tradeCount: trades.length,
    ...given,
  }
}

/** A long of market 0 that lost 1 % at its stop, but for what is given. */
export function closedTrade(given: Partial<ClosedTrade>): ClosedTrade {
  return { market: 0, strategy: 0, side: 'long', exitAt: 0, returnPct: -1, exitReason: 'stop_loss', ...given }
}
