import { defineCandlestick } from './define-candlestick.ts'

export const cdlPiercing = defineCandlestick({
  name: 'cdlPiercing',
  title: 'Piercing',
  about:
    'A long black body, then a long white one that opens below the low of the first and closes inside its body, above the middle. CDLPIERCING of TA-Lib.',
  bullish: {
    bars: [
      ['black', 'long'],
      ['white', 'long'],
    ],
    match: (c, i) =>
      c.open(i) < c.low(i - 1) && c.close(i) < c.open(i - 1) && c.close(i) > c.close(i - 1) + 0.5 * c.body(i - 1),
  },
})
