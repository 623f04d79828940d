import { createInstrument } from '../../src/core/instrument.ts'
import type { EntryPlan } from '../../src/core/order.ts'
import { Account } from '../../src/engine/account.ts'
import { ExitRuleWatch } from '../../src/engine/exit-rule-watch.ts'
import { isTimeUp } from '../../src/exits/time-limit.ts'
import { Column } from '../../src/market/column.ts'
import { EXIT_RULES } from './guarded-w2.ts'
import type { Workload } from './workload.ts'

const POSITIONS = 1000
const PRICES = 2000
const MINUTE_MS = 60_000

/** A thousand open positions, each of a market of its own with the same prices; at each price every one of them is asked. */
export function prepareThousandExits(): Workload {
  const prices = pricesOf()
  const instrument = createInstrument({ symbol: 'BTC/USDT:USDT', tickSize: 0.01, lotSize: 0.001 })
  const instruments = Array.from({ length: POSITIONS }, () => instrument)
  const run = () => {
    const account = new Account(1e9, instruments)
    for (let market = 0; market < POSITIONS; market++) open(account, market)
    const options = { instruments, barMs: MINUTE_MS, exitRules: EXIT_RULES, prices: instruments.map(() => prices) }
    const watch = new ExitRuleWatch(account, options)
    let acts = 0
    let timeouts = 0
    for (let i = 0; i < PRICES; i++) {
      const now = (i + 1) * MINUTE_MS
      for (const position of account.open) {
        if (isTimeUp(position.openedAt, position.plan.maxHoldMs, now)) timeouts += 1
        const act = watch.act(position, i)
        if (act === undefined) continue
        acts += 1
        if (!Number.isNaN(act.stopPrice)) position.stopPrice = act.stopPrice
      }
    }
    return { positions: POSITIONS, acts, timeouts }
  }
  return { items: PRICES, warmups: 2, repeats: 5, run }
}

/** A price that swings by a few percent. */
function pricesOf() {
  const close = Array.from({ length: PRICES }, (_, i) => 100 + 2 * Math.sin(i / 50) + (i % 7) * 0.1)
  return {
    time: columnOf(close.map((_, i) => i * MINUTE_MS)),
    high: columnOf(close.map((price) => price + 0.1)),
    low: columnOf(close.map((price) => price - 0.1)),
    close: columnOf(close),
  }
}

function columnOf(values: readonly number[]): Column {
  const column = new Column(values.length)
  column.values.set(values)
  return column
}

/** Every other one is short, and the entries lie apart. */
function open(account: Account, market: number): void {
  const side = market % 2 === 0 ? 'long' : 'short'
  const price = 99 + (market % 20) / 10
  const plan: EntryPlan = {
    strategy: 0,
    confidence: 0.5,
    reason: 'bench',
    leverage: 2,
    stopPrice: Number.NaN,
    stopPct: 20,
    targets: [],
    adds: false,
    maxHoldMs: 36 * 3_600_000,
    invalidWhen: [],
    contributions: undefined,
  }
  const fill = { quantity: 1, price, fee: 0, slippage: 0, liquidity: 'taker', at: 0 } as const
  const position = account.enter(market, side, plan, fill)
  position.stopPrice = price * (side === 'long' ? 0.8 : 1.2)
  position.initialStopPrice = position.stopPrice
}
