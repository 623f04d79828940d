import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'

/** On-balance volume (J. Granville): the running sum of the volume, plus when the close rose and minus when it fell; 0 at the first bar. */
export const obv = defineIndicator({
  name: 'obv',
  title: 'On-balance volume',
  about: 'Adds the volume of a bar whose close is above the close before, takes it away when below; starts at 0.',
  params: {},
  lines: ['obv'],
  takesSource: false,
  warmup: () => ({ obv: 0 }),
  create: ({ bars }, _params, lines) => new Obv(bars, lines.obv),
})

class Obv implements Indicator {
  readonly #bars: Bars
  readonly #out: Column
  #balance = 0.5

  constructor(bars: Bars, out: Column) {
    this.#bars = bars
    this.#out = out
    this.#balance = 0
  }

  extend(from: number, to: number): void {
    const { close, volume } = this.#bars
    const out = this.#out.values
    if (from === 0) out[0] = 0
    let balance = this.#balance
    for (let i = Math.max(from, 1); i < to; i++) {
      const change = (close[i] as number) - (close[i - 1] as number)
      balance += (volume[i] as number) * (+(change > 0) - +(change < 0))
      out[i] = balance
    }
    this.#balance = balance
  }
}
