import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { asOfBars } from '../parts/as-of.ts'

/**
 * Imbalance of the order book: (bid - ask) / (bid + ask) of the depths, from -1 (only sellers) to 1 (only buyers), 0 when the book is
 * empty. With `smooth` above 1 it is the exponential average of that, seeded by the first value.
 */
export const bookImbalance = defineIndicator({
  name: 'bookImbalance',
  title: 'Imbalance of the order book',
  about:
    'EMA(smooth), seeded by the first value, of (bid - ask) / (bid + ask) of the series bidDepth and askDepth; 0 when both are 0, NaN before they begin.',
  params: { smooth: integer(1, { min: 1, max: 5000 }) },
  lines: ['bookImbalance'],
  takesSource: false,
  warmup: () => ({ bookImbalance: 0 }),
  create: (inputs, { smooth }, out) => {
    const bid = asOfBars(inputs, 'bidDepth', 'bookImbalance').column
    const ask = asOfBars(inputs, 'askDepth', 'bookImbalance').column
    return new BookImbalance({ bid, ask }, out.bookImbalance, smooth)
  },
})

class BookImbalance implements Indicator {
  readonly #depth: Readonly<Record<'bid' | 'ask', Column>>
  readonly #out: Column
  readonly #weight: number
  /** NaN until both depths are known, which may be long after the first bar. */
  #average = Number.NaN

  constructor(depth: Readonly<Record<'bid' | 'ask', Column>>, out: Column, smooth: number) {
    this.#depth = depth
    this.#out = out
    this.#weight = 2 / (smooth + 1)
  }

  extend(from: number, to: number): void {
    const bids = this.#depth.bid.values
    const asks = this.#depth.ask.values
    const out = this.#out.values
    const weight = this.#weight
    const keep = 1 - weight
    let average = this.#average
    for (let i = from; i < to; i++) {
      const bid = bids[i] as number
      const ask = asks[i] as number
      const imbalance = bid + ask === 0 ? 0 : (bid - ask) / (bid + ask)
      average = Number.isNaN(average) ? imbalance : average * keep + imbalance * weight
      out[i] = average
    }
    this.#average = average
  }
}
