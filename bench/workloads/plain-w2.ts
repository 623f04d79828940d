import type { Bars } from '../../src/market/bars.ts'
import { signalsOfW2 } from './w2-signals.ts'

type Side = 1 | -1

interface Held {
  readonly side: Side
  readonly quantity: number
  readonly price: number
}

export interface PlainTrade {
  readonly side: 'long' | 'short'
  readonly entryPrice: number
  readonly exitPrice: number
}

const FEE = 0.0006
const SLIPPAGE = 0.0005
const STOP = 0.02
const TARGET = 0.04

/** W2 as `performance.md` words it, bar by bar and without an engine: what ours must agree with. */
export function plainW2(bars: Bars): { readonly trades: readonly PlainTrade[]; readonly final: number } {
  const signals = signalsOfW2(bars)
  const trades: PlainTrade[] = []
  const { open, close } = bars
  let cash = 1_000_000
  let held: Held | undefined
  const exit = (price: number) => {
    if (held === undefined) return
    const { side, quantity, price: entryPrice } = held
    cash += side * quantity * (price - entryPrice) - price * quantity * FEE
    trades.push({ side: side > 0 ? 'long' : 'short', entryPrice, exitPrice: price })
    held = undefined
  }
  for (let i = 1; i < bars.length; i++) {
    const wanted = signals[i - 1] as Side | 0
    if (held !== undefined && wanted === -held.side) exit((open[i] as number) * (1 - held.side * SLIPPAGE))
    if (held === undefined && wanted !== 0) {
      held = {
        side: wanted,
        quantity: Math.floor(10_000 / (close[i - 1] as number)),
        price: (open[i] as number) * (1 + wanted * SLIPPAGE),
      }
      cash -= held.price * held.quantity * FEE
    }
    const level = held === undefined ? undefined : exitInBar(held, bars, i)
    if (level !== undefined) exit(level)
  }
  if (held !== undefined) exit((close[bars.length - 1] as number) * (1 - held.side * SLIPPAGE))
  return { trades, final: cash }
}

/** Where bar `i` takes the position out: the stop before the target, a gap at the open. */
function exitInBar({ side, price }: Held, bars: Bars, i: number): number | undefined {
  const open = bars.open[i] as number
  const worst = (side > 0 ? bars.low[i] : bars.high[i]) as number
  const best = (side > 0 ? bars.high[i] : bars.low[i]) as number
  const stop = price * (1 - side * STOP)
  const target = price * (1 + side * TARGET)
  if (side * (worst - stop) <= 0) return (side * (open - stop) < 0 ? open : stop) * (1 - side * SLIPPAGE)
  if (side * (best - target) >= 0) return side * (open - target) > 0 ? open : target
  return undefined
}
