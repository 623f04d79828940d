import { cdlDoji } from './cdl-doji.ts'
import { testPattern } from './testing/test-pattern.ts'

testPattern(cdlDoji, {
  bars: [[1000, 1020, 980, 1004]],
  value: 100,
  mirrored: 100,
  not: {
    'the body is above 10 % of the mean range': { 0: [1000, 1020, 980, 1005] },
  },
})
