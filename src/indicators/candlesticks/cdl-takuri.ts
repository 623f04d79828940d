import { defineCandlestick } from './define-candlestick.ts'

export const cdlTakuri = defineCandlestick({
  name: 'cdlTakuri',
  title: 'Takuri',
  about:
    'A dragonfly doji with a very long lower shadow: a doji, no upper shadow, a lower one longer than twice the body. CDLTAKURI of TA-Lib.',
  bullish: {
    bars: [['doji', 'shavenHead']],
    match: (c, i) => c.bottom(i) - c.low(i) > 2 * c.body(i),
  },
})
