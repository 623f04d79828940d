import { createInstrument } from '../../src/core/instrument.ts'
import { AccountBooks } from '../../src/risk/account-books.ts'
import { rulesOfLimits } from '../../src/risk/limits.ts'
import type { AccountView, ProposedEntry } from '../../src/risk/risk-rule.ts'
import { freeMargin } from '../../src/risk/rules/free-margin.ts'
import { tradingStateRule } from '../../src/risk/rules/trading-state-rule.ts'
import { venueLeverage } from '../../src/risk/rules/venue-leverage.ts'
import { sizeEntry } from '../../src/risk/size-entry.ts'
import { PLAIN_LIMITS } from './every-limit.ts'
import type { Workload } from './workload.ts'

const SIGNALS = 200_000
const TRADE_EVERY_MS = 600_000

/** Sizes signals on an account with five positions and a thousand closed trades; now and then a trade closes. */
export function prepareRiskRules(): Workload {
  const rules = [tradingStateRule, ...rulesOfLimits(PLAIN_LIMITS, 0.0022), freeMargin(0.0006), venueLeverage]
  const past = new AccountBooks(10_000)
  for (let k = 0; k < 1000; k++) closeTrade(past, k)
  const account = accountOf(past)
  const entries = Array.from({ length: 16 }, (_, k) => entryOf(k))
  const run = () => {
    let quantity = 0
    let refused = 0
    for (let k = 0; k < SIGNALS; k++) {
      if (k % 1000 === 0) closeTrade(past, past.tradeCount)
      const sized = sizeEntry(entries[k % entries.length] as ProposedEntry, rules, account)
      if ('rule' in sized) refused += 1
      else quantity += sized.quantity
    }
    return { rules: rules.length, refused, quantity: Math.round(quantity) }
  }
  return { items: SIGNALS, warmups: 3, repeats: 7, run }
}

function closeTrade(past: AccountBooks, k: number): void {
  const isWon = k % 5 !== 0
  const outcome = {
    returnPct: isWon ? 2 : -1,
    exitReason: isWon ? 'take_profit' : 'stop_loss',
  } as const
  past.onTrade({ market: k % 6, strategy: k % 3, side: 'long', exitAt: k * TRADE_EVERY_MS, ...outcome })
}

function accountOf(past: AccountBooks): AccountView {
  return {
    equity: 10_000,
    freeCash: 8000,
    positionCount: 5,
    closingCount: 0,
    grossNotional: 4000,
    strategyNotional: 1000,
    symbolNotional: 0,
    baseNotional: 0,
    netNotional: 4000,
    atRisk: 100,
    notionals: new Float64Array(6).fill(800),
    past,
  }
}

function entryOf(k: number): ProposedEntry {
  const price = 100 + k
  return {
    at: 1e12,
    market: k % 6,
    instrument: createInstrument({ symbol: 'BTC/USDT:USDT', tickSize: 0.01, lotSize: 0.001 }),
    strategy: k % 3,
    side: 'long',
    price,
    stopPrice: price * 0.98,
    targetPrices: [price * 1.03],
    maxHoldMs: Number.POSITIVE_INFINITY,
    leverage: 2,
    confidence: 0.5 + k / 40,
    sizing: 'risk',
    sizeShare: 1,
    heldQuantity: 0,
    heldPrice: price,
    atr: price * 0.01,
  }
}
