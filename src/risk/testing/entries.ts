import { createInstrument } from '../../core/instrument.ts'
import type { AccountView, ProposedEntry } from '../risk-rule.ts'

/** A long of a bitcoin perpetual at 100 with the stop at 95, but for what is given. */
export function entryOf(given: Partial<ProposedEntry>): ProposedEntry {
  return {
    at: 0,
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
    ...given,
  }
}

/** An account of 10,000 that holds nothing, but for what is given. */
export function viewOf(given: Partial<AccountView>): AccountView {
  return { equity: 10_000, freeCash: 10_000, positionCount: 0, grossNotional: 0, strategyNotional: 0, ...given }
}
