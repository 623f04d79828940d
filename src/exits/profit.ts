import { type PositionSide, signOf } from '../core/order.ts'

/** In which terms profits are written. */
export interface ProfitTerms {
  /** `price`: the move of the price; `margin`: that times the leverage, what the margin has gained. */
  readonly basis: 'price' | 'margin'
  /** What a round trip costs, as a ratio of the price, which is taken off; 0 for gross profits. */
  readonly costRate: number
}

/** A position as its profit sees it. */
export interface Entered {
  readonly side: PositionSide
  readonly entryPrice: number
  readonly leverage: number
}

/** Profit at `price`, in percent: (sign x (price - entry) / entry - costs) x 100, times the leverage on margin. */
export function profitPct({ side, entryPrice, leverage }: Entered, price: number, terms: ProfitTerms): number {
  const move = (signOf(side) * (price - entryPrice)) / entryPrice - terms.costRate
  return 100 * move * (terms.basis === 'margin' ? leverage : 1)
}

/** The price at which the profit is `pct` percent: the inverse of `profitPct`. */
export function priceAtProfit({ side, entryPrice, leverage }: Entered, pct: number, terms: ProfitTerms): number {
  const move = pct / 100 / (terms.basis === 'margin' ? leverage : 1) + terms.costRate
  return entryPrice * (1 + signOf(side) * move)
}
