import { defineCandlestick } from './define-candlestick.ts'

export const cdlBeltHold = defineCandlestick({
  name: 'cdlBeltHold',
  title: 'Belt hold',
  about:
    'A long body without a shadow at the open: a white one with no lower shadow (100), a black one with no upper shadow (-100). CDLBELTHOLD of TA-Lib.',
  bullish: { bars: [['white', 'long', 'shavenBottom']] },
  bearish: { bars: [['black', 'long', 'shavenHead']] },
})
