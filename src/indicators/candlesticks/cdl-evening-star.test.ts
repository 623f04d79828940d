import { cdlEveningStar } from './cdl-evening-star.ts'
import { testPattern } from './testing/test-pattern.ts'

// The third body is measured by (8 x 20 + 21 + 5) / 10 = 18.6; 30 % into the first body is 993.7.
testPattern(cdlEveningStar, {
  bars: [
    [979, 1005, 975, 1000],
    [1005, 1015, 1001, 1010],
    [1012, 1015, 990, 993],
  ],
  value: -100,
  not: {
    'the first body is not long': { 0: [980, 1005, 975, 1000] },
    'the star is long': { 1: [1001, 1025, 1001, 1022], 2: [1020, 1025, 990, 993] },
    'the star touches the first body': { 1: [1005, 1015, 995, 1000] },
    'the third body is not long': { 2: [1011, 1015, 990, 993] },
    'the third bar closes less than 30 % into the first body': { 2: [1020, 1025, 990, 994] },
  },
})
