import { integer, number } from '../../core/params.ts'
import type { Column } from '../../market/column.ts'
import { defineIndicator } from '../indicator.ts'
import { atr } from '../volatility/atr.ts'
import { LineBreaks, type Recognise } from './parts/line-breaks.ts'
import { Turns } from './parts/turns.ts'
import { swings } from './swings.ts'

const ATR_PERIOD = 14
/** Sides of a channel whose width changes by more than this are a wedge or a pennant. */
const NARROWEST = 0.5

/**
 * Flag: a pole, which is a rise from a swing low to a swing high of at least `pole` ATR(14), then a channel against it: a lower high,
 * and a lower low than the low between both highs, no lower than `retrace` of the pole below its top. The channel is about as wide at
 * its newest low as at the top of the pole: neither width is less than half the other. A close above the line through both highs
 * completes it (pattern 100); one more than `retrace` of the pole below its top ends the wait. The flag of a fall is its mirror (-100).
 * Target = channel + pole (- pole). The ATR is that of the bar on which the last low becomes known.
 * R. D. Edwards and J. Magee, Technical Analysis of Stock Trends, 1948; the measures are ours.
 */
export const flag = defineIndicator({
  name: 'flag',
  title: 'Flag',
  about:
    'pattern = 100 where, after a rise of at least pole x ATR(14), a close breaks the line through the falling highs of a channel of two highs and two lows that gave back at most retrace of the rise; -100 for the mirror; else 0. channel = that line at the bar, target = one pole beyond it, of the newest flag (the first close before there is one). Swings count once right bars have closed.',
  params: {
    pole: number(5, { min: 0.5, max: 50 }),
    retrace: number(0.6, { min: 0.1, max: 1 }),
    left: integer(2, { min: 1, max: 1000 }),
    right: integer(2, { min: 1, max: 1000 }),
  },
  lines: ['pattern', 'channel', 'target'],
  takesSource: false,
  warmup: ({ left, right }) => {
    const first = Math.max(left + right, ATR_PERIOD)
    return { pattern: first, channel: first, target: first }
  },
  create: ({ bars, lines }, { pole, retrace, left, right }, { pattern, channel, target }) => {
    const found = lines(swings, { left, right })
    const range = lines(atr, { period: ATR_PERIOD }).atr.column
    const start = Math.max(left + right, ATR_PERIOD)
    const inputs = { bars, swings: found, turns: new Turns(found, right), right, start }
    return new LineBreaks(inputs, recogniser(range, pole, retrace), { pattern, level: channel, target })
  },
})

/** Written for the flag of a rise: the pole runs from turn 4 to turn 3, the channel has the highs 3 and 1 and the lows 2 and 0. */
function recogniser(range: Column, pole: number, retrace: number): Recognise {
  return (turns, breakout, i) => {
    if (turns.count < 5) return false
    const { side } = breakout
    const top = side * turns.price(3)
    const low = side * turns.price(0)
    const drop = side * turns.price(2) - low
    breakout.drawThrough(turns, 3, 1)
    breakout.height = top - side * turns.price(4)
    breakout.giveUp = top - retrace * breakout.height
    const width = breakout.lineAt(turns.bar(0)) - low
    const slope = drop / (turns.bar(0) - turns.bar(2))
    const widthAtTop = top - (low + slope * (turns.bar(0) - turns.bar(3)))
    return (
      breakout.height >= pole * (range.values[i] as number) &&
      breakout.slope < 0 &&
      drop > 0 &&
      low >= breakout.giveUp &&
      width >= NARROWEST * widthAtTop &&
      widthAtTop >= NARROWEST * width &&
      width > 0
    )
  }
}
