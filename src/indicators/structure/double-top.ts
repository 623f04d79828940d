import { integer, number } from '../../core/params.ts'
import { defineIndicator } from '../indicator.ts'
import { LineBreaks, type Recognise } from './parts/line-breaks.ts'
import { Turns } from './parts/turns.ts'
import { swings } from './swings.ts'

/**
 * Double top: two swing highs that differ by at most `tolerance` of the height, with a swing low between them, the neckline, after a
 * rise from a swing low below that. The height runs from the neckline to the higher top. A close below the neckline completes it
 * (pattern -100); one above the higher top ends the wait. The double bottom is its mirror (100). Target = neckline - height (+ height).
 * R. D. Edwards and J. Magee, Technical Analysis of Stock Trends, 1948; the tolerance as a share of the height is ours.
 */
export const doubleTop = defineIndicator({
  name: 'doubleTop',
  title: 'Double top and bottom',
  about:
    'pattern = -100 where a close breaks the low between two swing highs that differ by at most tolerance x height, after a rise from below that low; 100 for the mirror; else 0. neckline = that low, target = one height beyond it, of the newest formation (the first close before there is one). Swings count once right bars have closed.',
  params: {
    tolerance: number(0.2, { min: 0, max: 1 }),
    left: integer(5, { min: 1, max: 1000 }),
    right: integer(5, { min: 1, max: 1000 }),
  },
  lines: ['pattern', 'neckline', 'target'],
  takesSource: false,
  warmup: ({ left, right }) => ({ pattern: left + right, neckline: left + right, target: left + right }),
  create: ({ bars, lines }, { tolerance, left, right }, { pattern, neckline, target }) => {
    const found = lines(swings, { left, right })
    const inputs = { bars, swings: found, turns: new Turns(found, right), right, start: left + right }
    return new LineBreaks(inputs, recogniser(tolerance), { pattern, level: neckline, target })
  },
})

/** Written for the double bottom: `second` low, neckline, `first` low, and the high from which the fall into it came. */
function recogniser(tolerance: number): Recognise {
  return (turns, breakout) => {
    if (turns.count < 4) return false
    const { side } = breakout
    const second = side * turns.price(0)
    const neckline = side * turns.price(1)
    const first = side * turns.price(2)
    const start = side * turns.price(3)
    breakout.bar = turns.bar(1)
    breakout.price = neckline
    breakout.slope = 0
    breakout.giveUp = Math.min(first, second)
    breakout.height = neckline - breakout.giveUp
    return start > neckline && breakout.height > 0 && Math.abs(first - second) <= tolerance * breakout.height
  }
}
