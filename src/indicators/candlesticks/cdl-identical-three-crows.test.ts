import { cdlIdenticalThreeCrows } from './cdl-identical-three-crows.ts'
import { testPattern } from './testing/test-pattern.ts'

// Equal is 2 for the second bar and 1.84 for the third.
testPattern(cdlIdenticalThreeCrows, {
  bars: [
    [1020, 1022, 998, 1000],
    [1002, 1004, 978, 980],
    [981, 983, 958, 960],
  ],
  value: -100,
  not: {
    'the second bar opens too high': { 1: [1003, 1005, 978, 980] },
    'the third bar opens too low': { 2: [978, 979, 958, 960] },
    'the first bar has a lower shadow': { 0: [1020, 1022, 996, 1000] },
    'the third bar does not close lower': { 2: [981, 983, 978, 980] },
  },
})
