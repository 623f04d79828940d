import type { Candles } from './candles.ts'
import { defineCandlestick } from './define-candlestick.ts'

export const cdlThreeWhiteSoldiers = defineCandlestick({
  name: 'cdlThreeWhiteSoldiers',
  title: 'Three white soldiers',
  about:
    'Three white bars without upper shadows, each closing higher; the second and third open above the open of the bar before and not far above its close (20 % of the mean range of 5 bars), and their bodies are not far smaller than the one before (60 % of it); the last is not short. CDL3WHITESOLDIERS of TA-Lib.',
  bullish: {
    bars: [
      ['white', 'shavenHead'],
      ['white', 'shavenHead', 'higherClose'],
      ['white', 'long', 'shavenHead', 'higherClose'],
    ],
    match: (c, i) => goesOn(c, i - 1) && goesOn(c, i),
  },
})

/** Opens above the open of the bar before and not far above its close, with a body not far smaller. */
function goesOn(c: Candles, i: number): boolean {
  return (
    c.open(i) > c.open(i - 1) && c.open(i) <= c.close(i - 1) + c.near(i - 1) && c.body(i) > c.body(i - 1) - c.far(i - 1)
  )
}
