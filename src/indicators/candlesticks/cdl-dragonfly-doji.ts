import { defineCandlestick } from './define-candlestick.ts'

export const cdlDragonflyDoji = defineCandlestick({
  name: 'cdlDragonflyDoji',
  title: 'Dragonfly doji',
  about: 'A doji at the top of its bar: no upper shadow, but a lower one. Always 100. CDLDRAGONFLYDOJI of TA-Lib.',
  bullish: { bars: [['doji', 'shavenHead', 'lowerShadow']] },
})
