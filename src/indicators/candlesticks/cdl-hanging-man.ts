import { defineCandlestick } from './define-candlestick.ts'

export const cdlHangingMan = defineCandlestick({
  name: 'cdlHangingMan',
  title: 'Hanging man',
  about:
    'A hammer at a high: a short body with a lower shadow longer than it and no upper one, its lower end above or near the high of the bar before (at most 20 % of the mean range of 5 bars below it). TA-Lib does not ask for an uptrend before. CDLHANGINGMAN of TA-Lib.',
  bearish: {
    bars: [[], ['short', 'shavenHead', 'longLowerShadow']],
    match: (c, i) => c.bottom(i) >= c.high(i - 1) - c.near(i - 1),
  },
})
