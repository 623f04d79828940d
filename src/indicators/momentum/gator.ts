import type { Column } from '../../market/column.ts'
import { alligator } from '../averages/alligator.ts'
import { defineIndicator, type Indicator } from '../indicator.ts'

/**
 * Gator oscillator (B. Williams, New Trading Dimensions, 1998): how far the mouth of the alligator is open. upper is
 * the distance of jaw and teeth; lower is that of teeth and lips, below 0 so that it is drawn downwards.
 */
export const gator = defineIndicator({
  name: 'gator',
  title: 'Gator oscillator',
  about: 'upper = |jaw - teeth|, lower = -|teeth - lips| of the alligator.',
  params: alligator.params,
  lines: ['upper', 'lower'],
  takesSource: false,
  warmup: (params) => {
    const { jaw, teeth, lips } = alligator.warmup(params)
    return { upper: Math.max(jaw, teeth), lower: Math.max(teeth, lips) }
  },
  create: ({ lines }, params, out) => {
    const { jaw, teeth, lips } = lines(alligator, params)
    return new Gator({ jaw: jaw.column, teeth: teeth.column, lips: lips.column }, out)
  },
})

type Mouth = Readonly<Record<'jaw' | 'teeth' | 'lips', Column>>
type Out = Readonly<Record<'upper' | 'lower', Column>>

class Gator implements Indicator {
  readonly #mouth: Mouth
  readonly #out: Out

  constructor(mouth: Mouth, out: Out) {
    this.#mouth = mouth
    this.#out = out
  }

  extend(from: number, to: number): void {
    const jaws = this.#mouth.jaw.values
    const teeth = this.#mouth.teeth.values
    const lips = this.#mouth.lips.values
    const upper = this.#out.upper.values
    const lower = this.#out.lower.values
    for (let i = from; i < to; i++) {
      const between = teeth[i] as number
      upper[i] = Math.abs((jaws[i] as number) - between)
      lower[i] = -Math.abs(between - (lips[i] as number))
    }
  }
}
