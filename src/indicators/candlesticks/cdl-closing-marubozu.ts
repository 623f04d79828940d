import { defineCandlestick } from './define-candlestick.ts'

export const cdlClosingMarubozu = defineCandlestick({
  name: 'cdlClosingMarubozu',
  title: 'Closing marubozu',
  about:
    'A long body without a shadow at the close: a white one with no upper shadow (100), a black one with no lower shadow (-100). CDLCLOSINGMARUBOZU of TA-Lib.',
  bullish: { bars: [['white', 'long', 'shavenHead']] },
  bearish: { bars: [['black', 'long', 'shavenBottom']] },
})
