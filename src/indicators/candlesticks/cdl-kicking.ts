import { defineCandlestick } from './define-candlestick.ts'

export const cdlKicking = defineCandlestick({
  name: 'cdlKicking',
  title: 'Kicking',
  about:
    'Two marubozu of opposite colours with a gap between them: black, then white above it (100), or white, then black below it (-100). CDLKICKING of TA-Lib.',
  bullish: {
    bars: [
      ['black', 'long', 'shavenHead', 'shavenBottom'],
      ['white', 'long', 'shavenHead', 'shavenBottom', 'gapUp'],
    ],
  },
  bearish: {
    bars: [
      ['white', 'long', 'shavenHead', 'shavenBottom'],
      ['black', 'long', 'shavenHead', 'shavenBottom', 'gapDown'],
    ],
  },
})
