import { defineCandlestick } from './define-candlestick.ts'

export const cdlSpinningTop = defineCandlestick({
  name: 'cdlSpinningTop',
  title: 'Spinning top',
  about: 'A short body with both shadows longer than it; 100 when white, -100 when black. CDLSPINNINGTOP of TA-Lib.',
  bullish: { bars: [['white', 'short', 'longUpperShadow', 'longLowerShadow']] },
  bearish: { bars: [['black', 'short', 'longUpperShadow', 'longLowerShadow']] },
})
