import { defineCandlestick } from './define-candlestick.ts'

export const cdlEveningDojiStar = defineCandlestick({
  name: 'cdlEveningDojiStar',
  title: 'Evening doji star',
  about:
    'A long white body, then a doji above it, then a long black body that closes more than 30 % into the first one. CDLEVENINGDOJISTAR of TA-Lib with its penetration of 0.3.',
  bearish: {
    bars: [
      ['white', 'long'],
      ['doji', 'bodyAbove'],
      ['black', 'long'],
    ],
    match: (c, i) => c.close(i) < c.close(i - 2) - 0.3 * c.body(i - 2),
  },
})
