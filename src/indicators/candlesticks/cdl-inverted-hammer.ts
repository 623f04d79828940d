import { defineCandlestick } from './define-candlestick.ts'

export const cdlInvertedHammer = defineCandlestick({
  name: 'cdlInvertedHammer',
  title: 'Inverted hammer',
  about:
    'A short body with an upper shadow longer than it and no lower one, the body below that of the bar before. CDLINVERTEDHAMMER of TA-Lib.',
  bullish: { bars: [[], ['short', 'shavenBottom', 'longUpperShadow', 'bodyBelow']] },
})
