import { cdlLongLeggedDoji } from './cdl-long-legged-doji.ts'
import { testPattern } from './testing/test-pattern.ts'

testPattern(cdlLongLeggedDoji, {
  bars: [[1000, 1009, 996, 1004]],
  value: 100,
  mirrored: 100,
  not: {
    'no shadow is longer than the body': { 0: [1000, 1008, 996, 1004] },
    'the body is too large': { 0: [1000, 1020, 980, 1005] },
  },
})
