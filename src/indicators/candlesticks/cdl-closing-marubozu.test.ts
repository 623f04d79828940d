import { cdlClosingMarubozu } from './cdl-closing-marubozu.ts'
import { testPattern } from './testing/test-pattern.ts'

testPattern(cdlClosingMarubozu, {
  bars: [[1000, 1024, 980, 1021]],
  value: 100,
  mirrored: -100,
  not: {
    'the body is not long': { 0: [1000, 1023, 980, 1020] },
    'there is a shadow at the close': { 0: [1000, 1025, 980, 1021] },
  },
})
