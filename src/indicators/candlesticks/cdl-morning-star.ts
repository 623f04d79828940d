import { defineCandlestick } from './define-candlestick.ts'

export const cdlMorningStar = defineCandlestick({
  name: 'cdlMorningStar',
  title: 'Morning star',
  about:
    'A long black body, then a body that is not long below it, then a long white body that closes more than 30 % into the first one. CDLMORNINGSTAR of TA-Lib with its penetration of 0.3.',
  bullish: {
    bars: [
      ['black', 'long'],
      ['notLong', 'bodyBelow'],
      ['white', 'long'],
    ],
    match: (c, i) => c.close(i) > c.close(i - 2) + 0.3 * c.body(i - 2),
  },
})
