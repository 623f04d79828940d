import { defineCandlestick } from './define-candlestick.ts'

export const cdlTweezers = defineCandlestick({
  name: 'cdlTweezers',
  title: 'Tweezers',
  about:
    'A long white body, then a black one with an equal high (-100), or a long black body, then a white one with an equal low (100); equal within 5 % of the mean range of 5 bars. Not one of TA-Lib; its candle settings are used. After S. Nison, Japanese Candlestick Charting Techniques, 1991, who does not ask for the long body.',
  bullish: {
    bars: [['black', 'long'], ['white']],
    match: (c, i) => Math.abs(c.low(i) - c.low(i - 1)) <= c.equal(i - 1),
  },
  bearish: {
    bars: [['white', 'long'], ['black']],
    match: (c, i) => Math.abs(c.high(i) - c.high(i - 1)) <= c.equal(i - 1),
  },
})
