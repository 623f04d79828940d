import { cdlTakuri } from './cdl-takuri.ts'
import { testPattern } from './testing/test-pattern.ts'

testPattern(cdlTakuri, {
  bars: [[1000, 1007, 991, 1004]],
  value: 100,
  not: {
    'the lower shadow is not longer than twice the body': { 0: [1000, 1007, 992, 1004] },
    'there is an upper shadow': { 0: [1000, 1008, 991, 1004] },
    'the body is too large': { 0: [1000, 1008, 980, 1005] },
  },
})
