import { defineCandlestick } from './define-candlestick.ts'

export const cdlGravestoneDoji = defineCandlestick({
  name: 'cdlGravestoneDoji',
  title: 'Gravestone doji',
  about:
    'A doji at the bottom of its bar: no lower shadow, but an upper one. Always 100, as TA-Lib has it, though books read it as bearish. CDLGRAVESTONEDOJI of TA-Lib.',
  bullish: { bars: [['doji', 'shavenBottom', 'upperShadow']] },
})
