import type { Candles } from './candles.ts'
import { defineCandlestick } from './define-candlestick.ts'

export const cdlEngulfing = defineCandlestick({
  name: 'cdlEngulfing',
  title: 'Engulfing',
  about:
    'A body that covers that of the bar before, of the other colour; one end may be equal. 100 when white, -100 when black. CDLENGULFING of TA-Lib, which since version 0.6 gives 80 in place of 100 when an end is equal.',
  bullish: {
    bars: [['black'], ['white', 'bodyAround']],
    match: isLarger,
  },
  bearish: {
    bars: [['white'], ['black', 'bodyAround']],
    match: isLarger,
  },
})

/** Of two bodies with equal ends neither covers the other. */
function isLarger(c: Candles, i: number): boolean {
  return c.top(i) > c.top(i - 1) || c.bottom(i) < c.bottom(i - 1)
}
