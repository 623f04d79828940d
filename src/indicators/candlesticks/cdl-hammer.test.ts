import { cdlHammer } from './cdl-hammer.ts'
import { testPattern } from './testing/test-pattern.ts'

// Near is 8 and the low of the bar before 990: the body may begin at 998.
testPattern(cdlHammer, {
  bars: [
    [1000, 1030, 990, 1020],
    [998, 1020, 978, 1017],
  ],
  value: 100,
  not: {
    'the body is not short': { 1: [998, 1021, 977, 1018] },
    'the lower shadow is not longer than the body': { 1: [998, 1020, 979, 1017] },
    'there is an upper shadow': { 1: [998, 1021, 978, 1017] },
    'the body is not near the low of the bar before': { 1: [999, 1021, 979, 1018] },
  },
})
