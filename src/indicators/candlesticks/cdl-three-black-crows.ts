import type { Candles } from './candles.ts'
import { defineCandlestick } from './define-candlestick.ts'

export const cdlThreeBlackCrows = defineCandlestick({
  name: 'cdlThreeBlackCrows',
  title: 'Three black crows',
  about:
    'Three black bars without lower shadows after a white one, each closing lower; the first closes below the high of the white one, the others open inside the body before. CDL3BLACKCROWS of TA-Lib.',
  bearish: {
    bars: [
      ['white'],
      ['black', 'shavenBottom'],
      ['black', 'shavenBottom', 'lowerClose'],
      ['black', 'shavenBottom', 'lowerClose'],
    ],
    match: (c, i) => c.close(i - 2) < c.high(i - 3) && opensInside(c, i - 1) && opensInside(c, i),
  },
})

/** Opens inside the black body of the bar before. */
function opensInside(c: Candles, i: number): boolean {
  return c.open(i) < c.open(i - 1) && c.open(i) > c.close(i - 1)
}
