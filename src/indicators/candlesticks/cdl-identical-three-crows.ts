import type { Candles } from './candles.ts'
import { defineCandlestick } from './define-candlestick.ts'

export const cdlIdenticalThreeCrows = defineCandlestick({
  name: 'cdlIdenticalThreeCrows',
  title: 'Identical three crows',
  about:
    'Three black bars without lower shadows, each closing lower and opening at the close of the bar before (within 5 % of the mean range of 5 bars). CDLIDENTICAL3CROWS of TA-Lib.',
  bearish: {
    bars: [
      ['black', 'shavenBottom'],
      ['black', 'shavenBottom', 'lowerClose'],
      ['black', 'shavenBottom', 'lowerClose'],
    ],
    match: (c, i) => opensAtClose(c, i - 1) && opensAtClose(c, i),
  },
})

function opensAtClose(c: Candles, i: number): boolean {
  return Math.abs(c.open(i) - c.close(i - 1)) <= c.equal(i - 1)
}
