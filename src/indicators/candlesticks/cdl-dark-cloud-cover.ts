import { defineCandlestick } from './define-candlestick.ts'

export const cdlDarkCloudCover = defineCandlestick({
  name: 'cdlDarkCloudCover',
  title: 'Dark cloud cover',
  about:
    'A long white body, then a black one that opens above the high of the first and closes inside its body, below the middle. CDLDARKCLOUDCOVER of TA-Lib with its penetration of 0.5.',
  bearish: {
    bars: [['white', 'long'], ['black']],
    match: (c, i) =>
      c.open(i) > c.high(i - 1) && c.close(i) > c.open(i - 1) && c.close(i) < c.close(i - 1) - 0.5 * c.body(i - 1),
  },
})
