import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator, type SourceColumn } from '../indicator.ts'
import { price } from '../levels/price.ts'
import { rma } from './rma.ts'

/** A line some bars later, an indicator of its own because three lines of the alligator need it. */
const delayed = defineIndicator({
  name: 'delayed',
  title: 'Line some bars later',
  about: 'The value of bars bars before.',
  params: { bars: integer(1, { min: 0, max: 1000 }) },
  lines: ['delayed'],
  takesSource: true,
  warmup: ({ bars }) => ({ delayed: bars }),
  create: ({ source }, { bars }, lines) => new Delayed(source, lines.delayed, bars),
})

const period = { min: 1, max: 5000 }
const shift = { min: 0, max: 1000 }

/**
 * Alligator: three of Wilder's averages (SMMA) of the middle of the bar, (high + low) / 2, drawn some bars to the right. The value at
 * a bar is the one drawn there, which was computed `jawShift` (`teethShift`, `lipsShift`) bars before, as in Stock.Indicators.
 * B. Williams, New Trading Dimensions, 1998.
 */
export const alligator = defineIndicator({
  name: 'alligator',
  title: 'Alligator',
  about:
    'jaw, teeth, lips: SMMA of (high + low) / 2 over so many bars, seeded by a mean; the value at a bar is the one of shift bars before.',
  params: {
    jaw: integer(13, period),
    jawShift: integer(8, shift),
    teeth: integer(8, period),
    teethShift: integer(5, shift),
    lips: integer(5, period),
    lipsShift: integer(3, shift),
  },
  lines: ['jaw', 'teeth', 'lips'],
  takesSource: false,
  warmup: ({ jaw, jawShift, teeth, teethShift, lips, lipsShift }) => ({
    jaw: jaw - 1 + jawShift,
    teeth: teeth - 1 + teethShift,
    lips: lips - 1 + lipsShift,
  }),
  share: ({ lines }, { jaw, jawShift, teeth, teethShift, lips, lipsShift }) => {
    const middle = lines(price, { of: 'hl2' }).price
    const average = (bars: number, later: number): SourceColumn =>
      lines(delayed, { bars: later }, lines(rma, { period: bars }, middle).rma).delayed
    return { jaw: average(jaw, jawShift), teeth: average(teeth, teethShift), lips: average(lips, lipsShift) }
  },
})

class Delayed implements Indicator {
  readonly #source: SourceColumn
  readonly #out: Column
  readonly #bars: number

  constructor(source: SourceColumn, out: Column, bars: number) {
    this.#source = source
    this.#out = out
    this.#bars = bars
  }

  extend(from: number, to: number): void {
    const source = this.#source.column.values
    const out = this.#out.values
    const bars = this.#bars
    const start = Math.min(to, bars)
    if (from < start) out.fill(Number.NaN, from, start)
    for (let i = Math.max(from, start); i < to; i++) out[i] = source[i - bars] as number
  }
}
