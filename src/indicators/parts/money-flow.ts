import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'

/** The volume of each bar times where it closed within its range (M. Chaikin): not in the catalogue, for others to add up. */
export const moneyFlow = defineIndicator({
  name: 'money-flow',
  title: 'Money flow volume',
  about: 'volume x ((close - low) - (high - close)) / (high - low); 0 when the bar has no range.',
  params: {},
  lines: ['flow'],
  takesSource: false,
  warmup: () => ({ flow: 0 }),
  create: ({ bars }, _params, lines) => new MoneyFlow(bars, lines.flow),
})

class MoneyFlow implements Indicator {
  readonly #bars: Bars
  readonly #out: Column

  constructor(bars: Bars, out: Column) {
    this.#bars = bars
    this.#out = out
  }

  extend(from: number, to: number): void {
    const { high, low, close, volume } = this.#bars
    const out = this.#out.values
    for (let i = from; i < to; i++) {
      const top = high[i] as number
      const bottom = low[i] as number
      const last = close[i] as number
      out[i] = top === bottom ? 0 : ((last - bottom - (top - last)) / (top - bottom)) * (volume[i] as number)
    }
  }
}
