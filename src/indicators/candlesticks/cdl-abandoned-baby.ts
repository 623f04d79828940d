import { defineCandlestick } from './define-candlestick.ts'

export const cdlAbandonedBaby = defineCandlestick({
  name: 'cdlAbandonedBaby',
  title: 'Abandoned baby',
  about:
    'A long body, then a doji with a gap after it, then a long body of the other colour with a gap back that closes more than 30 % into the first body: black, down, up, white is 100, white, up, down, black -100. Gaps count the shadows. CDLABANDONEDBABY of TA-Lib with its penetration of 0.3.',
  bullish: {
    bars: [
      ['black', 'long'],
      ['doji', 'gapDown'],
      ['white', 'long', 'gapUp'],
    ],
    match: (c, i) => c.close(i) > c.close(i - 2) + 0.3 * c.body(i - 2),
  },
  bearish: {
    bars: [
      ['white', 'long'],
      ['doji', 'gapUp'],
      ['black', 'long', 'gapDown'],
    ],
    match: (c, i) => c.close(i) < c.close(i - 2) - 0.3 * c.body(i - 2),
  },
})
