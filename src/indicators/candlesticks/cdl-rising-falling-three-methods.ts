import type { Candles } from './candles.ts'
import { defineCandlestick } from './define-candlestick.ts'

export const cdlRisingFallingThreeMethods = defineCandlestick({
  name: 'cdlRisingFallingThreeMethods',
  title: 'Rising and falling three methods',
  about:
    'A long body, three short ones of the other colour that go against it and lie at least partly in its range, then a long one of its colour that opens beyond the last close and closes beyond the first. Rising is 100, falling -100. CDLRISEFALL3METHODS of TA-Lib.',
  bullish: {
    bars: [
      ['white', 'long'],
      ['black', 'short'],
      ['black', 'short', 'lowerClose'],
      ['black', 'short', 'lowerClose'],
      ['white', 'long'],
    ],
    match: (c, i) => arePauses(c, i) && c.open(i) > c.close(i - 1) && c.close(i) > c.close(i - 4),
  },
  bearish: {
    bars: [
      ['black', 'long'],
      ['white', 'short'],
      ['white', 'short', 'higherClose'],
      ['white', 'short', 'higherClose'],
      ['black', 'long'],
    ],
    match: (c, i) => arePauses(c, i) && c.open(i) < c.close(i - 1) && c.close(i) < c.close(i - 4),
  },
})

/** Part of each of the three bodies between lies in the range of the first bar. */
function arePauses(c: Candles, i: number): boolean {
  for (let j = i - 3; j < i; j++) if (c.bottom(j) >= c.high(i - 4) || c.top(j) <= c.low(i - 4)) return false
  return true
}
