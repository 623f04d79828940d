import { defineCandlestick } from './define-candlestick.ts'

export const cdlLongLeggedDoji = defineCandlestick({
  name: 'cdlLongLeggedDoji',
  title: 'Long-legged doji',
  about:
    'A doji with a shadow longer than its body on at least one side. Always 100, though it has no direction. CDLLONGLEGGEDDOJI of TA-Lib.',
  bullish: {
    bars: [['doji']],
    match: (c, i) => c.high(i) - c.top(i) > c.body(i) || c.bottom(i) - c.low(i) > c.body(i),
  },
})
