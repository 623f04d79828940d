import { cdlShootingStar } from './cdl-shooting-star.ts'
import { testPattern } from './testing/test-pattern.ts'

testPattern(cdlShootingStar, {
  bars: [
    [1000, 1030, 990, 1020],
    [1021, 1060, 1018, 1040],
  ],
  value: -100,
  not: {
    'the body is not short': { 1: [1021, 1062, 1018, 1041] },
    'the upper shadow is not longer than the body': { 1: [1021, 1059, 1018, 1040] },
    'there is a lower shadow': { 1: [1021, 1060, 1017, 1040] },
    'the body touches that of the bar before': { 1: [1020, 1059, 1017, 1039] },
  },
})
