import type { Candles } from './candles.ts'
import { defineCandlestick } from './define-candlestick.ts'

export const cdlThreeInside = defineCandlestick({
  name: 'cdlThreeInside',
  title: 'Three inside',
  about:
    'A harami that the third bar confirms: a long body, a body that is not long inside it, and a bar of the other colour that closes beyond the open of the first. Up is 100, down -100. CDL3INSIDE of TA-Lib.',
  bullish: {
    bars: [['black', 'long'], ['notLong', 'bodyWithin'], ['white']],
    match: (c, i) => isInside(c, i) && c.close(i) > c.open(i - 2),
  },
  bearish: {
    bars: [['white', 'long'], ['notLong', 'bodyWithin'], ['black']],
    match: (c, i) => isInside(c, i) && c.close(i) < c.open(i - 2),
  },
})

/** The second body lies inside the first with no end equal. */
function isInside(c: Candles, i: number): boolean {
  return c.top(i - 1) < c.top(i - 2) && c.bottom(i - 1) > c.bottom(i - 2)
}
