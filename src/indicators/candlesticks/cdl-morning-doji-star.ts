import { defineCandlestick } from './define-candlestick.ts'

export const cdlMorningDojiStar = defineCandlestick({
  name: 'cdlMorningDojiStar',
  title: 'Morning doji star',
  about:
    'A long black body, then a doji below it, then a long white body that closes more than 30 % into the first one. CDLMORNINGDOJISTAR of TA-Lib with its penetration of 0.3.',
  bullish: {
    bars: [
      ['black', 'long'],
      ['doji', 'bodyBelow'],
      ['white', 'long'],
    ],
    match: (c, i) => c.close(i) > c.close(i - 2) + 0.3 * c.body(i - 2),
  },
})
