import { cdlInvertedHammer } from './cdl-inverted-hammer.ts'
import { testPattern } from './testing/test-pattern.ts'

testPattern(cdlInvertedHammer, {
  bars: [
    [1000, 1030, 990, 1020],
    [980, 1019, 977, 999],
  ],
  value: 100,
  not: {
    'the body is not short': { 1: [979, 1020, 976, 999] },
    'the upper shadow is not longer than the body': { 1: [980, 1018, 977, 999] },
    'there is a lower shadow': { 1: [980, 1019, 976, 999] },
    'the body touches that of the bar before': { 1: [981, 1020, 978, 1000] },
  },
})
