import { choice, integer } from '../../core/params.ts'
import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { highest } from './highest.ts'
import { lowest } from './lowest.ts'

/**
 * Rolling pivot points: support and resistance of a bar from the highest high H, the lowest low L and the last close C of the
 * `window` bars that end `offset` + 1 bars before it; the bar itself is not among them. With R = H - L:
 * - standard: pivot (H + L + C) / 3; first levels 2 pivot - L and 2 pivot - H, second pivot ± R, third H + 2 (pivot - L) and
 *   L - 2 (H - pivot)
 * - woodie: the same levels around pivot (H + L + 2 x open of the bar itself) / 4
 * - fibonacci: pivot (H + L + C) / 3, levels pivot ± 0.382 R, 0.618 R and R
 * - camarilla: pivot C, levels C ± 1.1 R / 12, 1.1 R / 6 and 1.1 R / 4
 * Floor traders' arithmetic; K. Woodie, N. Scott (camarilla, 1989). The window and the pivots are those of Stock.Indicators.
 */
export const pivotPoints = defineIndicator({
  name: 'pivotPoints',
  title: 'Pivot points',
  about:
    'From highest high H, lowest low L, last close C and R = H - L of the window bars before the last offset bars. standard: pivot (H + L + C) / 3, r1 2 pivot - L, r2 pivot + R, r3 H + 2 (pivot - L), s1 to s3 mirrored. woodie: pivot (H + L + 2 open) / 4. fibonacci: pivot ± 0.382 R, 0.618 R, R. camarilla: C ± 1.1 R / 12, / 6, / 4.',
  params: {
    window: integer(20, { min: 1, max: 5000 }),
    offset: integer(0, { min: 0, max: 5000 }),
    type: choice('standard', 'fibonacci', 'woodie', 'camarilla'),
  },
  lines: ['pivot', 'r1', 'r2', 'r3', 's1', 's2', 's3'],
  takesSource: false,
  warmup: ({ window, offset }) => {
    const first = window + offset
    return { pivot: first, r1: first, r2: first, r3: first, s1: first, s2: first, s3: first }
  },
  create: ({ bars, lines }, { window, offset, type }, out) => {
    const high = lines(highest, { period: window }, { column: bars.highColumn, warmup: 0 }).highest.column
    const low = lines(lowest, { period: window }, { column: bars.lowColumn, warmup: 0 }).lowest.column
    return new PivotPoints({ bars, high, low, lag: offset + 1, start: window + offset, recipe: RECIPES[type] }, out)
  },
})

/**
 * pivot = high and low share x (H + L) + close share x C + open share x open. Resistance n is pivot + range[n] R + reach[n]
 * (pivot - L), support n is pivot - range[n] R - reach[n] (H - pivot).
 */
interface Recipe {
  readonly shares: readonly [highLow: number, close: number, open: number]
  readonly range: readonly [number, number, number]
  readonly reach: readonly [number, number, number]
}

const FLOOR = { range: [0, 1, 1], reach: [1, 0, 1] } as const
const RECIPES: Readonly<Record<'standard' | 'fibonacci' | 'woodie' | 'camarilla', Recipe>> = {
  standard: { shares: [1 / 3, 1 / 3, 0], ...FLOOR },
  fibonacci: { shares: [1 / 3, 1 / 3, 0], range: [0.382, 0.618, 1], reach: [0, 0, 0] },
  woodie: { shares: [1 / 4, 0, 1 / 2], ...FLOOR },
  camarilla: { shares: [0, 1, 0], range: [1.1 / 12, 1.1 / 6, 1.1 / 4], reach: [0, 0, 0] },
}

interface Window {
  readonly bars: Bars
  readonly high: Column
  readonly low: Column
  /** Bars from the end of the window to the bar. */
  readonly lag: number
  readonly start: number
  readonly recipe: Recipe
}

type Out = Readonly<Record<'pivot' | 'r1' | 'r2' | 'r3' | 's1' | 's2' | 's3', Column>>

class PivotPoints implements Indicator {
  readonly #in: Window
  readonly #out: Out

  constructor(window: Window, out: Out) {
    this.#in = window
    this.#out = out
  }

  extend(from: number, to: number): void {
    const start = Math.min(to, this.#in.start)
    if (from < start) for (const { values } of Object.values(this.#out)) values.fill(Number.NaN, from, start)
    const { lag, recipe } = this.#in
    const [highLow, last, first] = recipe.shares
    const high = this.#in.high.values
    const low = this.#in.low.values
    const { open, close } = this.#in.bars
    const pivots = this.#out.pivot.values
    for (let i = Math.max(from, start); i < to; i++) {
      const sum = (high[i - lag] as number) + (low[i - lag] as number)
      pivots[i] = highLow * sum + last * (close[i - lag] as number) + first * (open[i] as number)
    }
    const { r1, r2, r3, s1, s2, s3 } = this.#out
    this.#level([r1.values, s1.values], 0, Math.max(from, start), to)
    this.#level([r2.values, s2.values], 1, Math.max(from, start), to)
    this.#level([r3.values, s3.values], 2, Math.max(from, start), to)
  }

  #level(out: readonly [Float64Array, Float64Array], level: 0 | 1 | 2, from: number, to: number): void {
    const [resistance, support] = out
    const { lag, recipe } = this.#in
    const range = recipe.range[level]
    const reach = recipe.reach[level]
    const high = this.#in.high.values
    const low = this.#in.low.values
    const pivots = this.#out.pivot.values
    for (let i = from; i < to; i++) {
      const pivot = pivots[i] as number
      const top = high[i - lag] as number
      const bottom = low[i - lag] as number
      const distance = range * (top - bottom)
      resistance[i] = pivot + distance + reach * (pivot - bottom)
      support[i] = pivot - distance - reach * (top - pivot)
    }
  }
}
