import { signOf } from '../core/order.ts'
import type { EntrySignal } from '../core/signal.ts'
import type { Bar } from '../strategies/bar.ts'
import { levelsOf, rewardToRisk } from './signal-levels.ts'

/** A signal as if it had been taken at the close of its bar, without costs. It knows bars alone, no account. */
export class VirtualTrade {
  readonly signal: EntrySignal
  readonly entryPrice: number
  readonly stopPrice: number
  /** One target for all, at the mean of those of the signal; infinitely far when it names none. */
  readonly targetR: number
  /** Index of the bar at whose close it began. */
  readonly from: number

  constructor(signal: EntrySignal, bar: Bar) {
    const levels = levelsOf(signal, bar.close)
    this.signal = signal
    this.entryPrice = bar.close
    this.stopPrice = levels.stopPrice
    this.targetR = levels.targets.length === 0 ? Number.POSITIVE_INFINITY : rewardToRisk(levels)
    this.from = bar.index
  }

  /** What it came to at `price`, in R. */
  resultAt(price: number): number {
    const risk = Math.abs(this.entryPrice - this.stopPrice)
    return risk > 0 ? (signOf(this.signal.side) * (price - this.entryPrice)) / risk : 0
  }

  /** The result in R when `bar`, a later one, reaches the stop or the target; undefined when it reaches neither. The stop comes first. */
  endIn(bar: Bar): number | undefined {
    const isLong = this.signal.side === 'long'
    const open = this.resultAt(bar.open)
    const worst = this.resultAt(isLong ? bar.low : bar.high)
    if (worst <= -1) return Math.min(-1, open)
    const best = this.resultAt(isLong ? bar.high : bar.low)
    return best >= this.targetR ? Math.max(this.targetR, open) : undefined
  }
}
