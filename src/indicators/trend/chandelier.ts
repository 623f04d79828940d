import { integer, number } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { highest } from '../levels/highest.ts'
import { lowest } from '../levels/lowest.ts'
import { atr } from '../volatility/atr.ts'

/**
 * Chandelier exit (C. Le Beau): stops that hang `multiple` average true ranges below the highest high (for longs) or above the lowest low
 * (for shorts) of the last `period` bars, the newest included. The lines themselves come back when the range or the window does; a stop that
 * follows them only ever tightens.
 */
export const chandelier = defineIndicator({
  name: 'chandelier',
  title: 'Chandelier exit',
  about:
    'long = highest high of period bars - multiple x ATR(period); short = lowest low of period bars + multiple x ATR(period).',
  params: { period: integer(22, { min: 1, max: 5000 }), multiple: number(3, { min: 0.1, max: 50 }) },
  lines: ['long', 'short'],
  takesSource: false,
  warmup: ({ period }) => ({ long: period, short: period }),
  create: ({ bars, lines }, { period, multiple }, out) =>
    new Chandelier(
      {
        highest: lines(highest, { period }, { column: bars.highColumn, warmup: 0 }).highest.column,
        lowest: lines(lowest, { period }, { column: bars.lowColumn, warmup: 0 }).lowest.column,
        range: lines(atr, { period }).atr.column,
      },
      multiple,
      out,
    ),
})

interface Inputs {
  readonly highest: Column
  readonly lowest: Column
  readonly range: Column
}

class Chandelier implements Indicator {
  readonly #inputs: Inputs
  readonly #multiple: number
  readonly #out: Readonly<Record<'long' | 'short', Column>>

  constructor(inputs: Inputs, multiple: number, out: Readonly<Record<'long' | 'short', Column>>) {
    this.#inputs = inputs
    this.#multiple = multiple
    this.#out = out
  }

  extend(from: number, to: number): void {
    const highest = this.#inputs.highest.values
    const lowest = this.#inputs.lowest.values
    const range = this.#inputs.range.values
    const multiple = this.#multiple
    const long = this.#out.long.values
    const short = this.#out.short.values
    for (let i = from; i < to; i++) {
      const distance = multiple * (range[i] as number)
      long[i] = (highest[i] as number) - distance
      short[i] = (lowest[i] as number) + distance
    }
  }
}
