import { defineCandlestick } from './define-candlestick.ts'

export const cdlDoji = defineCandlestick({
  name: 'cdlDoji',
  title: 'Doji',
  about:
    'Open and close are all but equal: the body is a doji. Always 100, though it has no direction. CDLDOJI of TA-Lib.',
  bullish: { bars: [['doji']] },
})
