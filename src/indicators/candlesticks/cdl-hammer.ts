import { defineCandlestick } from './define-candlestick.ts'

export const cdlHammer = defineCandlestick({
  name: 'cdlHammer',
  title: 'Hammer',
  about:
    'A short body with a lower shadow longer than it and no upper one, its lower end below or near the low of the bar before (at most 20 % of the mean range of 5 bars above it). TA-Lib does not ask for a downtrend before. CDLHAMMER of TA-Lib.',
  bullish: {
    bars: [[], ['short', 'shavenHead', 'longLowerShadow']],
    match: (c, i) => c.bottom(i) <= c.low(i - 1) + c.near(i - 1),
  },
})
