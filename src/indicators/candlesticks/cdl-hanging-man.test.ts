import { cdlHangingMan } from './cdl-hanging-man.ts'
import { testPattern } from './testing/test-pattern.ts'

// Near is 8 and the high of the bar before 1030: the body may begin at 1022.
testPattern(cdlHangingMan, {
  bars: [
    [1000, 1030, 990, 1020],
    [1022, 1044, 1002, 1041],
  ],
  value: -100,
  not: {
    'the body is not short': { 1: [1022, 1045, 1001, 1042] },
    'the lower shadow is not longer than the body': { 1: [1022, 1044, 1003, 1041] },
    'there is an upper shadow': { 1: [1022, 1045, 1002, 1041] },
    'the body is not near the high of the bar before': { 1: [1021, 1043, 1001, 1040] },
  },
})
