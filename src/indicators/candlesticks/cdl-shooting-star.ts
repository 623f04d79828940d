import { defineCandlestick } from './define-candlestick.ts'

export const cdlShootingStar = defineCandlestick({
  name: 'cdlShootingStar',
  title: 'Shooting star',
  about:
    'A short body with an upper shadow longer than it and no lower one, the body above that of the bar before. CDLSHOOTINGSTAR of TA-Lib.',
  bearish: { bars: [[], ['short', 'shavenBottom', 'longUpperShadow', 'bodyAbove']] },
})
