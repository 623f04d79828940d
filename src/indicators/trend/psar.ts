import { number } from '../../core/params.ts'
import type { Bars } from '../../market/bars.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'

/**
 * Parabolic stop and reverse: each bar the stop moves by `acceleration` of its distance to the extreme price of the trend, but not
 * past the lows (in a downtrend the highs) of the two bars before. Acceleration starts at `step` and grows by `step` with each new
 * extreme, up to `maximum`. A low below the stop turns the trend: the stop is then the extreme of the trend that ended, that bar
 * included, and acceleration starts again. Direction is 1 up, -1 down.
 * The first trend is that of the middle from bar 0 to bar 1 (up when equal), its stop the far end of bar 0, as in Tulip.
 * J. W. Wilder, New Concepts in Technical Trading Systems, 1978.
 */
export const psar = defineIndicator({
  name: 'psar',
  title: 'Parabolic SAR',
  about:
    'stop += acceleration x (extreme - stop), not past the two bars before; acceleration grows by step with each new extreme up to maximum; a price beyond the stop turns the trend and sets the stop to the old extreme. direction is 1 up, -1 down.',
  params: { step: number(0.02, { min: 0.0001, max: 1 }), maximum: number(0.2, { min: 0.0001, max: 2 }) },
  lines: ['psar', 'direction'],
  takesSource: false,
  warmup: () => ({ psar: 1, direction: 1 }),
  create: ({ bars }, { step, maximum }, lines) => new ParabolicSar(bars, lines, Math.min(step, maximum), maximum),
})

type Out = Readonly<Record<'psar' | 'direction', Column>>

class ParabolicSar implements Indicator {
  readonly #bars: Bars
  readonly #out: Out
  readonly #step: number
  readonly #maximum: number
  #stop = 0.5
  #extreme = 0.5
  #acceleration = 0.5
  #side = 1

  constructor(bars: Bars, out: Out, step: number, maximum: number) {
    this.#bars = bars
    this.#out = out
    this.#step = step
    this.#maximum = maximum
  }

  extend(from: number, to: number): void {
    if (from === 0) this.#out.psar.values[0] = this.#out.direction.values[0] = Number.NaN
    if (from <= 1 && to > 1) this.#seed()
    const { high, low } = this.#bars
    const out = this.#out.psar.values
    const direction = this.#out.direction.values
    const step = this.#step
    const maximum = this.#maximum
    let stop = this.#stop
    let extreme = this.#extreme
    let acceleration = this.#acceleration
    let side = this.#side
    for (let i = Math.max(from, 1); i < to; i++) {
      const near = side > 0 ? low : high
      const far = side > 0 ? high : low
      const one = near[i - 1] as number
      const two = near[Math.max(0, i - 2)] as number
      stop += acceleration * (extreme - stop)
      stop = side > 0 ? Math.min(stop, one, two) : Math.max(stop, one, two)
      const newest = far[i] as number
      if ((newest - extreme) * side > 0) {
        extreme = newest
        acceleration = Math.min(acceleration + step, maximum)
      }
      if (((near[i] as number) - stop) * side < 0) {
        stop = extreme
        extreme = near[i] as number
        acceleration = step
        side = -side
      }
      out[i] = stop
      direction[i] = side
    }
    this.#stop = stop
    this.#extreme = extreme
    this.#acceleration = acceleration
    this.#side = side
  }

  #seed(): void {
    const { high, low } = this.#bars
    const isUp = (high[1] as number) + (low[1] as number) >= (high[0] as number) + (low[0] as number)
    this.#side = isUp ? 1 : -1
    this.#extreme = (isUp ? high : low)[0] as number
    this.#stop = (isUp ? low : high)[0] as number
    this.#acceleration = this.#step
  }
}
