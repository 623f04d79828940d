import { type PositionSide, signOf } from '../core/order.ts'
import { type EntrySignal, targetsOf } from '../core/signal.ts'

/** The levels of a signal as prices, were it entered at `price`. */
export interface SignalLevels {
  readonly stopPrice: number
  /** Nearest first; empty when the signal names none. */
  readonly targets: readonly { readonly price: number; readonly share: number; readonly r: number }[]
}

/** The stop and the targets of `signal` at `price`, the targets also in R: multiples of the distance to the stop. */
export function levelsOf(signal: EntrySignal, price: number, targets = targetsOf(signal)): SignalLevels {
  const { side } = signal
  const stopPrice = signal.stopLoss ?? away(side, price, -(signal.stopLossPct ?? Number.NaN))
  const risk = Math.abs(price - stopPrice)
  return {
    stopPrice,
    targets: targets.map((target) => {
      const at = 'price' in target ? target.price : 'pct' in target ? away(side, price, target.pct) : Number.NaN
      const r = 'r' in target ? target.r : (signOf(side) * (at - price)) / risk
      return { price: 'r' in target ? price + signOf(side) * target.r * risk : at, share: target.share, r }
    }),
  }
}

/** `pct` percent from `price` in the direction of a position. */
function away(side: PositionSide, price: number, pct: number): number {
  return price * (1 + (signOf(side) * pct) / 100)
}

/** What the targets give on average, in R, by their shares; what no target takes counts as nothing won. */
export function rewardToRisk({ targets }: SignalLevels): number {
  return targets.reduce((sum, { r, share }) => sum + r * share, 0)
}
