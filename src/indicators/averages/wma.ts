import { integer } from '../../core/params.ts'
import { defineIndicator } from '../indicator.ts'
import { RollingWindow } from '../parts/rolling-window.ts'

/** Weighted moving average: the mean of the last `period` prices with weights 1 (the oldest) to `period` (the newest). */
export const wma = defineIndicator({
  name: 'wma',
  title: 'Weighted moving average',
  about: 'The mean of the last period prices, weighted 1 for the oldest to period for the newest.',
  params: { period: integer(20, { min: 1, max: 5000 }) },
  lines: ['wma'],
  takesSource: true,
  warmup: ({ period }) => ({ wma: period - 1 }),
  create: ({ source }, { period }, lines) => new Wma(source, lines.wma, period),
})

/** Keeps the plain and the weighted sum of the distances of the prices to an anchor. */
class Wma extends RollingWindow {
  #anchor = 0.5
  #sum = 0.5
  #weighted = 0.5

  protected roll(from: number, to: number): void {
    const source = this.source.values
    const out = this.out.values
    const period = this.period
    const anchor = this.#anchor
    const share = 2 / (period * (period + 1))
    let sum = this.#sum
    let weighted = this.#weighted
    for (let i = from; i < to; i++) {
      const distance = (source[i] as number) - anchor
      weighted += period * distance - sum
      sum += distance - ((source[i - period] as number) - anchor)
      out[i] = anchor + weighted * share
    }
    this.#sum = sum
    this.#weighted = weighted
  }

  protected restart(i: number): void {
    const source = this.source.values
    const { period } = this
    const anchor = source[i] as number
    let sum = 0
    let weighted = 0
    for (let weight = 1; weight <= period; weight++) {
      const distance = (source[i - period + weight] as number) - anchor
      sum += distance
      weighted += weight * distance
    }
    this.#anchor = anchor
    this.#sum = sum
    this.#weighted = weighted
    this.out.values[i] = anchor + (weighted * 2) / (period * (period + 1))
  }
}
