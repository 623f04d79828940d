import { cdlSpinningTop } from './cdl-spinning-top.ts'
import { testPattern } from './testing/test-pattern.ts'

testPattern(cdlSpinningTop, {
  bars: [[1000, 1039, 980, 1019]],
  value: 100,
  mirrored: -100,
  not: {
    'the body is not short': { 0: [1000, 1041, 979, 1020] },
    'the upper shadow is not longer than the body': { 0: [1000, 1038, 980, 1019] },
    'the lower shadow is not longer than the body': { 0: [1000, 1039, 981, 1019] },
  },
})
