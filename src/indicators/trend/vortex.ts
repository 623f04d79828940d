import { integer } from '../../core/params.ts'
import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { sma } from '../averages/sma.ts'
import { defineIndicator, type Indicator, type Inputs } from '../indicator.ts'
import { highest } from '../levels/highest.ts'
import { tr } from '../volatility/tr.ts'

/** What the vortex adds up, an indicator of its own so that the sums can be averages like any other. */
const vortexMovement = defineIndicator({
  name: 'vortex-movement',
  title: 'Vortex movement',
  about: 'plus = |high - low of the bar before|, minus = |low - high of the bar before|.',
  params: {},
  lines: ['plus', 'minus'],
  takesSource: false,
  warmup: () => ({ plus: 1, minus: 1 }),
  create: ({ bars }, _params, lines) => new VortexMovement(bars, lines),
})

/**
 * Vortex indicator: VI+ is the sum of |high - previous low| over `period` bars divided by the sum of their true ranges, VI- the
 * same of |low - previous high|. Both are 1, as for any bar that repeats the one before, where the true ranges are all 0.
 * E. Botes and D. Siepman, The Vortex Indicator, 2010.
 */
export const vortex = defineIndicator({
  name: 'vortex',
  title: 'Vortex indicator',
  about:
    'plus = sum |high - previous low| / sum of true ranges over period bars, minus = sum |low - previous high| / the same; both 1 when nothing moves.',
  params: { period: integer(14, { min: 1, max: 5000 }) },
  lines: ['plus', 'minus'],
  takesSource: false,
  warmup: ({ period }) => ({ plus: period, minus: period }),
  create: ({ lines }, { period }, out) => new Vortex(partsOf(lines, period), out, period),
})

type Sides = Readonly<Record<'plus' | 'minus', Column>>
type Parts = Readonly<Record<'plus' | 'minus' | 'range' | 'widest', Column>>

function partsOf(lines: Inputs['lines'], period: number): Parts {
  const range = lines(tr, {}).tr
  const { plus, minus } = lines(vortexMovement, {})
  return {
    plus: lines(sma, { period }, plus).sma.column,
    minus: lines(sma, { period }, minus).sma.column,
    range: lines(sma, { period }, range).sma.column,
    widest: lines(highest, { period }, range).highest.column,
  }
}

class VortexMovement implements Indicator {
  readonly #bars: Bars
  readonly #out: Sides

  constructor(bars: Bars, out: Sides) {
    this.#bars = bars
    this.#out = out
  }

  extend(from: number, to: number): void {
    const { high, low } = this.#bars
    const plus = this.#out.plus.values
    const minus = this.#out.minus.values
    if (from === 0) plus[0] = minus[0] = Number.NaN
    for (let i = Math.max(from, 1); i < to; i++) {
      plus[i] = Math.abs((high[i] as number) - (low[i - 1] as number))
      minus[i] = Math.abs((low[i] as number) - (high[i - 1] as number))
    }
  }
}

class Vortex implements Indicator {
  readonly #parts: Parts
  readonly #out: Sides
  readonly #period: number

  constructor(parts: Parts, out: Sides, period: number) {
    this.#parts = parts
    this.#out = out
    this.#period = period
  }

  extend(from: number, to: number): void {
    const plus = this.#parts.plus.values
    const minus = this.#parts.minus.values
    const range = this.#parts.range.values
    const widest = this.#parts.widest.values
    const plusOut = this.#out.plus.values
    const minusOut = this.#out.minus.values
    const start = Math.min(to, this.#period)
    if (from < start) for (const values of [plusOut, minusOut]) values.fill(Number.NaN, from, start)
    for (let i = Math.max(from, start); i < to; i++) {
      // The widest range says exactly whether all are 0; a rolling mean may keep a trace of rounding.
      const isStill = (widest[i] as number) === 0
      plusOut[i] = isStill ? 1 : (plus[i] as number) / (range[i] as number)
      minusOut[i] = isStill ? 1 : (minus[i] as number) / (range[i] as number)
    }
  }
}
