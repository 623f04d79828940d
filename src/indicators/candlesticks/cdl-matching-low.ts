import { defineCandlestick } from './define-candlestick.ts'

export const cdlMatchingLow = defineCandlestick({
  name: 'cdlMatchingLow',
  title: 'Matching low',
  about: 'Two black bars with equal closes (within 5 % of the mean range of 5 bars). CDLMATCHINGLOW of TA-Lib.',
  bullish: {
    bars: [['black'], ['black']],
    match: (c, i) => Math.abs(c.close(i) - c.close(i - 1)) <= c.equal(i - 1),
  },
})
