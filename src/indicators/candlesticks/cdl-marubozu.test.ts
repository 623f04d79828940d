import { cdlMarubozu } from './cdl-marubozu.ts'
import { testPattern } from './testing/test-pattern.ts'

testPattern(cdlMarubozu, {
  bars: [[1000, 1024, 997, 1021]],
  value: 100,
  mirrored: -100,
  not: {
    'the body is not long': { 0: [1000, 1023, 997, 1020] },
    'there is an upper shadow': { 0: [1000, 1025, 997, 1021] },
    'there is a lower shadow': { 0: [1000, 1024, 996, 1021] },
  },
})
