import { integer, number } from '../../core/params.ts'
import { defineIndicator } from '../indicator.ts'
import { LineBreaks, type Recognise } from './parts/line-breaks.ts'
import { Turns } from './parts/turns.ts'
import { swings } from './swings.ts'

/**
 * Head and shoulders: three swing highs, the middle one the highest, the outer two above the neckline and different by at most
 * `tolerance` of the height, after a rise from a swing low below both lows between them. The neckline runs through those two lows and
 * on; the height is that of the head above it. A close below the neckline completes it (pattern -100); one above the head ends the
 * wait. The inverse form is its mirror (100). Target = neckline - height (+ height).
 * R. D. Edwards and J. Magee, Technical Analysis of Stock Trends, 1948; the tolerance as a share of the height is ours.
 */
export const headAndShoulders = defineIndicator({
  name: 'headAndShoulders',
  title: 'Head and shoulders',
  about:
    'pattern = -100 where a close breaks the line through the two lows beside a head, with shoulders that are lower than the head, above that line and differ by at most tolerance x height, after a rise from below; 100 for the inverse; else 0. neckline = that line at the bar, target = one height beyond it, of the newest formation (the first close before there is one). Swings count once right bars have closed.',
  params: {
    tolerance: number(0.3, { min: 0, max: 1 }),
    left: integer(3, { min: 1, max: 1000 }),
    right: integer(3, { min: 1, max: 1000 }),
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

/** Written for the inverse form, whose head and shoulders are lows: turns 0, 2 and 4; the neckline runs through turns 3 and 1. */
function recogniser(tolerance: number): Recognise {
  return (turns, breakout) => {
    if (turns.count < 6) return false
    const { side } = breakout
    const rightShoulder = side * turns.price(0)
    const head = side * turns.price(2)
    const leftShoulder = side * turns.price(4)
    breakout.drawThrough(turns, 3, 1)
    breakout.giveUp = head
    breakout.height = breakout.lineAt(turns.bar(2)) - head
    return (
      side * turns.price(5) > Math.max(side * turns.price(3), side * turns.price(1)) &&
      head < Math.min(leftShoulder, rightShoulder) &&
      leftShoulder < breakout.lineAt(turns.bar(4)) &&
      rightShoulder < breakout.lineAt(turns.bar(0)) &&
      breakout.height > 0 &&
      Math.abs(leftShoulder - rightShoulder) <= tolerance * breakout.height
    )
  }
}
