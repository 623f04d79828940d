import { defineCandlestick } from './define-candlestick.ts'

export const cdlEveningStar = defineCandlestick({
  name: 'cdlEveningStar',
  title: 'Evening star',
  about:
    'A long white body, then a body that is not long above it, then a long black body that closes more than 30 % into the first one. CDLEVENINGSTAR of TA-Lib with its penetration of 0.3.',
  bearish: {
    bars: [
      ['white', 'long'],
      ['notLong', 'bodyAbove'],
      ['black', 'long'],
    ],
    match: (c, i) => c.close(i) < c.close(i - 2) - 0.3 * c.body(i - 2),
  },
})
