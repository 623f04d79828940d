import { cdlEveningDojiStar } from './cdl-evening-doji-star.ts'
import { testPattern } from './testing/test-pattern.ts'

// The star is measured by 10 % of (9 x 40 + 30) / 10 = 3.9; 30 % into the first body is 993.7.
testPattern(cdlEveningDojiStar, {
  bars: [
    [979, 1005, 975, 1000],
    [1007, 1015, 1001, 1010],
    [1012, 1015, 990, 993],
  ],
  value: -100,
  not: {
    'the first body is not long': { 0: [980, 1005, 975, 1000] },
    'the star is no doji': { 1: [1006, 1015, 1001, 1010] },
    'the star touches the first body': { 1: [1002, 1015, 995, 1000] },
    'the third body is not long': { 2: [1011, 1015, 990, 993] },
    'the third bar closes less than 30 % into the first body': { 2: [1020, 1025, 990, 994] },
  },
})
