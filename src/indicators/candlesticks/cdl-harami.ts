import { defineCandlestick } from './define-candlestick.ts'

export const cdlHarami = defineCandlestick({
  name: 'cdlHarami',
  title: 'Harami',
  about:
    'A body that is not long inside a long one before it; the ends may be equal. 100 after a black body, -100 after a white one. CDLHARAMI of TA-Lib, which since version 0.6 gives 80 in place of 100 when an end is equal.',
  bullish: {
    bars: [
      ['black', 'long'],
      ['notLong', 'bodyWithin'],
    ],
  },
  bearish: {
    bars: [
      ['white', 'long'],
      ['notLong', 'bodyWithin'],
    ],
  },
})
