import type { Candles } from './candles.ts'
import { defineCandlestick } from './define-candlestick.ts'

export const cdlTristar = defineCandlestick({
  name: 'cdlTristar',
  title: 'Tristar',
  about:
    'Three doji, measured by the bars before the first: the second above the first and the third (-100) or below them (100). CDLTRISTAR of TA-Lib.',
  bullish: {
    bars: [['doji'], ['bodyBelow'], []],
    match: (c, i) => c.bottom(i) > c.bottom(i - 1) && areDoji(c, i),
  },
  bearish: {
    bars: [['doji'], ['bodyAbove'], []],
    match: (c, i) => c.top(i) < c.top(i - 1) && areDoji(c, i),
  },
})

/** The second and third bar, by the measure of the first. */
function areDoji(c: Candles, i: number): boolean {
  return c.body(i - 1) <= c.tiny(i - 2) && c.body(i) <= c.tiny(i - 2)
}
