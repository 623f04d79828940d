import { cdlGravestoneDoji } from './cdl-gravestone-doji.ts'
import { testPattern } from './testing/test-pattern.ts'

testPattern(cdlGravestoneDoji, {
  bars: [[1000, 1040, 997, 1000]],
  value: 100,
  not: {
    'there is a lower shadow': { 0: [1000, 1040, 996, 1000] },
    'there is no upper shadow': { 0: [1000, 1004, 997, 1000] },
    'the body is too large': { 0: [1000, 1040, 997, 1005] },
  },
})
