import type { Candles } from './candles.ts'
import { defineCandlestick } from './define-candlestick.ts'

export const cdlThreeOutside = defineCandlestick({
  name: 'cdlThreeOutside',
  title: 'Three outside',
  about:
    'An engulfing bar, no end equal, that the third bar confirms by a close further on. Up is 100, down -100. CDL3OUTSIDE of TA-Lib.',
  bullish: {
    bars: [['black'], ['white', 'bodyAround'], ['higherClose']],
    match: isOutside,
  },
  bearish: {
    bars: [['white'], ['black', 'bodyAround'], ['lowerClose']],
    match: isOutside,
  },
})

/** The second body covers the first with no end equal. */
function isOutside(c: Candles, i: number): boolean {
  return c.top(i - 1) > c.top(i - 2) && c.bottom(i - 1) < c.bottom(i - 2)
}
