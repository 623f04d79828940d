import { defineCandlestick } from './define-candlestick.ts'

export const cdlMarubozu = defineCandlestick({
  name: 'cdlMarubozu',
  title: 'Marubozu',
  about: 'A long body without shadows; 100 when white, -100 when black. CDLMARUBOZU of TA-Lib.',
  bullish: { bars: [['white', 'long', 'shavenHead', 'shavenBottom']] },
  bearish: { bars: [['black', 'long', 'shavenHead', 'shavenBottom']] },
})
