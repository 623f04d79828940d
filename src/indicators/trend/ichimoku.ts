import { integer } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'
import { midpoint } from '../levels/midpoint.ts'

/**
 * Ichimoku kinko hyo (G. Hosoda). tenkan, kijun and the base of senkouB are the middle of the range of `tenkan`, `kijun` and
 * `senkou` bars. The cloud at a bar is the one drawn there, computed `shift` bars before: senkouA = (tenkan + kijun) / 2.
 * chikou is the close; a chart draws it `shift` bars to the left, where it lay in the future and no strategy may read it.
 */
export const ichimoku = defineIndicator({
  name: 'ichimoku',
  title: 'Ichimoku cloud',
  about:
    'tenkan, kijun: (highest high + lowest low) / 2 of so many bars; the cloud at a bar was computed shift bars before: senkouA = (tenkan + kijun) / 2, senkouB over senkou bars; chikou is the close, drawn shift bars to the left.',
  params: {
    tenkan: integer(9, { min: 1, max: 1000 }),
    kijun: integer(26, { min: 1, max: 1000 }),
    senkou: integer(52, { min: 1, max: 1000 }),
    shift: integer(26, { min: 0, max: 1000 }),
  },
  lines: ['tenkan', 'kijun', 'senkouA', 'senkouB', 'chikou'],
  takesSource: false,
  warmup: ({ tenkan, kijun, senkou, shift }) => ({
    tenkan: tenkan - 1,
    kijun: kijun - 1,
    senkouA: Math.max(tenkan, kijun) - 1 + shift,
    senkouB: senkou - 1 + shift,
    chikou: 0,
  }),
  drawShift: ({ shift }) => ({ chikou: -shift }),
  share: ({ bars, lines }, { tenkan, kijun }) => ({
    tenkan: lines(midpoint, { period: tenkan }).midpoint,
    kijun: lines(midpoint, { period: kijun }).midpoint,
    chikou: { column: bars.closeColumn, warmup: 0 },
  }),
  create: ({ lines }, { senkou, shift }, out) =>
    new Cloud(out, lines(midpoint, { period: senkou }).midpoint.column, shift),
})

type Out = Readonly<Record<'tenkan' | 'kijun' | 'senkouA' | 'senkouB', Column>>

class Cloud implements Indicator {
  readonly #lines: Out
  readonly #base: Column
  readonly #shift: number

  constructor(lines: Out, base: Column, shift: number) {
    this.#lines = lines
    this.#base = base
    this.#shift = shift
  }

  extend(from: number, to: number): void {
    const shift = this.#shift
    const tenkan = this.#lines.tenkan.values
    const kijun = this.#lines.kijun.values
    const base = this.#base.values
    const senkouA = this.#lines.senkouA.values
    const senkouB = this.#lines.senkouB.values
    const start = Math.min(to, shift)
    if (from < start) {
      senkouA.fill(Number.NaN, from, start)
      senkouB.fill(Number.NaN, from, start)
    }
    for (let i = Math.max(from, start); i < to; i++) {
      senkouA[i] = ((tenkan[i - shift] as number) + (kijun[i - shift] as number)) * 0.5
      senkouB[i] = base[i - shift] as number
    }
  }
}
