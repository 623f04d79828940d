import { integer } from '../../core/params.ts'
import { defineIndicator } from '../indicator.ts'
import { RollingWindow } from '../parts/rolling-window.ts'

/** Simple moving average: the mean of the last `period` prices. */
export const sma = defineIndicator({
  name: 'sma',
  title: 'Simple moving average',
  about: 'The mean of the last period prices.',
  params: { period: integer(20, { min: 1, max: 5000 }) },
  lines: ['sma'],
  takesSource: true,
  warmup: ({ period }) => ({ sma: period - 1 }),
  create: ({ source }, { period }, lines) => new Sma(source, lines.sma, period),
})

/** Keeps the sum of the distances of the prices to an anchor. */
class Sma extends RollingWindow {
  #anchor = 0.5
  #sum = 0.5

  protected roll(from: number, to: number): void {
    const source = this.source.values
    const out = this.out.values
    const period = this.period
    const anchor = this.#anchor
    const share = 1 / period
    let sum = this.#sum
    for (let i = from; i < to; i++) {
      sum += (source[i] as number) - (source[i - period] as number)
      out[i] = anchor + sum * share
    }
    this.#sum = sum
  }

  protected restart(i: number): void {
    const source = this.source.values
    const anchor = source[i] as number
    let sum = 0
    for (let j = i - this.period + 1; j <= i; j++) sum += (source[j] as number) - anchor
    this.#anchor = anchor
    this.#sum = sum
    this.out.values[i] = anchor + sum / this.period
  }
}
