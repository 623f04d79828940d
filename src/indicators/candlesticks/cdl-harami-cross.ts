import { defineCandlestick } from './define-candlestick.ts'

export const cdlHaramiCross = defineCandlestick({
  name: 'cdlHaramiCross',
  title: 'Harami cross',
  about:
    'A doji inside a long body before it; the ends may be equal. 100 after a black body, -100 after a white one. CDLHARAMICROSS of TA-Lib, which since version 0.6 gives 80 in place of 100 when an end is equal.',
  bullish: {
    bars: [
      ['black', 'long'],
      ['doji', 'bodyWithin'],
    ],
  },
  bearish: {
    bars: [
      ['white', 'long'],
      ['doji', 'bodyWithin'],
    ],
  },
})
